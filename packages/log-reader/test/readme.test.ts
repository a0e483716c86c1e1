import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { cursorOf, openLogs, type LogQuery } from "../src/index.ts";
import { collect, logsOf } from "./folder.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(join(PACKAGE, "README.md"), "utf8");

/** The rows of the table that comes first after a heading: their cells. */
function tableAfter(heading: string): string[][] {
  const from = README.indexOf(`\n## ${heading}\n`);
  if (from < 0) throw new Error(`no heading ${heading}`);
  const table = /(?:^\|.*\n)+/m.exec(README.slice(from))?.[0] ?? "";
  const rows = table.trimEnd().split("\n").slice(2);
  return rows.map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim()));
}

/** The names in the first column of a table. */
function namesIn(heading: string): string[] {
  return tableAfter(heading).flatMap(([, names = ""]) =>
    Array.from(names.matchAll(/`(\w+)`/g), ([, name = ""]) => name),
  );
}

/** The fields that an interface of a source file has. */
function fieldsOf(file: string, name: string): string[] {
  const source = readFileSync(join(PACKAGE, "src", file), "utf8");
  const body = new RegExp(String.raw`export interface ${name}\b[^{]*\{\n(.*?)^\}`, "ms").exec(
    source,
  );
  return Array.from((body?.[1] ?? "").matchAll(/^ {2}readonly (\w+)/gm), ([, field = ""]) => field);
}

describe("the tables have every field once, and no other:", () => {
  test.each([
    ["Queries", "query/log-query.ts", "LogQuery", 20],
    ["Options", "open-logs.ts", "OpenLogsOptions", 4],
    ["Reports", "report.ts", "QueryReport", 20],
    ["Counting", "stats/log-stats.ts", "LogStats", 9],
  ])("%s", (heading, file, name, atLeast) => {
    const fields = fieldsOf(file, name);
    if (name === "LogStats") fields.push("entries", "bytes"); // of a Tally
    expect(fields.length).toBeGreaterThanOrEqual(atLeast);
    expect(namesIn(heading).toSorted()).toEqual(fields.toSorted());
  });
});

describe("the example of", () => {
  const rows = tableAfter("Queries").map((cells) => [cells[1] ?? "", cells[3] ?? ""] as const);

  test.each(rows)("%s is a query: %s", async (name, example) => {
    const { logs } = logsOf([{ phone: "1234567890", direction: "OUTGOING", id: "1", msg: "one" }]);
    const [last] = await collect(logs.search("one"));
    const make = runInThisContext(
      `({ cursorOf, last, console }) => (${example.replaceAll("`", "")})`,
    ) as (names: object) => LogQuery;
    const query = make({ cursorOf, last, console: { log: () => undefined } });
    expect(Object.keys(query)).toContain(name.replaceAll("`", ""));
    const { text = "", ...rest } = query;
    await collect(logs.search(text, rest));
    await logs.close();
  });
});

test("every code it names is one that the reader throws", async () => {
  const codes = tableAfter("Errors").flatMap(([, names = ""]) => names.match(/LOG_\w+/g) ?? []);
  expect(codes.length).toBeGreaterThan(8);
  const said = readFileSync(join(PACKAGE, "../../docs/errors.md"), "utf8");
  for (const code of codes) expect(said).toContain(`### ${code}\n`);
  expect(() => openLogs({ dirr: "" } as never)).toThrow(/dirr/);
  const logs = openLogs({ dir: join(tempDir(), "none") });
  await expect(logs.list()).rejects.toMatchObject({ code: "LOG_FOLDER_MISSING" });
  expect(() => logs.search("", { minLevel: "loud" } as never)).toThrow(
    expect.objectContaining({ code: "LOG_QUERY_INVALID" }),
  );
});
