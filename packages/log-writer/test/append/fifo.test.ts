import fc from "fast-check";
import { expect, test } from "vitest";
import { Fifo } from "../../src/append/fifo.ts";

test("gives in the order in which it was given, however many wait", () => {
  const steps = fc.array(fc.record({ push: fc.nat(3000), shift: fc.nat(3000) }), { maxLength: 8 });
  fc.assert(
    fc.property(steps, (rounds) => {
      const fifo = new Fifo<number>();
      const model: number[] = [];
      let next = 0;
      for (const { push, shift } of rounds) {
        for (let count = 0; count < push; count += 1) {
          fifo.push(next);
          model.push(next);
          next += 1;
        }
        const wanted = model.splice(0, shift);
        const given = wanted.map(() => fifo.shift());
        expect(given).toEqual(wanted);
        expect(fifo.length).toBe(model.length);
      }
      while (model.length > 0) expect(fifo.shift()).toBe(model.shift());
      expect(fifo.shift()).toBeUndefined();
    }),
    { numRuns: 20 },
  );
});
