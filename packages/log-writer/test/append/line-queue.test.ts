import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineQueue, MAX_GATHERED_BYTES } from "../../src/append/line-queue.ts";
import { SlabPool } from "../../src/append/slab-pool.ts";

const MIB = 1024 * 1024;

function push(queue: LineQueue, pool: SlabPool, line: string): void {
  const placed = pool.place(line);
  if (placed === undefined) throw new Error("the pool is full");
  queue.push(placed);
}

test("an empty queue has nothing at its front", () => {
  const queue = new LineQueue(new SlabPool(MIB));
  expect(queue.front()).toHaveLength(0);
  expect(queue).toMatchObject({ bytes: 0, entries: 0, isScattered: false });
  expect(queue.clear()).toBe(0);
  expect(() => queue.setAside()).not.toThrow();
});

test("lines of one file in a row are one chunk without a copy", () => {
  const pool = new SlabPool(64 * MIB);
  const queue = new LineQueue(pool);
  for (const line of ["a\n", "bc\n", "déf\n"]) push(queue, pool, line);
  expect(queue).toMatchObject({ bytes: 10, entries: 3, isScattered: false });
  const chunk = queue.front();
  expect(chunk.toString()).toBe("a\nbc\ndéf\n");
  expect(queue.front().buffer).toBe(chunk.buffer);
});

test("lines among those of other files are put together, in the buffer that is given", () => {
  const pool = new SlabPool(64 * MIB);
  const [queue, other] = [new LineQueue(pool), new LineQueue(pool)];
  for (let at = 0; at < 10; at += 1) {
    push(queue, pool, `${at}\n`);
    push(other, pool, "other\n");
  }
  const scratch = Buffer.alloc(100);
  expect(queue.isScattered).toBe(true);
  expect(queue.front(scratch).toString()).toBe("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
  expect(queue.front(scratch).buffer).toBe(scratch.buffer);
  expect(queue.front(Buffer.alloc(5)).toString()).toBe("0\n1\n");
});

test("a chunk of many pieces ends before it grows too large, one piece is as large as it is", () => {
  const pool = new SlabPool(64 * MIB);
  const [queue, other] = [new LineQueue(pool), new LineQueue(pool)];
  const line = `${"x".repeat(99_999)}\n`;
  for (let at = 0; at < 8; at += 1) {
    push(queue, pool, line);
    push(other, pool, "y\n");
  }
  const bytes = queue.front().length;
  expect(bytes).toBe(200_000);
  expect(bytes).toBeLessThanOrEqual(MAX_GATHERED_BYTES);
  const large = new LineQueue(pool);
  push(large, pool, `${"z".repeat(3 * MIB)}\n`);
  push(other, pool, "y\n");
  push(large, pool, "z\n");
  expect(large.front()).toHaveLength(3 * MIB + 1);
});

test("lines set aside hold no block of others, and stay what they were", () => {
  const pool = new SlabPool(64 * MIB);
  const [queue, other] = [new LineQueue(pool), new LineQueue(pool)];
  for (let at = 0; at < 200; at += 1) {
    push(queue, pool, `${at}\n`);
    push(other, pool, `${"x".repeat(50_000)}\n`);
  }
  other.clear();
  expect(pool.heldBytes).toBeGreaterThan(9 * MIB);
  const before = queue.front().toString();
  queue.setAside();
  expect(queue.front().toString()).toBe(before);
  expect(pool.heldBytes).toBeLessThan(2 * MIB);
  expect(queue.clear()).toBe(200);
});

test("lines move to the queues chosen for them, in order and without a copy", () => {
  const pool = new SlabPool(64 * MIB);
  const before = pool.heldBytes;
  const [from, other] = [new LineQueue(pool), new LineQueue(pool)];
  const [even, odd] = [new LineQueue(pool), new LineQueue(pool)];
  for (let at = 0; at < 6; at += 1) {
    push(from, pool, `é ${at}\n`);
    if (at % 3 === 0) push(other, pool, "other\n");
  }
  // Part of it has been written.
  from.consume(Buffer.byteLength("é 0\n"));
  from.moveTo((line) => (Number(line.toString().slice(2)) % 2 === 0 ? even : odd));
  expect(from).toMatchObject({ bytes: 0, entries: 0 });
  expect([even.front().toString(), odd.front().toString()]).toEqual([
    "é 2\né 4\n",
    "é 1\né 3\né 5\n",
  ]);
  expect([even.entries, odd.entries]).toEqual([2, 3]);
  // A queue may be among those chosen.
  odd.moveTo(() => odd);
  expect(odd.front().toString()).toBe("é 1\né 3\né 5\n");
  for (const queue of [even, odd, other]) queue.clear();
  push(from, pool, "x\n");
  from.clear();
  expect(pool.heldBytes).toBeLessThanOrEqual(before + MIB);
});

describe("as a list of lines", () => {
  const step = fc.oneof(
    {
      arbitrary: fc.record({ push: fc.nat(2), chars: fc.integer({ min: 0, max: 3000 }) }),
      weight: 5,
    },
    {
      arbitrary: fc.record({ take: fc.nat(2), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
      weight: 2,
    },
    { arbitrary: fc.record({ setAside: fc.nat(2) }), weight: 1 },
    { arbitrary: fc.record({ clear: fc.nat(2) }), weight: 1 },
  );

  test("three files over one pool each give their own lines, in order, whole, once", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150, size: "max" }), (steps) => {
        const pool = new SlabPool(16 * MIB);
        const files = [0, 1, 2].map(() => ({ queue: new LineQueue(pool), lines: [] as string[] }));
        const file = (at: number): (typeof files)[number] => {
          const found = files[at];
          if (found === undefined) throw new Error("no such file");
          return found;
        };
        let seed = 0;
        for (const each of steps) {
          if ("push" in each) {
            const { queue, lines } = file(each.push);
            const line = `${seed++} ${"é".repeat(each.chars)}\n`;
            push(queue, pool, line);
            lines.push(line);
          } else if ("take" in each) {
            const { queue, lines } = file(each.take);
            const front = queue.front().toString();
            const count = front.split("\n").length - 1;
            expect(front).toBe(lines.slice(0, count).join(""));
            expect(count > 0).toBe(lines.length > 0);
            const taken = lines.splice(0, Math.round(count * each.share));
            expect(queue.consume(Buffer.byteLength(taken.join("")))).toBe(taken.length);
          } else if ("setAside" in each) {
            file(each.setAside).queue.setAside();
          } else {
            const { queue, lines } = file(each.clear);
            expect(queue.clear()).toBe(lines.splice(0).length);
          }
          for (const { queue, lines } of files) {
            const bytes = Buffer.byteLength(lines.join(""));
            expect(queue).toMatchObject({ bytes, entries: lines.length });
          }
        }
        for (const { queue } of files) queue.clear();
        expect(pool.heldBytes).toBeLessThanOrEqual(MIB);
      }),
      { numRuns: process.env["FULL"] === undefined ? 100 : 3000 },
    );
  });
});
