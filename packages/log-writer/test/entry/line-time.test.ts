import { expect, test } from "vitest";
import { lineTime } from "../../src/entry/line-time.ts";

test.each([
  ['{"level":"info","time":"2026-11-23T10:15:30.123Z","phone":"1"}\n', "2026-11-23T10:15:30.123Z"],
  // Enough of it: the rest of a line may be long.
  ['{"level":"a \\"time\\":\\"","time":"2026-11-23T10:15:30.123Z"', "2026-11-23T10:15:30.123Z"],
])("the time of %j", (line, time) => {
  expect(lineTime(line)).toBe(Date.parse(time));
});

test.each(['{"level":"info"}\n', '{"level":"info","time":"yesterday"}\n', ""])(
  "%j has none",
  (line) => {
    expect(lineTime(line)).toBeUndefined();
  },
);
