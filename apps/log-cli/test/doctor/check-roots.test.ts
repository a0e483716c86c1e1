import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { age, examine, healthy } from "./patients.ts";

test.each(["app", "whatsapp"])("a file where the folder %s belongs", async (name) => {
  const { cwd, dir } = healthy();
  rmSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name), "");
  age(dir);
  const { code, attention } = await examine(cwd);
  expect(attention).toMatchObject([
    { check: "folders", summary: `not a folder, so nothing can be logged or read there: ${name}` },
  ]);
  expect(code).toBe(1);
});

test("settings that are a link to nowhere are none", async () => {
  const { cwd, dir } = healthy();
  rmSync(join(dir, "layout.json"), { force: true });
  symlinkSync("gone", join(dir, "layout.json"));
  const { attention } = await examine(cwd);
  expect(attention).toMatchObject([
    {
      check: "layout.json",
      summary: "it has no layout.json, so its zone and retention are guesses",
    },
  ]);
});
