import type { QueryReport } from "@org/log-reader";
import { nearPhones } from "./near-phones.ts";
import type { OpenFolder } from "./open-folder.ts";
import { quoteTyped } from "./typed.ts";

/** What was asked for and gave nothing. */
export interface Fruitless {
  readonly report: QueryReport | undefined;
  /** Whether options narrowed it beside the period. */
  readonly narrowed: boolean;
}

/** Of more phones than this, a beginning such as `39*` was asked for. */
const MAX_NAMED = 3;

/** The sentence for phones without entries, or, where none are given, for a whole log without. */
export function nothingOf(
  opened: OpenFolder,
  phones: readonly string[],
  fruitless: Fruitless,
): Promise<string> {
  return phones.length === 0
    ? nothingForText(opened, "", fruitless)
    : nothingOfPhones(opened, phones, fruitless);
}

/** The sentence for phones without entries: where was looked, and what there is instead. */
export async function nothingOfPhones(
  { logs, folder }: OpenFolder,
  phones: readonly string[],
  { report, narrowed }: Fruitless,
): Promise<string> {
  const kept = await logs.list();
  const asked = phones.join(", ");
  const own = kept.filter(({ phone, aliases = [] }) =>
    phones.some((one) => isAsked(phone, one) || (aliases as readonly string[]).includes(one)),
  );
  if (own.length === 0) {
    const near = nearPhones(
      phones[0] ?? "",
      kept.map(({ phone }) => phone),
    );
    const hint =
      near.length === 0 ? "log-cli list shows which there are" : `near it: ${near.join(", ")}`;
    return `there is no log of ${asked} in ${folder.path} ${where(report)}, nor on other days; ${hint}.`;
  }
  const days = own.slice(0, MAX_NAMED).map(({ phone, firstDay, lastDay }) => {
    const whose = phones.length === 1 ? "its log" : `the log of ${phone}`;
    return firstDay === lastDay
      ? `${whose} has ${lastDay}`
      : `${whose} goes from ${firstDay} to ${lastDay}`;
  });
  const fits = narrowed ? " that fits the options" : "";
  return `there is nothing of ${asked}${fits} ${where(report)}; ${days.join(", ")}.`;
}

/** Whether a key is the asked one, or begins as asked: `39*`. */
function isAsked(key: string, asked: string): boolean {
  return asked.endsWith("*") ? key.startsWith(asked.slice(0, -1)) : key === asked;
}

/** The sentence for a text that was not found. */
export async function nothingForText(
  { logs, folder }: OpenFolder,
  text: string,
  { report, narrowed }: Fruitless,
): Promise<string> {
  const subject = text === "" ? "nothing" : `nothing with ${quoteTyped(text)}`;
  const fits = narrowed ? " that fits the options" : "";
  const files = report?.filesConsidered ?? 0;
  if (files > 0) return `there is ${subject}${fits} ${where(report)}.`;
  const lastDays = (await logs.list()).map(({ lastDay }) => lastDay);
  const last = lastDays.toSorted().at(-1);
  const hint =
    last === undefined ? "no phone has a log there" : `the last day with a message is ${last}`;
  return `there is ${subject}${fits} in ${folder.path} ${where(report)}; ${hint}.`;
}

/** Which days were looked at, in which zone. */
function where(report: QueryReport | undefined): string {
  if (report?.firstDay === undefined) return "on any day";
  const { firstDay, lastDay = firstDay, timeZone } = report;
  const days = firstDay === lastDay ? `on ${firstDay}` : `from ${firstDay} to ${lastDay}`;
  return `${days} (${timeZone})`;
}
