import { expect, test } from "vitest";
import { readSection, withSection } from "../src/benchmarks-page.ts";

const PAGE = "# Title\n\n<!-- bench:write -->\n\nold\n\n<!-- /bench:write -->\n\nby hand\n";

test("exchanges what stands between the markers and nothing else", () => {
  const page = withSection(PAGE, "write", "new $1");
  expect(page).toBe(PAGE.replace("old", () => "new $1"));
  expect(withSection(page, "write", "old")).toBe(PAGE);
  expect(readSection(page, "write")).toBe("new $1");
});

test("says which section is missing", () => {
  expect(() => withSection(PAGE, "search", "new")).toThrow("no section <!-- bench:search -->");
});
