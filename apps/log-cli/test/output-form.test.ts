import { expect, test } from "vitest";
import { readOutputForm } from "../src/output-form.ts";
import { lineOf, problemsOf } from "./command-lines.ts";

test.each([
  ["pretty on a terminal", [], true, "pretty"],
  ["ndjson in a pipe", [], false, "ndjson"],
  ["what is asked for", ["-o", "csv"], true, "csv"],
  ["in any case", ["-o", "JSON"], false, "json"],
])("%s", (_, argv, onTerminal, form) => {
  const line = lineOf("list", ...argv);
  expect(readOutputForm(line, onTerminal, line.problems)).toBe(form);
  expect(problemsOf(line)).toBe("");
});

test.each([
  ["xml", '--output must be pretty, json, ndjson or csv, but it is "xml".'],
  ["jsn", '--output must be pretty, json, ndjson or csv, but it is "jsn", did you mean json?'],
])("%s is refused", (form, sentence) => {
  const line = lineOf("list", "-o", form);
  readOutputForm(line, false, line.problems);
  expect(problemsOf(line)).toBe(sentence);
});
