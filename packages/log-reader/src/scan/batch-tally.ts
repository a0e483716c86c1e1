import type { PlannedFile } from "../plan/planned-file.ts";
import type { ScanCounts } from "./block-scanner.ts";
import type { FileScanCounts } from "../source/file-scan.ts";

/** Something that was met in a batch and is to be reported. */
type Note =
  | readonly [kind: "malformed", file: PlannedFile, offset: number, isSalvaged: boolean]
  | readonly [kind: "torn", file: PlannedFile, offset: number]
  | readonly [kind: "foreign", path: string]
  | readonly [kind: "unreadable", path: string, code: string];

/** What reading a batch counted, as plain data. */
export interface BatchTallyData {
  readonly filesOpened: number;
  readonly bytesRead: number;
  readonly linesSeen: number;
  readonly linesParsed: number;
  readonly notes: readonly Note[];
}

/** Counts what reading a batch costs and meets, to be added to the counts of the query elsewhere. */
export class BatchTally implements ScanCounts, FileScanCounts {
  filesOpened = 0;
  bytesRead = 0;
  linesSeen = 0;
  linesParsed = 0;
  #notes: Note[] = [];

  addMalformed(file: PlannedFile, offset: number, isSalvaged = false): void {
    this.#notes.push(["malformed", file, offset, isSalvaged]);
  }

  addTornTail(file: PlannedFile, offset: number): void {
    this.#notes.push(["torn", file, offset]);
  }

  addForeign(path: string): void {
    this.#notes.push(["foreign", path]);
  }

  addUnreadable(path: string, code: string): void {
    this.#notes.push(["unreadable", path, code]);
  }

  /** What was counted since the last time. */
  data(): BatchTallyData {
    const { filesOpened, bytesRead, linesSeen, linesParsed } = this;
    const data = { filesOpened, bytesRead, linesSeen, linesParsed, notes: this.#notes };
    this.filesOpened = 0;
    this.bytesRead = 0;
    this.linesSeen = 0;
    this.linesParsed = 0;
    this.#notes = [];
    return data;
  }
}

/**
 * Adds what a batch counted to the counts of its query.
 * @param lines - Takes what was counted of lines.
 */
export function addTally(data: BatchTallyData, files: FileScanCounts, lines: ScanCounts): void {
  files.filesOpened += data.filesOpened;
  files.bytesRead += data.bytesRead;
  lines.linesSeen += data.linesSeen;
  lines.linesParsed += data.linesParsed;
  for (const note of data.notes) {
    switch (note[0]) {
      case "malformed":
        lines.addMalformed(note[1], note[2], note[3]);
        break;
      case "torn":
        lines.addTornTail(note[1], note[2]);
        break;
      case "foreign":
        files.addForeign(note[1]);
        break;
      case "unreadable":
        files.addUnreadable(note[1], note[2]);
        break;
      default:
    }
  }
}
