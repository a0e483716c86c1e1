import { parseTime, TIME_CHARS } from "@org/log-core";

const TIME_FIELD = '"time":"';

/** When a line of ours, or its beginning, says that it was logged, in epoch ms. */
export function lineTime(line: string): number | undefined {
  const at = line.indexOf(TIME_FIELD) + TIME_FIELD.length;
  return parseTime(line.slice(at, at + TIME_CHARS));
}
