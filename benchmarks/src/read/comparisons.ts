import { addDays, formatDayFolder, type CalendarDay } from "@org/log-core";
import { RARE_WORD, RARE_WORD_OF_COMMON_LETTERS } from "../corpus/compose-entry.ts";
import type { CachedCorpus } from "../corpus/cached-corpus.ts";
import { corpusPhone } from "../corpus/make-corpus.ts";
import type { Comparison, ReadSubject } from "./comparison.ts";
import { countLines, EMPTY_NODE, nodeScript, quoted, shell, sumCounts } from "./programs.ts";

/** What one of 500 entries holds, every one of them an error or a warning. */
const UNCOMMON = "undeliverable";
/** No entry holds it. */
const ABSENT = "Ornithorhynchus";

/** What the comparisons are made of. */
export interface Compared {
  /** The command as it is published. */
  readonly command: string;
  /** Few phones that write all day. */
  readonly few: CachedCorpus;
  /** Many phones that write now and then. */
  readonly many: CachedCorpus;
}

/** Everything that is measured, in the order of the page. */
export function comparisons({ command, few, many }: Compared): readonly Comparison[] {
  return [
    rareText(new Subjects(command, few), "rare-text", 3),
    rareText(new Subjects(command, many), "rare-text-many-files", 2.5),
    anyCase(new Subjects(command, few), "any-case", RARE_WORD, 4),
    anyCase(new Subjects(command, few), "any-case-common", RARE_WORD_OF_COMMON_LETTERS, 8),
    conditions(new Subjects(command, few), "conditions", UNCOMMON),
    conditions(new Subjects(command, few), "conditions-common", "to"),
    onePhone(new Subjects(command, many)),
    newest(new Subjects(command, few)),
    counting(new Subjects(command, few)),
  ];
}

/** Makes subjects that look at one corpus. */
class Subjects {
  readonly #command: string;
  readonly corpus: CachedCorpus;

  constructor(command: string, corpus: CachedCorpus) {
    this.#command = command;
    this.corpus = corpus;
  }

  get where(): string {
    const { phones, days, linesPerDay } = this.corpus.size;
    const lines = (phones * days * linesPerDay).toLocaleString("en-US");
    return `${phones.toLocaleString("en-US")} phones, ${days} days, ${lines} lines`;
  }

  logCli(title: string, args: readonly string[]): ReadSubject {
    return { ...this.besides("log-cli", `**${title}**`, args), countFound: countLines };
  }

  /** Another command line of ours, which finds something else. */
  besides(id: string, title: string, args: readonly string[]): ReadSubject {
    const command = [process.execPath, this.#command, ...args, "--dir", this.corpus.dir] as const;
    return { id, title, command };
  }

  /** A search of one file for what is not there: what comes before and after every other one. */
  get start(): ReadSubject {
    const one = ["--phone", corpusPhone(0), "--since", this.corpus.lastDay];
    const command = ["search", ABSENT, ...one];
    return {
      ...this.besides("start", "its start alone: one file, nothing found", command),
      exitCode: 1,
    };
  }

  rg(title: string, flags: string, text: string): ReadSubject {
    // A log folder tells git to ignore it, and ripgrep listens to that.
    const args = ["--no-ignore", ...flags.split(" "), "-c", text, this.#root()];
    return { id: "rg", title, command: ["rg", ...args], countFound: sumCounts };
  }

  jq(title: string, filter: string): ReadSubject {
    const files = `${quoted(this.#root())}/*-*-*/*.log`;
    const command = shell(`cat ${files} | jq -c ${quoted(filter)}`);
    return { id: "jq", title, command, countFound: countLines, isSlow: true };
  }

  rgThenJq(title: string, text: string, filter: string, days: readonly string[]): ReadSubject {
    const folders = days.map((day) => quoted(`${this.corpus.dir}/${day}`)).join(" ");
    const lines = `command -v rg >/dev/null || exit 127; rg --no-ignore --no-filename -F -i -N ${quoted(text)} ${folders}`;
    const command = shell(`${lines} | jq -c ${quoted(filter)}`);
    return { id: "rg-jq", title, command, countFound: countLines };
  }

  jqDayByDay(title: string, filter: string): ReadSubject {
    const each = `for day in ${quoted(this.#root())}/*-*-*; do cat "$day"/*.log | jq -s ${quoted(filter)}; done`;
    return { id: "jq", title, command: shell(each), countFound: sumCounts, isSlow: true };
  }

  duckdb(id: string, title: string, sqlOf: (table: string) => string): ReadSubject {
    const fields = ["level", "time", "phone", "direction", "type", "id", "data", "msg"];
    const columns = fields.map((name) => `${name}: '${name === "data" ? "JSON" : "VARCHAR"}'`);
    const table =
      `read_json('${this.#root()}/*-*-*/*.log', format = 'newline_delimited', ` +
      `columns = {${columns.join(", ")}})`;
    const command = nodeScript("subjects/duckdb-query.js", sqlOf(table));
    return { id, title, command, countFound: Number };
  }

  bareLimit(text: string): ReadSubject {
    const command = nodeScript("subjects/bare-search.js", this.corpus.dir, text);
    return { id: "bare", title: "bare limit in Node", command, countFound: Number };
  }

  get everything(): readonly string[] {
    return ["--since", this.corpus.firstDay];
  }

  lastDays(count: number): CalendarDay[] {
    const { lastDay } = this.corpus;
    return Array.from({ length: count }, (_, back) => addDays(lastDay, -back)).toReversed();
  }

  #root(): string {
    return `${this.corpus.dir}/whatsapp`;
  }
}

function rareText(of: Subjects, name: string, limit: number): Comparison {
  const isHeld = `contains(${JSON.stringify(RARE_WORD)})`;
  return {
    name,
    title: `A rare text, all days: ${of.where}`,
    about: `"${RARE_WORD}", capitals counting.`,
    subjects: [
      EMPTY_NODE,
      of.bareLimit(RARE_WORD),
      of.start,
      of.logCli(`log-cli search ${RARE_WORD}`, ["search", RARE_WORD, ...of.everything]),
      of.rg("`rg -F -c`", "-F", RARE_WORD),
      of.duckdb("duckdb", "DuckDB `read_json`", (table) => {
        return `select count(*) from ${table} where contains(data->>'text', '${RARE_WORD}')`;
      }),
      ...(name === "rare-text"
        ? [of.jq("jq alone", `select((.data.text? // "") | ${isHeld})`)]
        : []),
    ],
    targets: [
      { subject: "log-cli", base: "rg", limit },
      { subject: "log-cli", base: "bare", limit: 1.3 },
    ],
  };
}

function anyCase(of: Subjects, name: string, word: string, limit: number): Comparison {
  const text = word.toLowerCase();
  const letters = word === RARE_WORD ? "rare letters" : "common letters";
  return {
    name,
    title: `A text in any case, of ${letters}, all days: ${of.where}`,
    about: `"${text}": as it has no capitals, case does not count.`,
    subjects: [
      EMPTY_NODE,
      of.start,
      of.logCli(`log-cli search ${text}`, ["search", text, ...of.everything]),
      of.rg("`rg -F -i -c`", "-F -i", text),
      of.duckdb("duckdb", "DuckDB `read_json`, `ilike`", (table) => {
        return `select count(*) from ${table} where data->>'text' ilike '%${text}%'`;
      }),
    ],
    targets: [{ subject: "log-cli", base: "rg", limit }],
  };
}

function conditions(of: Subjects, name: string, text: string): Comparison {
  const week = of.lastDays(7);
  const since = week[0] ?? of.corpus.lastDay;
  const holds = `[.msg, .id, .type, .data.error.title?] | map(strings | ascii_downcase | contains("${text}")) | any`;
  const isFound = `(.level == "error" or .level == "fatal") and .direction == "OUTGOING" and (${holds})`;
  const query = [text, "--min-level", "error", "--direction", "outgoing", "--since", since];
  const frequency = text === UNCOMMON ? "few" : "many";
  return {
    name,
    title: `Level, direction, 7 days and a text of ${frequency}: ${of.where}`,
    about: `"${text}" in any case in outgoing errors of the last 7 days, in the order of time.`,
    subjects: [
      EMPTY_NODE,
      of.start,
      of.logCli(`log-cli search ${text} --min-level error …`, ["search", ...query]),
      of.rgThenJq(
        "`rg \\| jq`, the folders of these days named by hand",
        text,
        `select(${isFound})`,
        week.map((day) => formatDayFolder("whatsapp", day)),
      ),
      of.jq("jq alone, over the month", `select(.time >= "${romeMidnight(since)}" and ${isFound})`),
      of.duckdb("duckdb", "DuckDB `read_json`", (table) => {
        const values = ["msg", "id", "type", "data->'error'->>'title'"];
        const isHeld = values.map((value) => `(${value}) ilike '%${text}%'`).join(" or ");
        const fits = `level in ('error', 'fatal') and direction = 'OUTGOING' and (${isHeld})`;
        return `select count(*) from ${table} where time >= '${romeMidnight(since)}' and ${fits}`;
      }),
      { id: "rg", title: "rg alone", cannot: "knows no level, direction or time" },
    ],
    targets: [
      { subject: "log-cli", base: "rg-jq", limit: 1 },
      { subject: "log-cli", base: "jq", limit: 1 / 20 },
    ],
  };
}

/** The corpus is of Rome in November: an hour before UTC. */
function romeMidnight(day: CalendarDay): string {
  return `${addDays(day, -1)}T23:00:00.000Z`;
}

function onePhone(of: Subjects): Comparison {
  const phone = corpusPhone(Math.floor(of.corpus.size.phones / 2));
  const [since = of.corpus.lastDay] = of.lastDays(7);
  return {
    name: "one-phone",
    title: `One phone, 7 of the days: ${of.where}`,
    about: "Everything of one phone. Help is Node and the command's own start.",
    subjects: [
      EMPTY_NODE,
      of.logCli("log-cli get PHONE", ["get", phone, "--since", since]),
      of.besides("help", "log-cli --help", ["--help"]),
      { id: "rg", title: "rg", cannot: "does not put a phone's lines in order" },
    ],
    targets: [{ subject: "log-cli", base: "help", limit: 1.6 }],
  };
}

function newest(of: Subjects): Comparison {
  const day = ["--on", of.corpus.lastDay];
  const last = ["--reverse", "--limit", "100", ...of.everything];
  return {
    name: "newest",
    title: `The newest 100 of everything: ${of.where}`,
    about: "Beside reading the last day: all of it, and for a rare text only.",
    subjects: [
      EMPTY_NODE,
      of.logCli('log-cli search "" --reverse --limit 100', ["search", "", ...last]),
      of.besides("day", 'log-cli search "" --on DAY', ["search", "", ...day]),
      of.besides("scan", `log-cli search ${UNCOMMON} --on DAY`, ["search", UNCOMMON, ...day]),
      { id: "rg", title: "rg", cannot: "knows no time" },
    ],
    targets: [{ subject: "log-cli", base: "day", limit: 1 }],
  };
}

function counting(of: Subjects): Comparison {
  const sets = "(phone), (direction), (type), (level), (left(time, 10)), (substr(time, 12, 2))";
  return {
    name: "counting",
    title: `Counting a month: ${of.where}`,
    about:
      "log-cli counts by day, hour, phone, direction, type and level in one go. `jq -s` holds " +
      "everything in memory, which a month does not fit into: it counts by type alone, day by day.",
    subjects: [
      EMPTY_NODE,
      {
        ...of.logCli("log-cli stats", ["stats", ...of.everything, "-o", "json"]),
        countFound: (stdout) => (JSON.parse(stdout) as { entries: number }).entries,
      },
      of.jqDayByDay("`jq -s 'group_by(.type)'`, day by day", "group_by(.type) | map(length) | add"),
      of.duckdb("duckdb", "DuckDB `read_json`, by type", (table) => {
        const groups = `select count(*) as lines from ${table} group by type`;
        return `select sum(lines) from (${groups})`;
      }),
      of.duckdb("duckdb-all", "DuckDB `read_json`, by all six", (table) => {
        const groups = `select grouping(phone) as rest, count(*) as lines from ${table} group by grouping sets (${sets})`;
        return `select sum(lines) from (${groups}) where rest = 0`;
      }),
      { id: "rg", title: "rg", cannot: "counts lines, not values" },
    ],
    targets: [{ subject: "log-cli", base: "jq", limit: 1 / 5 }],
  };
}
