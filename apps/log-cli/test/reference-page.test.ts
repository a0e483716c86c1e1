import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { CommandName } from "../src/command-entry.ts";
import { COMMANDS } from "../src/command-table.ts";
import { renderHelp } from "../src/render/help.ts";
import { referencePage } from "./reference-page.ts";

const PAGE = fileURLToPath(new URL("../../../docs/cli.md", import.meta.url));

test("docs/cli.md is what the tables make", async () => {
  await expect(referencePage()).toMatchFileSnapshot(PAGE);
});

test.each(Object.keys(COMMANDS) as CommandName[])("--help of %s and the page agree", (name) => {
  const section =
    new RegExp(`^## log-cli ${name}\\n.*?(?=^## )`, "ms").exec(referencePage())?.[0] ?? "";
  const help = renderHelp(name, 100);
  const optionsOf = (text: string): string[] =>
    [...new Set(text.match(/--[a-z][a-z-]+/g))].toSorted();
  expect(optionsOf(section)).toEqual(optionsOf(help));
  for (const { typed } of COMMANDS[name].examples) {
    expect(section).toContain(typed);
    expect(help).toContain(typed);
  }
});
