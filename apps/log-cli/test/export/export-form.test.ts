import { expect, test } from "vitest";
import { readExportForm, type AskedForm } from "../../src/export/export-form.ts";
import { createProblems } from "../../src/problems.ts";

test.each<[string, string | undefined, AskedForm]>([
  ["chat.json", undefined, { form: "json", gzip: false }],
  ["CHAT.JSON", undefined, { form: "json", gzip: false }],
  ["a.b/chat.ndjson", undefined, { form: "ndjson", gzip: false }],
  ["chat.csv.gz", undefined, { form: "csv", gzip: true }],
  ["chat.txt", undefined, { form: "txt", gzip: false }],
  ["chat.html.GZ", undefined, { form: "html", gzip: true }],
  ["-", undefined, { form: "ndjson", gzip: false }],
  ["-", "html", { form: "html", gzip: false }],
  ["-", "CSV.gz", { form: "csv", gzip: true }],
  ["chat", "txt", { form: "txt", gzip: false }],
  ["chat.gz", "txt", { form: "txt", gzip: true }],
  ["chat.json", "csv", { form: "csv", gzip: false }],
])("%s with --output %s", (file, output, form) => {
  const problems = createProblems();
  expect(readExportForm(file, output, problems)).toEqual(form);
  expect(() => problems.throwIfAny()).not.toThrow();
});

test.each(["chat.pdf", "chat", "chat.gz", "chat.json.bz2", ".json", "a/.json", "7890", "json"])(
  "%s is refused with what is known",
  (file) => {
    const problems = createProblems();
    expect(readExportForm(file, undefined, problems)).toBeUndefined();
    expect(problems.toError().message).toBe(
      `FILE must end in .json, .ndjson, .csv, .txt or .html, with .gz behind it to compress, or be - for stdout, but it is "${file}".`,
    );
  },
);

test("a form that there is not is refused with the nearest", () => {
  const problems = createProblems();
  expect(readExportForm("chat.json", "htm", problems)).toBeUndefined();
  expect(problems.toError().message).toBe(
    '--output must be json, ndjson, csv, txt or html, but it is "htm", did you mean html?',
  );
});
