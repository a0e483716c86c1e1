import { expect, test } from "vitest";
import { createLogWriter } from "../../src/index.ts";
import { tempDir } from "@org/test-kit";
import { writtenLines } from "../integration/written-lines.ts";

/** A property that gives one value the first times it is read and another one from then on. */
function changing(name: string, times: number, first: unknown, then: unknown): object {
  let reads = 0;
  return {
    get [name]() {
      reads += 1;
      return reads <= times ? first : then;
    },
  };
}

const MESSAGE = { phone: "1234567890", direction: "incoming", type: "text" };

test.each([
  ["level", 1, "info", "silent"],
  ["level", 1, "info", "constructor"],
  ["type", 2, "text", Symbol("x")],
  ["message", 1, "x", {}],
  ["from", 1, "1234567891", "../x"],
])(
  "%s that changes while it is read makes no line, least of all the one before again",
  async (...[name, times, first, then]) => {
    const dir = tempDir();
    const logs = createLogWriter({ dir, timeZone: "UTC" });
    logs.logWhatsAppMessage({ ...MESSAGE, direction: "incoming", id: "before" });
    const given = Object.defineProperties(changing(name, times, first, then), {
      ...Object.getOwnPropertyDescriptors(
        Object.fromEntries(Object.entries(MESSAGE).filter(([field]) => field !== name)),
      ),
    });
    expect(() => logs.logWhatsAppMessage(given as never)).toThrow(/LOG_|must be/);
    await logs.close();
    expect(writtenLines(dir)).toHaveLength(1);
  },
);

test("a time that its own data's getter spoils is the time it was", async () => {
  const dir = tempDir();
  const logs = createLogWriter({ dir, timeZone: "UTC", retentionDays: false });
  const time = new Date("2026-11-23T10:00:00.000Z");
  const data = {
    get spoiler() {
      return time.setTime(Number.NaN);
    },
  };
  logs.logWhatsAppMessage({ ...MESSAGE, direction: "incoming", time, data });
  await logs.close();
  expect(writtenLines(dir)[0]).toContain('"time":"2026-11-23T10:00:00.000Z"');
});

test.each([
  ["time", new Proxy(new Date(), {})],
  ["sentAt", new Proxy(new Date(), {})],
  ["time", Object.create(Date.prototype) as Date],
])("a %s that only looks like a Date is refused with a code", async (name, value) => {
  await using logs = createLogWriter({ dir: tempDir() });
  const given = { ...MESSAGE, [name]: value } as never;
  expect(() => logs.logWhatsAppMessage(given)).toThrow(
    expect.objectContaining({ code: "LOG_ENTRY_INVALID" }),
  );
});

test.each([[new Proxy(new URL("http://x/"), {})], [Object.create(URL.prototype) as URL]])(
  "a URL that only looks like one is refused with a code",
  async (url) => {
    await using logs = createLogWriter({ dir: tempDir() });
    expect(() => logs.logRequest({ method: "GET", url })).toThrow(
      expect.objectContaining({ code: "LOG_ENTRY_INVALID" }),
    );
  },
);
