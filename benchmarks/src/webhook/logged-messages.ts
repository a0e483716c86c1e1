import { openLogs } from "@org/log-reader";
import { messageId } from "./deliveries.ts";

/**
 * Looks in the logs for the message of each delivery, and for the bot's answers to them.
 * @throws {Error} if one is missing or is there twice
 */
export async function checkLogged(dir: string, posted: number, answers: boolean): Promise<void> {
  const times = new Map<string, number>();
  let answered = 0;
  const logs = openLogs({ dir });
  for await (const { direction, id } of logs.search("", { log: "whatsapp", order: "none" })) {
    if (direction === "OUTGOING") answered += 1;
    else times.set(String(id), (times.get(String(id)) ?? 0) + 1);
  }
  await logs.close();
  for (let index = 0; index < posted; index += 1) {
    const found = times.get(messageId(index)) ?? 0;
    if (found !== 1) throw new Error(`${messageId(index)} is in the log ${found} times.`);
  }
  if (answers && answered !== posted) {
    throw new Error(`Of ${posted} answers ${answered} are in the log.`);
  }
}
