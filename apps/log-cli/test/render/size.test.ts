import { expect, test } from "vitest";
import { formatCount, formatSize } from "../../src/render/size.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [9949, "9.9 kB"],
  [9960, "10 kB"],
  [999_499, "999 kB"],
  [999_999, "1.0 MB"],
  [1_234_567, "1.2 MB"],
  [340e9, "340 GB"],
  [5e15, "5000 TB"],
])("%d bytes are %s", (bytes, shown) => {
  expect(formatSize(bytes)).toBe(shown);
});

test.each([
  [0, "0 phones"],
  [1, "1 phone"],
  [12_345, "12,345 phones"],
])("%d is %s", (count, shown) => {
  expect(formatCount(count, "phone")).toBe(shown);
});

test("an irregular plural is given", () => {
  expect(formatCount(2, "entry", "entries")).toBe("2 entries");
});
