import { expect, test } from "vitest";
import { createLineStream } from "../../src/transport/line-stream.ts";

const MIB = 1024 * 1024;

test("a line without end is cut where no entry is as long, and the next one is whole", async () => {
  const lengths: number[] = [];
  const done = (): Promise<void> => Promise.resolve();
  const stream = createLineStream({
    line: (text) => void lengths.push(text.length),
    hasRoom: () => true,
    flush: done,
    end: done,
  });
  const piece = Buffer.alloc(MIB, "x");
  for (let written = 0; written < 70; written += 1) stream.write(piece);
  stream.write("\nnext\n");
  await new Promise<void>((resolve) => stream.on("close", resolve).end());
  expect(lengths).toEqual([64 * MIB, "next".length]);
});
