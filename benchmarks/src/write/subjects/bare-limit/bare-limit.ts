import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { createCalendar, formatDayFile, formatTime, parsePhoneKey } from "@org/log-core";
import { pino } from "pino";
import type { SubjectFactory } from "../../subject.ts";
import type { Message } from "../../workload.ts";
import { BatchFiles } from "./batch-files.ts";
import { copyPlain, copyText } from "./plain-copy.ts";

/**
 * What this way of writing costs by itself: the walk over the entry, pino's formatting, batches by
 * phone and day, `fs.write`; without any of the checks, links, accounts and guarantees of a log.
 */
export const createSubject: SubjectFactory = (dir) => {
  const calendar = createCalendar("Europe/Rome");
  const format = createFormatter();
  const files = new BatchFiles();
  const paths = new Map<string, string>();
  const made = new Set<string>();

  function pathOf(phone: string): string {
    const day = calendar.dayOf(Date.now());
    const file = formatDayFile({ log: "whatsapp", key: parsePhoneKey(phone), day, part: 1 });
    const path = join(dir, file);
    const folder = dirname(path);
    // Once for each day, as log-writer does: a call for each phone would make the limit slower than it is.
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    paths.set(phone, path);
    return path;
  }

  return {
    log: (message) =>
      files.append(paths.get(message.phone) ?? pathOf(message.phone), format(message)),
    drained: () => files.drained(),
    async finish() {
      await files.drained();
      files.close();
    },
  };
};

function createFormatter(): (message: Message) => string {
  let line = "";
  let timeMs = 0;
  let timeText = "";
  const timestamp = (): string => {
    const now = Date.now();
    if (now !== timeMs) timeText = `,"time":"${formatTime(now)}"`;
    timeMs = now;
    return timeText;
  };
  const logger = pino(
    { base: null, timestamp, formatters: { level: (label) => ({ level: label }) } },
    { write: (text) => (line = text) },
  );
  return ({ phone, direction, type, id, data }) => {
    const fields = {
      phone,
      direction,
      type: copyText(type),
      id: copyText(id),
      data: copyPlain(data),
    };
    logger.info(fields, `${direction} ${type}`);
    return line;
  };
}
