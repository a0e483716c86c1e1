import { describe, expect, test } from "vitest";
import { valueOf, valuesOf } from "../src/command-line.ts";
import { parseCommandLine } from "../src/parser.ts";
import { COMMANDS } from "../src/command-table.ts";
import { listChoices } from "../src/typed.ts";

const NAMES = Object.keys(COMMANDS);

/** What is wrong with a command line, as a sentence. */
function problemWith(...argv: string[]): string {
  try {
    parseCommandLine(argv).problems.throwIfAny();
  } catch (error) {
    return (error as Error).message;
  }
  return "";
}

describe("words", () => {
  test.each([
    [["get", "+39", "123", "456", "7890"], "+39 123 456 7890"],
    [["get", "+1", "(234)", "567-890"], "+1 (234) 567-890"],
    [["get", "+1", "234", "-567", "-890"], "+1 234 -567 -890"],
    [["get", "+1", "-(234)", "-567-890"], "+1 -(234) -567-890"],
    [["get", "0039", "007"], "0039 007"],
    [["get", "12345678901234567890"], "12345678901234567890"],
    [["get", "1e5"], "1e5"],
    [["get", "0x10"], "0x10"],
    [["get", "--days", "7", "+39", "-o", "json", "123"], "+39 123"],
    [["search", "payment", "failed"], "payment failed"],
    [["search", "--", "--force", "-x"], "--force -x"],
    [["search", ""], ""],
    [["search", "true"], "true"],
    [["search", "--type", "text", "hello"], "hello"],
  ])("%j has the words %j", (argv, words) => {
    const line = parseCommandLine(argv);
    line.problems.throwIfAny();
    expect(line.words.join(" ")).toBe(words);
  });

  test("options may stand before the command", () => {
    const line = parseCommandLine(["--dir", "x", "--debug", "list"]);
    expect(line.command).toBe("list");
    expect(valueOf(line, "dir")).toBe("x");
    expect(line.switches.has("debug")).toBe(true);
  });
});

describe("options", () => {
  test("lists are given several times, or with commas", () => {
    const line = parseCommandLine(["search", "x", "--type", "text,image", "--type=video"]);
    expect(valuesOf(line, "type")).toEqual(["text", "image", "video"]);
  });

  test("of a value given twice, the later one counts: an alias can be overruled", () => {
    expect(valueOf(parseCommandLine(["get", "123", "--days", "3", "--days", "30"]), "days")).toBe(
      "30",
    );
  });

  test("numbers stay texts, and a negative one is a value", () => {
    const line = parseCommandLine(["get", "--days", "-3", "--phone", "+39", "--limit=007"]);
    expect([valueOf(line, "days"), valueOf(line, "phone"), valueOf(line, "limit")]).toEqual([
      "-3",
      "+39",
      "007",
    ]);
  });

  test("-o is --output", () => {
    for (const argv of [["-o", "json"], ["-ojson"], ["-o=json"], ["--output", "json"]]) {
      expect(valueOf(parseCommandLine(["list", ...argv]), "output")).toBe("json");
    }
  });

  test("switches can be taken back", () => {
    expect(parseCommandLine(["cleanup", "--dry-run"]).switches).toEqual(new Set(["dry-run"]));
    expect(parseCommandLine(["cleanup", "--dry-run=false"]).switches).toEqual(new Set());
  });
});

describe("problems", () => {
  test.each([
    [["serch", "x"], 'there is no command "serch", did you mean search?'],
    [["1234567890"], "to show the messages of a phone, type log-cli get 1234567890."],
    [["frobnicate"], `there is no command "frobnicate"; there are ${NAMES.join(", ")}.`],
    [["--debug"], `a command is missing: ${listChoices(NAMES)}.`],
    [["list", "--drr", "x"], "there is no option --drr, did you mean --dir?"],
    [
      ["list", "--frobnicate"],
      "there is no option --frobnicate; log-cli list --help shows which there are.",
    ],
    [["list", "-x"], "there is no option -x; log-cli list --help shows which there are."],
    [
      ["list", "--force"],
      "--force is not an option of list; log-cli list --help shows which there are.",
    ],
    [["list", "extra"], 'list takes no words, but it got "extra".'],
    [["get", "123", "--days"], "--days needs a value: --days 7."],
    [["get", "123", "--days="], "--days needs a value: --days 7."],
    [
      ["get", "123", "--no-debug"],
      "there is no option --no-debug; log-cli get --help shows which there are.",
    ],
    [["get", "123", "--limit.x", "3"], "there is no option --limit.x, did you mean --limit?"],
    [
      ["get", "--\u001b[31m"],
      String.raw`there is no option --\x1b[31m; log-cli get --help shows which there are.`,
    ],
  ])("%j", (argv, sentence) => {
    expect(problemWith(...argv)).toBe(sentence);
  });

  test("all are told at once", () => {
    const sentence = problemWith("list", "--drr", "x", "--force", "extra");
    expect(sentence).toContain("did you mean --dir?; --force is not an option of list; ");
    expect(sentence).toContain('; list takes no words, but it got "extra"');
  });

  test("they have the code of a usage error", () => {
    expect(() => parseCommandLine(["x"])).toThrow(
      expect.objectContaining({ code: "LOG_USAGE_INVALID" }),
    );
  });
});
