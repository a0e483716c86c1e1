import { describe, expect, test } from "vitest";
import { chooseWindow, findWindow } from "../../src/filter/byte-window.ts";
import { byteShare } from "../../src/filter/byte-frequency.ts";
import { safeRuns, type RunUnit } from "../../src/filter/safe-runs.ts";

function windowOf(text: string, ignoreCase = false) {
  const window = chooseWindow(safeRuns(text, ignoreCase));
  if (window === undefined) throw new Error("no window");
  return window;
}

/** All that some characters can stand as. */
function everyForm([first, ...rest]: readonly RunUnit[]): Buffer[] {
  if (first === undefined) return [Buffer.alloc(0)];
  return first.flatMap((bytes) => everyForm(rest).map((others) => Buffer.concat([bytes, others])));
}

/** What searching for some forms costs, summed one by one. */
function costOfForms(forms: readonly Buffer[]): number {
  return forms.reduce((sum, form) => {
    const share = form.reduce((product, byte) => product * byteShare(byte), 1);
    return sum + 0.08 + byteShare(form[0] ?? 0) * 12 + share * 400;
  }, 0);
}

describe("the window of a text", () => {
  test("is at most 7 bytes long and begins with a rare byte", () => {
    const { forms } = windowOf("the quick brown Zebra");
    expect(forms.map(String)).toEqual(["Zebra"]);
    expect(windowOf("a".repeat(100)).forms[0]?.length).toBeLessThanOrEqual(7);
  });

  test("has few forms where case is ignored", () => {
    const { forms } = windowOf("xylophone", true);
    expect(forms.length).toBeLessThanOrEqual(12);
    expect(forms.map((form) => String(form).toLowerCase())).toContain(String(forms[0]));
  });

  test("is one character even if that has many bytes", () => {
    expect(windowOf("你").forms.map(String)).toEqual(["你"]);
  });

  test("is none without a run", () => {
    expect(chooseWindow([])).toBeUndefined();
  });

  test("costs as little as any stretch of few short forms does", () => {
    const run = safeRuns("Ça coûte 20 € à Zoë", true)[0] ?? [];
    const costs = run.flatMap((_, start) =>
      Array.from({ length: Math.min(7, run.length - start) }, (__, more) =>
        run.slice(start, start + more + 1),
      ),
    );
    const allowed = costs
      .map(everyForm)
      .filter((forms) => forms.length <= 12 && forms.every((form) => form.length <= 7));
    const cheapest = Math.min(...allowed.map(costOfForms));
    expect(chooseWindow([run])?.cost).toBeCloseTo(cheapest, 12);
    expect(costOfForms(chooseWindow([run])?.forms ?? [])).toBeCloseTo(cheapest, 12);
  });

  test("is chosen quickly for a long text", () => {
    const began = performance.now();
    windowOf("lorem ipsum dolor ".repeat(1000), true);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe("finding a window", () => {
  const block = Buffer.from("Zebra, zebrA zebra crossing, ZEBRA CROSSING");

  function find(text: string, ignoreCase: boolean, from = 0): number {
    const window = windowOf(text, ignoreCase);
    const places = window.forms.map((form) => findWindow(window, form, block, from));
    return Math.min(...places.map((at) => (at < 0 ? Infinity : at)));
  }

  test("finds it only with its whole run around it", () => {
    const at = find("zebra crossing", false);
    expect(at).toBeGreaterThanOrEqual(13);
    expect(at).toBeLessThan(27);
    expect(find("zebra crossinG", false)).toBe(Infinity);
  });

  test("finds any case, one after the other", () => {
    expect(find("zebra crossing", true, 28)).toBeGreaterThan(28);
    expect(find("zebra crossing", true, 43)).toBe(Infinity);
  });

  test("does not read beyond the block", () => {
    expect(find("crossing!", true)).toBe(Infinity);
    expect(find("-zebra", true)).toBe(Infinity);
  });
});
