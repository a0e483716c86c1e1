import { expect, test } from "vitest";
import { likelyScan } from "../src/ahead.ts";

test.each([
  ["search refund", { dir: "app/logs", days: 7 }],
  ["stats --dir=/l --days 3", { dir: "/l", days: 3 }],
  ["search refund --since 2026-11-01 --dir /l", { dir: "/l", since: "2026-11-01" }],
  ["search refund --until 2026-11-01", { dir: "app/logs" }],
  // Little is read, or nobody can tell yet how much.
  ["get 391234567890", undefined],
  ["stats 391234567890 --days 7", undefined],
  ["search refund --phone 39*", undefined],
  ["search refund --limit=5", undefined],
  ["search --regex refund", undefined],
  ["search refund --on 2026-11-01", undefined],
  ["search refund --since yesterday", undefined],
  ["search --help", undefined],
  ["search x -h", undefined],
  ["--version", undefined],
  ["", undefined],
])("%s may read %o", (line, scan) => {
  expect(likelyScan(line.split(" "), {})).toEqual(scan);
});

test("the folder of LOG_DIR counts where none is named", () => {
  const env = { LOG_DIR: "/elsewhere" };
  expect(likelyScan(["search", "x"], env)).toEqual({ dir: "/elsewhere", days: 7 });
  expect(likelyScan(["search", "x", "--dir", "/l"], env)).toEqual({ dir: "/l", days: 7 });
});

test("a search for everything has no use for a second thread", () => {
  expect(likelyScan(["search", "", "--days", "30"], {})).toBeUndefined();
});

test("what stands behind two dashes is a text like any other", () => {
  expect(likelyScan(["search", "--", "--phone"], {})).toEqual({ dir: "app/logs", days: 7 });
});
