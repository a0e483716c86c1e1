import { expect } from "vitest";
import { eachTimeZone } from "../src/each-time-zone.ts";

const noon = new Date("2026-01-15T12:00:00Z");

eachTimeZone("the system follows", (timeZone) => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(
    new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone,
  );
  expect(noon.getDate()).toBe(Number(noon.toLocaleString("en", { day: "numeric", timeZone })));
});
