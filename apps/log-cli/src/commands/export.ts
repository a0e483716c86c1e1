import { closeAnswer, entriesOf, runQuery, type Answer } from "../answer.ts";
import { hasFilters, readAskedQuery, toQuery, type AskedQuery } from "../asked-query.ts";
import { valueOf, type CommandLine } from "../command-line.ts";
import type { ExitCode } from "../exit-code.ts";
import { readExportForm, TO_STDOUT, type AskedForm } from "../export/export-form.ts";
import { createExportMask, type ExportMask, type MaskWhom } from "../export/export-mask.ts";
import { checkExportPlace } from "../export/export-place.ts";
import { exportRenderer } from "../export/export-renderer.ts";
import { fileTarget, stdoutTarget, type ExportTarget } from "../export/export-target.ts";
import { createProgress } from "../export/progress.ts";
import { oneOf, readPhonePattern } from "../flag-values.ts";
import { fromCaller } from "../folder.ts";
import type { Io } from "../io.ts";
import { nothingOfPhones } from "../nothing-found.ts";
import { withFolder, type OpenFolder } from "../open-folder.ts";
import type { Problems } from "../problems.ts";
import { formatCount, formatSize } from "../render/size.ts";
import { say } from "../say.ts";
import { quoteTyped } from "../typed.ts";
import { wholePersons } from "../whole-persons.ts";

/** What an export's own words and options ask for. */
interface AskedExport extends AskedForm {
  readonly asked: AskedQuery;
  /** `undefined` for stdout. */
  readonly path: string | undefined;
  readonly replace: boolean;
  readonly guarded: boolean;
  readonly mask: MaskWhom | undefined;
}

/** `log-cli export PHONE FILE`: the messages of a phone as a file, or on stdout. */
export async function exportPhone(line: CommandLine, io: Io): Promise<ExitCode> {
  const request = await readExport(line, io);
  const { asked, path } = request;
  if (path !== undefined) checkExportPlace(path, request.replace);

  return withFolder(line, io, asked.timeZone, async (opened) => {
    const { answer, bytes, mask } = await writeExport(request, opened, io);
    const code = await closeAnswer(answer, io);
    if (answer.count === 0) {
      const none = path === undefined ? "" : " No file was written.";
      await say(`${await nothingFor(asked, opened, answer)}${none}`, io);
    } else if (path !== undefined) {
      const count = formatCount(answer.count, "entry", "entries");
      await say(`wrote ${count}, ${formatSize(bytes)}, to ${path}.`, io);
    }
    if (mask?.lasting === false && answer.count > 0) {
      const sentence =
        "its tags are of this export alone; with LOG_MASK_KEY all exports have the same.";
      await say(sentence, io);
    }
    return code;
  });
}

/** @throws {LogError} everything that is wrong with the command line */
async function readExport(line: CommandLine, io: Io): Promise<AskedExport> {
  const { problems, words } = line;
  const asked = await readAskedQuery(line, problems);
  const file = words.at(-1) ?? "";
  const phones = readPhones(words.slice(0, -1), asked);
  if (words.length === 0 || phones.length === 0) {
    problems.add("export needs a phone and a file: log-cli export 1234567890 chat.json");
  }
  const form =
    words.length === 0 ? undefined : readExportForm(file, valueOf(line, "output"), problems);
  const path = file === TO_STDOUT ? undefined : fromCaller(file, io);
  const mask = readMask(line, problems);
  if (path === undefined && form?.gzip === true && io.stdout.isTTY) {
    problems.add("a terminal cannot show what is compressed; lead it into a file or a pipe");
  }
  problems.throwIfAny();
  return {
    // Not reached without a form: its absence is a problem.
    ...(form as AskedForm),
    asked: { ...asked, phones },
    path,
    replace: line.switches.has("force"),
    // A file of CSV is for a spreadsheet, a pipe is for a script.
    guarded: line.switches.has("safe") || (path !== undefined && !line.switches.has("raw")),
    mask,
  };

  function readPhones(
    own: readonly string[],
    { phones: others }: AskedQuery,
  ): AskedQuery["phones"] {
    if (own.length === 0) return others;
    const phone = readPhonePattern(own.join(" "), problems);
    // What is none is a problem already.
    return phone === undefined ? own : [...new Set([phone, ...others])];
  }
}

const MASKS = ["all", "others"] as const;

function readMask(line: CommandLine, problems: Problems): MaskWhom | undefined {
  const text = valueOf(line, "mask");
  if (text === undefined) return undefined;
  const whom = oneOf(text, MASKS);
  if (whom === undefined) {
    problems.add(
      `--mask hides everybody, and --mask=others all but the phones of the export; it is not ${quoteTyped(text)}`,
    );
  }
  return whom;
}

interface Written {
  readonly answer: Answer;
  readonly bytes: number;
  readonly mask: ExportMask | undefined;
}

async function writeExport(request: AskedExport, opened: OpenFolder, io: Io): Promise<Written> {
  const { asked, path, gzip, replace } = request;
  const query = {
    ...toQuery(asked, { calendar: opened.calendar, nowMs: io.clock.now() }),
    // A page shows what became of a message behind it. Masked copies of entries no longer know it.
    joinStatuses: request.form === "html" && request.mask === undefined,
  };
  const start = entriesOf(opened.logs, asked.phones);
  const ids = await wholePersons(opened.logs, asked.phones, asked);
  const target: ExportTarget =
    path === undefined
      ? stdoutTarget(io.stdout, gzip)
      : fileTarget(path, gzip, { replace, onInterrupt: io.onInterrupt });
  const progress = createProgress({
    stderr: io.stderr,
    clock: io.clock,
    totalBytes: io.stderr.isTTY ? await bytesOf(opened, query, ids) : 0,
  });
  try {
    const mask =
      request.mask === undefined
        ? undefined
        : await createExportMask(
            start,
            { ...query, signal: io.stdout.closed },
            maskSetup(request.mask),
          );
    const renderer = await exportRenderer(request.form, {
      timeZone: opened.calendar.timeZone,
      title: titleOf(asked.phones.map(mask?.maskPhone ?? ((phone) => phone))),
      guarded: request.guarded,
      onScreen: path === undefined && io.stdout.isTTY,
    });
    const answer = await runQuery(start, query, io, (entry) => {
      progress.note(entry);
      return target.write(renderer.entry(mask === undefined ? entry : mask.mask(entry)));
    });
    if (answer.count > 0 || path === undefined) {
      await target.write(renderer.end());
      await target.commit();
    }
    return { answer, bytes: target.bytes(), mask };
  } finally {
    progress.end();
    target.discard();
  }

  function maskSetup(whom: MaskWhom): Parameters<typeof createExportMask>[2] {
    return { whom, phones: ids, dir: opened.folder.path, env: io.env };
  }
}

function titleOf(phones: readonly string[]): string {
  return `Conversation with ${phones.map((phone) => (/^\d+$/.test(phone) ? `+${phone}` : phone)).join(", ")}`;
}

/** How much there is to read, by names and sizes alone. */
async function bytesOf(
  { logs }: OpenFolder,
  { days, since, until }: ReturnType<typeof toQuery>,
  phones: readonly string[],
): Promise<number> {
  const kept = await logs.list({ days, since, until, phone: phones });
  return kept.reduce((sum, phone) => sum + phone.bytes, 0);
}

function nothingFor(asked: AskedQuery, opened: OpenFolder, { report }: Answer): Promise<string> {
  const narrowed = hasFilters({ ...asked, phones: [] });
  return nothingOfPhones(opened, asked.phones, { report, narrowed });
}
