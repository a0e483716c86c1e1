import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createLogWriter, erase } from "@org/log-writer";
import { tempDir } from "@org/test-kit";
import { expect, test } from "vitest";

const PHONE = "1234567890";

function logged(dir: string, name: "app" | "requests"): string {
  return readFileSync(join(dir, "app", `${name}.log`), "utf8");
}

test("with maskPhones no number reaches app.log or requests.log, in no form and no field", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC", maskPhones: true });
  logs.appLogger.info({ phone: `+${PHONE}`, jid: `${PHONE}:3@s.whatsapp.net` }, `hello ${PHONE}`);
  logs.appLogger.child({ to: "+1 (234) 567-890" }).error(new Error(`no answer from ${PHONE}@c.us`));
  logs.appLogger.info({ byPhone: { [PHONE]: 1 } }, "%s has written", PHONE);
  logs.appLogger.info({ number: Number(PHONE), list: [Number(PHONE)], big: BigInt(PHONE) }, "n");
  logs.logRequest({
    method: "POST",
    url: `https://example.com/v20/${PHONE}/messages?to=${PHONE}`,
    body: JSON.stringify({ to: PHONE, text: { body: "hi" } }),
    phone: PHONE,
    status: 200,
  });
  logs.logWhatsAppMessage({ phone: PHONE, direction: "OUTGOING", type: "text" });
  await logs.flush();
  const shared = logged(dir, "app") + logged(dir, "requests");
  expect(shared).not.toMatch(/234.{0,3}567/);
  const tags = shared.match(/phone-[a-z2-9]{12}/g) ?? [];
  expect(tags.length).toBeGreaterThanOrEqual(9);
  expect(new Set(tags).size).toBe(1);
  // The chat itself is found by its number.
  expect(readFileSync(join(dir, "whatsapp", `${PHONE}.log`), "utf8")).toContain(
    `"phone":"${PHONE}"`,
  );
  expect(statSync(join(dir, "mask-key")).mode & 0o777).toBe(0o600);
});

test("two writers on a folder use the same tags, and erasing everywhere finds lines by them", async () => {
  const dir = tempDir();
  await using first = createLogWriter({ dir, timeZone: "UTC", maskPhones: true });
  await using second = createLogWriter({ dir, maskPhones: true });
  first.appLogger.info(`from ${PHONE}`);
  second.appLogger.info(`from ${PHONE}`);
  first.appLogger.info("from 393331234567");
  await Promise.all([first.flush(), second.flush()]);
  const receipt = await erase({ dir, phone: PHONE, everywhere: true });
  expect(receipt.lines).toBe(2);
  const left = logged(dir, "app")
    .split("\n")
    .filter((line) => line.trim() !== "");
  expect(left).toHaveLength(1);
  expect(left[0]).not.toContain(receipt.tag);
});

test("LOG_MASK_KEY takes the place of the folder's key", async () => {
  const dir = tempDir();
  process.env["LOG_MASK_KEY"] = "a key of the operator";
  try {
    await using logs = createLogWriter({ dir, timeZone: "UTC", maskPhones: true });
    logs.appLogger.info(PHONE);
    await logs.flush();
    expect(logged(dir, "app")).toMatch(/phone-[a-z2-9]{12}/);
    expect(statSync(join(dir, "mask-key"), { throwIfNoEntry: false })).toBeUndefined();
  } finally {
    delete process.env["LOG_MASK_KEY"];
  }
});

test("without maskPhones numbers stay as they are", async () => {
  const dir = tempDir();
  await using logs = createLogWriter({ dir, timeZone: "UTC" });
  logs.appLogger.info(PHONE);
  await logs.flush();
  expect(logged(dir, "app")).toContain(PHONE);
});
