import { expect, test } from "vitest";
import { ENTRY_FIELDS, type LogEntry } from "../src/entry.ts";

test("the fields are those of an entry, level and time first, msg last", () => {
  // The type checker holds this object to the fields LogEntry names; a new one must be added here.
  const all: Required<LogEntry> = {
    level: "info",
    time: "2026-11-23T10:15:30.123Z",
    bot: "sales",
    instance: "web1",
    phone: "120363025246125486@g.us",
    from: "1234567890",
    direction: "INCOMING",
    type: "text",
    id: "wamid.X",
    sentAt: "2026-11-23T10:15:29.000Z",
    data: {},
    truncated: true,
    msg: "Hello",
  };
  expect(ENTRY_FIELDS).toEqual(Object.keys(all));
});
