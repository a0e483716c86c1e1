import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPhoneTagger } from "@org/log-writer/mask";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";
import { openMaskTags } from "../../src/mask/mask-tags.ts";

test("a phone has the tag that a masking writer gives it", () => {
  const dir = tempDir();
  writeFileSync(join(dir, "mask-key"), "folder's\n");
  const ofFolder = openMaskTags(dir, {});
  expect(ofFolder.lasting).toBe(true);
  expect(ofFolder.tagOf("phone", "1234567890")).toBe(createPhoneTagger("folder's")("1234567890"));
  const ofEnv = openMaskTags(dir, { LOG_MASK_KEY: "mine" });
  expect(ofEnv.tagOf("phone", "1234567890")).toBe(createPhoneTagger("mine")("1234567890"));
});

test("kinds have tags of their own", () => {
  const { tagOf } = openMaskTags(tempDir(), { LOG_MASK_KEY: "k" });
  expect(tagOf("name", "anna")).toMatch(/^name-[a-z2-9]{12}$/);
  expect(tagOf("id", "anna").slice(3)).not.toBe(tagOf("name", "anna").slice(5));
  expect(tagOf("name", "anna")).toBe(tagOf("name", "anna"));
});

test("without a key, tags are of one export, and no key is made", () => {
  const dir = tempDir();
  const [one, other] = [openMaskTags(dir, {}), openMaskTags(dir, {})];
  expect(one.lasting).toBe(false);
  expect(one.tagOf("name", "anna")).not.toBe(other.tagOf("name", "anna"));
});
