import { fileTree } from "@org/test-kit";
import { expect, test } from "vitest";
import { checkSnippets } from "../check-snippets.mjs";

const CODE = 'const a = "`";\n';
const snippet = (code: string): string =>
  `# Bot\n\n<!-- file: src/bot.ts -->\n\n\`\`\`ts\n${code}\`\`\`\n`;

test("a page that shows a file as it is passes, and is counted", () => {
  const tree = fileTree({ "README.md": snippet(CODE), "src/bot.ts": CODE });
  expect(checkSnippets(tree)).toEqual({ seen: "1 snippets in 1 pages", problems: [] });
});

test.each([
  [
    "another text",
    { "README.md": snippet("const b = 1;\n"), "src/bot.ts": CODE },
    "shows another text",
  ],
  ["a file that is gone", { "README.md": snippet(CODE) }, "which is not there"],
  [
    "a mark without code",
    { "README.md": `${snippet(CODE)}<!-- file: src/bot.ts -->\n`, "src/bot.ts": CODE },
    "without a block",
  ],
  [
    "an example that nobody reads",
    { "README.md": snippet(CODE.repeat(60)), "src/bot.ts": CODE.repeat(60) },
    "has 60 lines",
  ],
  ["nothing to check", { "README.md": "# Bot\n" }, "no snippet was seen"],
])("finds %s", (_, files, problem) => {
  expect(checkSnippets(fileTree(files)).problems).toEqual([expect.stringContaining(problem)]);
});
