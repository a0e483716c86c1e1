import type { Needle } from "../filter/needle.ts";
import type { PlannedFile } from "../plan/planned-file.ts";
import type { LineBlock } from "../scan/line-window.ts";

/** Takes the blocks of one file after the other. */
export interface BlockSink {
  /** What it looks for: files without it need not be given. */
  readonly needle?: Needle | undefined;
  /** @param number - The file's place in the plan of its day. */
  begin(file: PlannedFile, number: number): void;
  /** A promise is to be awaited before the next block is read. */
  scan(block: LineBlock): Promise<void> | void;
}
