import { expect, test } from "vitest";
import { LOG_ERROR_CODES } from "../src/error-codes.ts";

const codes = Object.entries(LOG_ERROR_CODES);

test("no summary is used twice", () => {
  expect(codes.length).toBeGreaterThan(20);
  expect(new Set(codes.map(([, { summary }]) => summary)).size).toBe(codes.length);
});

test.each(codes)("%s is named after an area and what happened, in one sentence", (code, info) => {
  expect(code).toMatch(/^LOG_[A-Z]+_[A-Z]+$/);
  expect(info.summary).toMatch(/^[A-Z].*[^.]\.$/);
  expect(info.summary).not.toContain("\n");
  expect(["thrown", "rejected", "reported", "counted"]).toContain(info.delivery);
});
