import type { QueryReport, UnreadableFile } from "./report.ts";

/** Named one by one in a report. */
const MAX_NAMED = 20;

/** What passes over the files cost that were made before a query was answered. */
export class PassCosts {
  readonly #reports: QueryReport[] = [];

  /** Adds the report of a pass. */
  add(report: QueryReport): void {
    this.#reports.push(report);
  }

  /** Receives the query's own report, and passes it on with what the passes add to it. */
  onReport(
    receive: ((report: QueryReport) => void) | undefined,
    unjoined: number,
  ): ((report: QueryReport) => void) | undefined {
    const beyond = unjoined === 0 ? undefined : { unjoined };
    return receive && ((report) => receive({ ...this.joined(report), ...beyond }));
  }

  /**
   * A report with the work of the passes. What they could not read is missing from what became of
   * messages; lines that are damaged are those of the query's own pass.
   */
  joined(report: QueryReport): QueryReport {
    const sum = (
      name: "filesOpened" | "bytesRead" | "linesSeen" | "linesParsed" | "elapsedMs",
    ): number => this.#reports.reduce((total, pass) => total + pass[name], report[name]);
    const files = new Map<string, UnreadableFile>(
      [report, ...this.#reports].flatMap(({ unreadableFiles }) =>
        unreadableFiles.map((unreadable) => [unreadable.file, unreadable] as const),
      ),
    );
    const counted = [report, ...this.#reports].map(({ unreadable }) => unreadable);
    return {
      ...report,
      filesOpened: sum("filesOpened"),
      bytesRead: sum("bytesRead"),
      linesSeen: sum("linesSeen"),
      linesParsed: sum("linesParsed"),
      elapsedMs: sum("elapsedMs"),
      unreadable: Math.max(files.size, ...counted),
      unreadableFiles: [...files.values()].slice(0, MAX_NAMED),
      plan: [
        ...this.#reports.map(({ plan }) => `before: ${plan.slice(0, 2).join("; ")}`),
        ...report.plan,
      ],
    };
  }
}
