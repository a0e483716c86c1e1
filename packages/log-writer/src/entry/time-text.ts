import { formatTime } from "@org/log-core";

/** pino's timestamp text of an instant, remembering the last: many lines share a millisecond. */
export function createTimeText(): (timeMs: number) => string {
  let lastMs = Number.NaN;
  let text = "";
  return (timeMs) => {
    if (timeMs !== lastMs) {
      text = `,"time":"${formatTime(timeMs)}"`;
      lastMs = timeMs;
    }
    return text;
  };
}
