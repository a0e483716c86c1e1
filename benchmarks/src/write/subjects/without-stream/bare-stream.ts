/** What log-writer's `DayFile` offers, as far as it is used here. */
interface File {
  append(chunk: Buffer, done: (result: unknown) => void): void;
  close(done: () => void): void;
}

/** Stands in for log-writer's `DayStreams`. */
export class DayStreams {
  /** The file itself in place of a stream. */
  over(file: File): DayStream {
    return new DayStream(file);
  }
}

/** Calls the file that rotating-file-stream would call. */
class DayStream {
  readonly file: File;
  readonly isBroken: boolean = false;

  constructor(file: File) {
    this.file = file;
  }

  /** Appends whole lines. */
  append(chunk: Buffer, done: (result: unknown) => void): void {
    this.file.append(chunk, done);
  }

  /** Closes the file. */
  close(done: () => void): void {
    this.file.close(() => done());
  }
}
