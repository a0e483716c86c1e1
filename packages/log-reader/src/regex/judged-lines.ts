import { contentValues } from "../filter/content-values.ts";
import type { LineSink } from "../scan/block-scanner.ts";
import type { FoundLine } from "../scan/line-index.ts";
import type { RegexJudge } from "./regex-judge.ts";

/** Holds the lines of one block back until the regular expression was judged on their entries. */
export class JudgedLines implements LineSink {
  readonly #judge: RegexJudge;
  readonly #target: LineSink;
  #waiting: FoundLine[] = [];

  /** @param target - Receives the lines that match. */
  constructor(judge: RegexJudge, target: LineSink) {
    this.#judge = judge;
    this.#target = target;
  }

  add(found: FoundLine): void {
    this.#waiting.push({ ...found });
  }

  /** Judges what has been added. To be called while the bytes of the block are still valid. */
  async settle(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    const values = waiting.map(({ entry }) => (entry === undefined ? [] : contentValues(entry)));
    const verdicts = await this.#judge.judge(values);
    for (const [at, found] of waiting.entries()) if (verdicts[at] === true) this.#target.add(found);
  }
}
