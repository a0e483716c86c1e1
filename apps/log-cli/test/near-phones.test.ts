import type { PhoneKey } from "@org/log-core";
import { expect, test } from "vitest";
import { nearPhones } from "../src/near-phones.ts";

const KEPT = [
  "391234567890",
  "391234567899",
  "441632960001",
  "120363025246125486@g.us",
] as PhoneKey[];

test.each([
  ["a digit wrong", "391234567891", ["391234567890", "391234567899"]],
  ["without its country", "1234567890", ["391234567890"]],
  ["with the zero of a call within the country", "01632960001", ["441632960001"]],
  ["with 00 before the country", "00441632960001", ["441632960001"]],
  ["a digit missing", "44163296001", ["441632960001"]],
  ["nothing near", "5551112222", []],
  ["short, whose ending is chance", "7890", []],
  ["a group with a digit wrong", "120363025246125487@g.us", ["120363025246125486@g.us"]],
])("%s", (_, asked, near) => {
  expect(nearPhones(asked, KEPT)).toEqual(near);
});

test("three at most", () => {
  const many = Array.from({ length: 10 }, (_, at) => `39123456789${at}` as PhoneKey);
  expect(nearPhones("391234567800", many)).toHaveLength(3);
});

test("never the number that was asked for", () => {
  expect(nearPhones("391234567890", KEPT)).toEqual(["391234567899"]);
});
