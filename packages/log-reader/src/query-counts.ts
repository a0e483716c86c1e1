import type { PlannedFile } from "./plan/planned-file.ts";
import type { MalformedLine, QueryReport, UnreadableFile } from "./report.ts";
import type { ScanCounts } from "./scan/block-scanner.ts";
import type { FinderNotes } from "./source/file-finder.ts";

/** Named one by one in a report; those after them are only counted. */
const MAX_NAMED = 20;

/** What a report says of where and how long was looked. */
export type ReportFrame = Pick<
  QueryReport,
  "timeZone" | "firstDay" | "lastDay" | "elapsedMs" | "plan"
>;

/** Where a line begins. */
type Place = Omit<MalformedLine, "line">;

/** What a query counts while it runs. */
export class QueryCounts implements ScanCounts, FinderNotes {
  filesConsidered = 0;
  filesOpened = 0;
  bytesRead = 0;
  linesSeen = 0;
  linesParsed = 0;
  entries = 0;
  matches = 0;
  #malformed = 0;
  #salvaged = 0;
  #tornTails = 0;
  #foreign = 0;
  #unreadable = 0;
  readonly #malformedLines: Place[] = [];
  readonly #tornTailLines: Place[] = [];
  readonly #foreignPaths: string[] = [];
  readonly #unreadableFiles: UnreadableFile[] = [];

  addMalformed({ path }: PlannedFile, offset: number, isSalvaged = false): void {
    this.#malformed += 1;
    if (isSalvaged) this.#salvaged += 1;
    if (this.#malformedLines.length < MAX_NAMED) this.#malformedLines.push({ file: path, offset });
  }

  addTornTail({ path }: PlannedFile, offset: number): void {
    this.#tornTails += 1;
    if (this.#tornTailLines.length < MAX_NAMED) this.#tornTailLines.push({ file: path, offset });
  }

  addForeign(path: string): void {
    this.#foreign += 1;
    if (this.#foreignPaths.length < MAX_NAMED) this.#foreignPaths.push(path);
  }

  addUnreadable(file: string, code: string): void {
    this.#unreadable += 1;
    if (this.#unreadableFiles.length < MAX_NAMED) this.#unreadableFiles.push({ file, code });
  }

  /** @param lineAt - Finds the number of a line, which scans do not count. */
  report(
    frame: ReportFrame,
    lineAt: (file: string, offset: number) => number | undefined,
  ): QueryReport {
    const numbered = ({ file, offset }: Place): MalformedLine => ({
      file,
      offset,
      line: lineAt(file, offset),
    });
    return {
      ...frame,
      filesConsidered: this.filesConsidered,
      filesOpened: this.filesOpened,
      bytesRead: this.bytesRead,
      linesSeen: this.linesSeen,
      linesParsed: this.linesParsed,
      entries: this.entries,
      matches: this.matches,
      malformed: this.#malformed,
      malformedLines: this.#malformedLines.map(numbered),
      salvaged: this.#salvaged,
      tornTails: this.#tornTails,
      tornTailLines: this.#tornTailLines.map(numbered),
      unreadable: this.#unreadable,
      unreadableFiles: this.#unreadableFiles,
      foreignFiles: this.#foreign,
      foreignPaths: this.#foreignPaths,
    };
  }
}
