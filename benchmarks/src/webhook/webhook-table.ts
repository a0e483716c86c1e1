import { markdownTable, whole } from "../markdown-table.ts";
import { median } from "../median.ts";

/** What asking one server in one way has taken. */
export interface Taken {
  /** Of each request, from asking to the end of the answer. */
  readonly latenciesUs: readonly number[];
  /** Processor time of the server. */
  readonly cpuUs: number;
}

/** What asking both servers in one way has taken. */
export interface WebhookRow {
  readonly name: string;
  readonly without: Taken;
  readonly logging: Taken;
}

const HEAD = [
  "webhook",
  "requests each",
  "median µs without",
  "with logging",
  "× at the median",
  "p99 µs without",
  "with logging",
  "CPU µs a request without",
  "with logging",
] as const;

/** The section of the page. */
export function webhookTable(rows: readonly WebhookRow[]): string {
  return markdownTable(HEAD, rows.map(cells));
}

function cells({ name, without, logging }: WebhookRow): string[] {
  const both = [without, logging];
  const [withoutUs = 0, loggingUs = 0] = both.map(({ latenciesUs }) => median(latenciesUs) ?? 0);
  return [
    name,
    whole(logging.latenciesUs.length),
    whole(withoutUs),
    whole(loggingUs),
    (loggingUs / withoutUs).toFixed(3),
    ...both.map(({ latenciesUs }) => whole(at(latenciesUs, 0.99))),
    ...both.map(({ latenciesUs, cpuUs }) => whole(cpuUs / latenciesUs.length)),
  ];
}

function at(values: readonly number[], share: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];
}
