import { expect, test } from "vitest";
import { renderTable } from "../../src/render/table.ts";

test("columns are as wide as their widest cell, and no line ends in spaces", () => {
  const columns = [
    { title: "NAME", align: "left" },
    { title: "N", align: "right" },
    { title: "LAST", align: "left" },
  ] as const;
  expect(
    renderTable(columns, [
      ["a", "1000", "x"],
      ["longer", "7", ""],
    ]),
  ).toEqual(["NAME       N  LAST", "a       1000  x", "longer     7"]);
});
