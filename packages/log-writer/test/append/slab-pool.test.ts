import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SlabPool, type Placed } from "../../src/append/slab-pool.ts";

const MIB = 1024 * 1024;
/** What is counted for each piece beside its block. */
const PIECE_BYTES = 32;

/** Places a line and holds on to it, as a queue does. */
function hold(pool: SlabPool, line: string): Placed | undefined {
  const placed = pool.place(line);
  if (placed !== undefined) pool.hold(placed.slab);
  return placed;
}

function textOf({ slab, start, end }: Placed): string {
  return slab.bytes.toString("utf8", start, end);
}

test("lines lie one after the other in one block, as UTF-8", () => {
  const pool = new SlabPool(64 * MIB);
  const first = hold(pool, "Hello, 漢字 \u{1F600}\n");
  const second = hold(pool, "x\n");
  expect(first && textOf(first)).toBe("Hello, 漢字 \u{1F600}\n");
  // Not compared by what is in it: that takes seconds.
  expect(second?.slab === first?.slab).toBe(true);
  expect(second?.start).toBe(first?.end);
  expect(pool.heldBytes).toBe(MIB + 2 * PIECE_BYTES);
});

test("a block whose lines are all written is used again, from its start", () => {
  const pool = new SlabPool(64 * MIB);
  for (let round = 0; round < 5000; round += 1) {
    const placed = hold(pool, "x".repeat(1000));
    expect(placed?.start).toBe(0);
    if (placed !== undefined) pool.release(placed.slab);
  }
  expect(pool.heldBytes).toBe(MIB);
});

test("a full pool takes no line, and takes some again when others are written", () => {
  const pool = new SlabPool(MIB);
  const line = "x".repeat(50_000);
  const held: Placed[] = [];
  for (let placed = hold(pool, line); placed !== undefined; placed = hold(pool, line)) {
    held.push(placed);
  }
  expect(pool.heldBytes).toBeLessThanOrEqual(MIB);
  expect(held.length).toBeGreaterThanOrEqual(15);
  expect(held.every((placed) => textOf(placed) === line)).toBe(true);
  const [first] = held;
  if (first !== undefined) pool.release(first.slab);
  expect(hold(pool, line)).toBeDefined();
  expect(hold(pool, line)).toBeUndefined();
});

test("lines of a quarter of a block share it without waste", () => {
  const pool = new SlabPool(64 * MIB);
  for (let at = 0; at < 16; at += 1) hold(pool, "x".repeat(MIB / 4));
  expect(pool.heldBytes).toBe(4 * MIB + 16 * PIECE_BYTES);
});

test("many short pieces are counted by what is remembered of them", () => {
  const pool = new SlabPool(4 * MIB);
  let held = 0;
  while (hold(pool, "{}\n") !== undefined) held += 1;
  expect(held).toBeLessThanOrEqual((4 * MIB) / PIECE_BYTES);
  expect(pool.heldBytes).toBeLessThanOrEqual(4 * MIB);
});

test("a line longer than a block has one of its own, which is given back", () => {
  const pool = new SlabPool(64 * MIB);
  const long = hold(pool, "漢".repeat(MIB));
  expect(long?.slab.bytes.length).toBe(3 * MIB);
  const other = hold(pool, "x");
  expect(other?.slab === long?.slab).toBe(false);
  if (long !== undefined) pool.release(long.slab);
  expect(pool.heldBytes).toBe(MIB + PIECE_BYTES);
  expect(hold(pool, "x".repeat(65 * MIB))).toBeUndefined();
});

test("lines set aside are counted, and their blocks can be used again", () => {
  const pool = new SlabPool(64 * MIB);
  const slab = pool.setAside([Buffer.from("a\n"), Buffer.from("bc\n")]);
  expect(slab.bytes.toString()).toBe("a\nbc\n");
  expect(pool.heldBytes).toBe(5 + PIECE_BYTES);
  pool.release(slab);
  expect(pool.heldBytes).toBe(0);
});

describe("whatever is placed and written in whatever order", () => {
  const step = fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 5000 }).map((chars) => ({ chars })), weight: 3 },
    { arbitrary: fc.nat().map((release) => ({ release })), weight: 2 },
  );

  test("no line changes before it is written, the limit holds, and nothing is kept in the end", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: "max" }), (steps) => {
        const pool = new SlabPool(MIB);
        const held: { placed: Placed; line: string }[] = [];
        let seed = 0;
        const releaseAt = (at: number): void => {
          const [gone] = held.splice(at, 1);
          if (gone === undefined) return;
          expect(textOf(gone.placed)).toBe(gone.line);
          pool.release(gone.placed.slab);
        };
        for (const each of steps) {
          if ("chars" in each) {
            const line = String.fromCodePoint(0x4e00 + (seed++ % 1000)).repeat(each.chars);
            const placed = hold(pool, line);
            if (placed !== undefined) held.push({ placed, line });
          } else if (held.length > 0) {
            releaseAt(each.release % held.length);
          }
          expect(pool.heldBytes).toBeLessThanOrEqual(MIB);
          expect(pool.heldBytes).toBeGreaterThanOrEqual(0);
        }
        while (held.length > 0) releaseAt(0);
        expect(pool.heldBytes).toBeLessThanOrEqual(120_000);
        expect(hold(pool, "x".repeat(900_000))).toBeDefined();
      }),
      { numRuns: process.env["FULL"] === undefined ? 50 : 1000 },
    );
  });
});
