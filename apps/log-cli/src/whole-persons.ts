import type { LogReader } from "@org/log-reader";
import type { AskedQuery } from "./asked-query.ts";

/**
 * The phones asked for with all ids of their persons. Beginnings such as `39*` stay as they are, and
 * with `--exact` everything does.
 */
export async function wholePersons(
  logs: LogReader,
  phones: readonly string[],
  { exact }: Pick<AskedQuery, "exact">,
): Promise<string[]> {
  if (exact === true) return [...phones];
  const ids = await Promise.all(
    phones.map(async (phone) => (phone.endsWith("*") ? [phone] : await logs.idsOf(phone))),
  );
  return [...new Set(ids.flat())];
}
