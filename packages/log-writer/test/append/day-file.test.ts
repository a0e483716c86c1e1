import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileTree, tempDir } from "@org/test-kit";
import { describe, expect, test } from "vitest";
import { FileGoneError, NotSyncedError, type AppendResult } from "../../src/append/day-file.ts";
import { modeOf, UMASKS, withUmask } from "../folder/with-umask.ts";
import { append, open, pathOf, tryOpen } from "./opened-day-file.ts";
import { entryLine, fragments, readIds } from "./entry-lines.ts";
import { appendAsOther, noSpace, UnrulyIo } from "./unruly-io.ts";

describe("opening", () => {
  test.each(UMASKS)("makes the file with its mode under the umask %o", (mask) => {
    const path = pathOf();
    withUmask(mask);
    expect(open(path, { fileMode: 0o660 }).openedBytes).toBe(0);
    expect(modeOf(path)).toBe("660");
  });

  test("leaves a file that is there, its mode and what is in it", () => {
    const path = join(fileTree({ f: "x\n" }), "f");
    chmodSync(path, 0o644);
    expect(open(path).openedBytes).toBe(2);
    expect([modeOf(path), readFileSync(path, "utf8")]).toEqual(["644", "x\n"]);
  });

  test.each([
    ["a folder", (path: string) => mkdirSync(path), /EISDIR/],
    [
      "a link to elsewhere",
      (path: string) => symlinkSync(join(path, "../elsewhere"), path),
      /ELOOP/,
    ],
  ])("refuses %s", (_name, make, message) => {
    const path = pathOf();
    make(path);
    expect(() => open(path)).toThrow(message);
  });

  test("of a missing folder is an error", () => {
    expect(tryOpen(join(tempDir(), "no/f"))).toMatchObject({ code: "ENOENT" });
  });

  test("refuses what is no file, and gives the descriptor back", () => {
    expect(tryOpen("/dev/null")).toMatchObject({ message: "not a regular file" });
  });
});

describe("appending", () => {
  test("adds whole lines at the end", () => {
    const path = pathOf();
    const file = open(path);
    expect(append(file, "a\nb\n")).toEqual({ writtenBytes: 4, error: null, fileBytes: 4 });
    expect(append(file, "c\n")).toEqual({ writtenBytes: 2, error: null, fileBytes: 6 });
    expect(readFileSync(path, "utf8")).toBe("a\nb\nc\n");
  });

  test("closes a torn line that was there, and one that another process leaves", () => {
    const path = join(fileTree({ f: "whole\ntorn" }), "f");
    const file = open(path);
    append(file, "a\n");
    appendAsOther(path, "torn again");
    append(file, "b\n");
    append(file, "c\n");
    expect(readFileSync(path, "utf8")).toBe("whole\ntorn\na\ntorn again\nb\nc\n");
  });

  test("adds no line feed after lines of others that are whole", () => {
    const path = pathOf();
    const file = open(path);
    append(file, "a\n");
    appendAsOther(path, "other\n");
    append(file, "b\n");
    expect(readFileSync(path, "utf8")).toBe("a\nother\nb\n");
  });

  test("syncs each chunk if asked, and a sync that fails leaves the lines written", () => {
    const io = new UnrulyIo();
    const file = open(pathOf(), { io, syncEachChunk: true });
    expect(append(file, "a\n")).toMatchObject({ writtenBytes: 2, error: null });
    io.syncErrors.push(noSpace());
    expect(append(file, "b\n")).toMatchObject({
      writtenBytes: 2,
      error: expect.any(NotSyncedError) as Error,
    });
    expect(io.syncs).toBe(2);
  });
});

describe("a disk that is full", () => {
  const LINES = [entryLine("a"), entryLine("b"), entryLine("c")] as const;
  const ALL = LINES.join("");
  const LENGTH = LINES[0].length;

  test("keeps whole lines as written and gives the rest back", () => {
    const path = pathOf();
    const file = open(path, { io: new UnrulyIo() });
    const result = append(file, ALL, [{ short: LENGTH + 5 }, "error"]);
    expect(result).toMatchObject({ writtenBytes: LENGTH, error: { code: "ENOSPC" } });
    expect(append(file, LINES[1] + LINES[2])).toMatchObject({ error: null });
    expect(readIds(path)).toEqual(["a", "b", "c"]);
    // The line that was torn has been completed, not written a second time.
    expect(fragments(path)).toBe(0);
  });

  test("is gone on with at once when there is room for the rest", () => {
    const path = pathOf();
    const file = open(path, { io: new UnrulyIo() });
    expect(append(file, ALL, [{ short: 5 }, { short: 7 }, { short: 1 }])).toMatchObject({
      writtenBytes: ALL.length,
      error: null,
    });
    expect(readFileSync(path, "utf8").replaceAll(/^\n/gm, "")).toBe(ALL);
  });

  test("a line that another process wrote behind keeps both whole: ours goes again", () => {
    const path = pathOf();
    const file = open(path, { io: new UnrulyIo() });
    append(file, ALL, [{ short: LENGTH + 5 }, "error"]);
    appendAsOther(path, `\n${entryLine("other")}`);
    append(file, LINES[1] + LINES[2]);
    expect(readIds(path)).toEqual(["a", "other", "b", "c"]);
    expect(fragments(path)).toBe(1);
  });

  test("a line that another process puts between the halves costs neither", () => {
    const path = pathOf();
    const io = new UnrulyIo();
    const file = open(path, { io });
    append(file, ALL, [{ short: LENGTH + 5 }, "error"]);
    let result: AppendResult | undefined;
    file.append(Buffer.from(LINES[1] + LINES[2]), (ended) => (result = ended));
    // The rest is on its way, and somebody is faster.
    appendAsOther(path, entryLine("other"));
    while (io.writes.length > 0) io.writes.shift()?.("whole");
    expect(result).toMatchObject({ error: null });
    expect(readIds(path).toSorted()).toEqual(["a", "b", "c", "other"]);
  });

  test("that takes no byte is an error, not a loop", () => {
    const file = open(pathOf(), { io: new UnrulyIo() });
    expect(append(file, ALL, [{ short: 0 }])).toMatchObject({
      writtenBytes: 0,
      error: { message: expect.stringContaining("no byte") as string },
    });
  });

  test("after any failure the next line begins on a line of its own", () => {
    const path = pathOf();
    const file = open(path, { io: new UnrulyIo() });
    append(file, "a\n");
    append(file, "b\n", ["error"]);
    append(file, "b\n");
    append(file, "c\n");
    expect(readFileSync(path, "utf8")).toBe("a\n\nb\nc\n");
  });
});

describe("a file that goes away", () => {
  test("removed: what was appended to it is given back", () => {
    const path = pathOf();
    const file = open(path);
    append(file, "a\n");
    rmSync(path);
    const result = append(file, "b\n");
    expect(result).toMatchObject({ writtenBytes: 0 });
    expect(result.error).toBeInstanceOf(FileGoneError);
  });

  test.each([
    ["renamed", (path: string) => renameSync(path, `${path}.1`)],
    [
      "renamed and made anew",
      (path: string) => {
        renameSync(path, `${path}.1`);
        writeFileSync(path, "");
      },
    ],
  ])(
    "%s: it is followed within a second, and nothing is appended to the old one then",
    (_name, move) => {
      const path = pathOf();
      let nowMs = 0;
      const file = open(path, { elapsedMs: () => nowMs });
      append(file, "a\n");
      move(path);
      nowMs = 999;
      expect(append(file, "b\n").error).toBeNull();
      nowMs = 1000;
      expect(append(file, "c\n").error).toBeInstanceOf(FileGoneError);
      expect(readFileSync(`${path}.1`, "utf8")).toBe("a\nb\n");
    },
  );
});

describe("taking over at exit", () => {
  test("what is under way counts as written, and what comes after is behind it", () => {
    const path = pathOf();
    const io = new UnrulyIo();
    let nowMs = 0;
    // Each look at the clock is a moment: the write lands while it is waited for.
    const elapsedMs = (): number => {
      nowMs += 1;
      if (nowMs === 20) io.writes.shift()?.("whole");
      return nowMs;
    };
    const file = open(path, { io, elapsedMs });
    file.append(Buffer.from("a\n"), () => undefined);
    expect(file.pendingBytes).toBe(2);
    file.takeOver(100);
    expect(append(file, "b\n")).toMatchObject({ writtenBytes: 2, error: null });
    expect(readFileSync(path, "utf8")).toBe("a\nb\n");
  });

  test("is not fooled by what another process appends meanwhile", () => {
    const path = pathOf();
    const io = new UnrulyIo();
    let nowMs = 0;
    const elapsedMs = (): number => {
      nowMs += 1;
      if (nowMs === 10) appendAsOther(path, "other\n");
      if (nowMs === 20) io.writes.shift()?.("whole");
      return nowMs;
    };
    const file = open(path, { io, elapsedMs });
    file.append(Buffer.from("a\n"), () => undefined);
    file.takeOver(100);
    append(file, "b\n");
    expect(readFileSync(path, "utf8")).toBe("other\na\nb\n");
  });

  test("does not wait for ever", () => {
    const path = pathOf();
    let nowMs = 0;
    const file = open(path, { io: new UnrulyIo(), elapsedMs: () => (nowMs += 1) });
    file.append(Buffer.from("a\n"), () => undefined);
    file.takeOver(50);
    expect(nowMs).toBeLessThan(100);
    expect(append(file, "b\n")).toMatchObject({ error: null });
  });
});
