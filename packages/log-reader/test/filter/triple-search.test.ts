import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import wabt from "wabt";
import { MODULE, tripleSearch, type ByteTriple } from "../../src/filter/triple-search.ts";

const RUNS = process.env["FULL"] === undefined ? 500 : 50_000;

/** The same, byte by byte. */
function searchPlainly(triple: ByteTriple, block: Buffer, from: number): number {
  const last = block.length - 1 - triple[2].distance;
  for (let at = from; at <= last; at += 1) {
    const isHere = triple.every(
      ({ distance, byte, bit }) => ((block[at + distance] ?? 0) | bit) === byte,
    );
    if (isHere) return at;
  }
  return -1;
}

function search(triple: ByteTriple, block: Buffer, from: number): number {
  const found = tripleSearch()?.(triple, block, from);
  if (found === undefined) throw new Error("no SIMD here");
  return found;
}

/** Few bytes, so that much is found: a letter in both cases, its neighbours by one bit, and any other. */
const BYTES = [0x41, 0x61, 0x42, 0x62, 0x01, 0xc1, 0xe1, 0x00, 0xff];

const aTriple = fc
  .tuple(
    fc.array(fc.constantFrom(...BYTES), { minLength: 3, maxLength: 3 }),
    fc.array(fc.constantFrom<0 | 32>(0, 32), { minLength: 3, maxLength: 3 }),
    fc.tuple(fc.nat(31), fc.nat(31)),
  )
  .map(([bytes, bits, [a, b]]) => {
    const distances = [0, Math.min(a, b), Math.max(a, b)];
    return distances.map((distance, place) => {
      const bit = bits[place] ?? 0;
      return { distance, byte: (bytes[place] ?? 0) | bit, bit };
    }) as unknown as ByteTriple;
  });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe("a search for three bytes", () => {
  test("is what its source says", async () => {
    const source = new URL("../../src/filter/triple-search.wat", import.meta.url);
    const assembler = await wabt();
    const module = assembler.parseWat("triple-search.wat", readFileSync(source, "utf8"), {
      simd: true,
    });
    module.validate();
    expect(MODULE).toBe(Buffer.from(module.toBinary({}).buffer).toString("base64"));
  });

  test("finds what looking at every byte finds, one place after the other", () => {
    fc.assert(
      fc.property(
        aTriple,
        fc.array(fc.constantFrom(...BYTES), { maxLength: 300 }),
        (triple, bytes) => {
          const block = Buffer.from(bytes);
          for (let from = 0; from >= 0 && from <= block.length;) {
            const expected = searchPlainly(triple, block, from);
            expect(search(triple, block, from)).toBe(expected);
            from = expected < 0 ? -1 : expected + 1;
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("finds it wherever it stands in a large block, and its end", () => {
    const triple: ByteTriple = [
      { distance: 0, byte: 0x61, bit: 32 },
      { distance: 3, byte: 0x7a, bit: 32 },
      { distance: 31, byte: 0x31, bit: 0 },
    ];
    const block = Buffer.alloc(100_000, ".");
    const put = (at: number): void => {
      block[at] = 0x41;
      block[at + 3] = 0x5a;
      block[at + 31] = 0x31;
    };
    // Where what is searched at a time ends, and everything that is near.
    const ends = [1024, 3072, 7168, 15_360, 31_744, 32_768, 64_481, 97_218, 99_968];
    for (const end of ends) {
      for (let at = end - 70; at <= end; at += 1) {
        put(at);
        expect(search(triple, block, 0)).toBe(at);
        expect(search(triple, block, at)).toBe(at);
        expect(search(triple, block, at + 1)).toBe(-1);
        block.fill(".", at, at + 32);
      }
    }
    put(99_969);
    expect(search(triple, block, 0)).toBe(-1);
  });

  test("is not there without WebAssembly, or where it may not make code", async () => {
    vi.stubGlobal("WebAssembly", undefined);
    const first = await import("../../src/filter/triple-search.ts");
    expect(first.tripleSearch()).toBeUndefined();
    vi.resetModules();
    vi.stubGlobal("WebAssembly", {
      Module: function Module() {
        throw new Error("Wasm SIMD unsupported");
      },
    });
    const second = await import("../../src/filter/triple-search.ts");
    expect(second.tripleSearch()).toBeUndefined();
  });
});
