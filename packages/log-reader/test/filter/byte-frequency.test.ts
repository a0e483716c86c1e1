import { expect, test } from "vitest";
import { byteShare } from "../../src/filter/byte-frequency.ts";

test("common bytes of a line are told from rare ones", () => {
  const share = (char: string): number => byteShare(char.charCodeAt(0));
  expect(share('"')).toBeGreaterThan(share("e"));
  expect(share("e")).toBeGreaterThan(share("z"));
  expect(share("z")).toBeGreaterThan(share("Z"));
  expect(byteShare(0xd0)).toBeGreaterThan(byteShare(0x9f));
});

test("every byte has a share", () => {
  for (let byte = 0; byte < 256; byte += 1) expect(byteShare(byte)).toBeGreaterThan(0);
});
