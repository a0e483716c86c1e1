import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { formatDayFile, formatLinkTarget, type CalendarDay, type DayFile } from "@org/log-core";
import { fileTree, startNode, tempDir } from "@org/test-kit";
import { describe, expect, test, vi } from "vitest";
import { directIo } from "../../src/append/append-io.ts";
import {
  isTemporaryLink,
  linkNew,
  linkNewest,
  NOT_A_LINK,
  readLink,
  temporaryLink,
} from "../../src/folder/newest-link.ts";
import { whileReading } from "./start-together.ts";

function file(day: string, more: Partial<DayFile> = {}): DayFile {
  return { log: "whatsapp", key: "1234567890", day: day as CalendarDay, part: 1, ...more };
}

function folder(): string {
  const dir = tempDir();
  mkdirSync(join(dir, "whatsapp"));
  mkdirSync(join(dir, "app"));
  return dir;
}

test.each([
  [file("2026-11-23"), "whatsapp/1234567890.log", "2026-11-23/1234567890.log"],
  [
    file("2026-11-23", { instance: "web1", part: 2 }),
    "whatsapp/1234567890~web1.log",
    "2026-11-23/1234567890~web1~2.log",
  ],
  [file("2026-11-23", { log: "app", key: "app" }), "app/app.log", "2026-11-23/app.log"],
  [
    file("2026-11-23", { log: "requests", key: "requests" }),
    "app/requests.log",
    "2026-11-23/requests.log",
  ],
])("%o is linked from %s, relative to it", (day, link, target) => {
  const dir = folder();
  linkNewest(dir, day);
  expect(readlinkSync(join(dir, link))).toBe(target);
});

test("the newest day and part win, in whatever order they come", () => {
  const dir = folder();
  const target = (): string => readlinkSync(join(dir, "whatsapp/1234567890.log"));
  linkNewest(dir, file("2026-11-22"));
  linkNewest(dir, file("2026-11-23"));
  linkNewest(dir, file("2026-11-21"));
  expect(target()).toBe("2026-11-23/1234567890.log");
  linkNewest(dir, file("2026-11-23", { part: 10 }));
  linkNewest(dir, file("2026-11-23", { part: 9 }));
  linkNewest(dir, file("2026-11-22", { part: 99 }));
  expect(target()).toBe("2026-11-23/1234567890~10.log");
  expect(readdirSync(join(dir, "whatsapp"))).toEqual(["1234567890.log"]);
});

test.each([
  ["the new day", file("2026-11-22"), file("2026-11-23")],
  ["the next part", file("2026-11-22", { part: 2 }), file("2026-11-22", { part: 3 })],
])(
  "of two that replace a link at once, the older coming last, %s has it",
  (_name, older, newer) => {
    const dir = folder();
    linkNewest(dir, file("2026-11-21"));
    // The other process has made its file and its link after our look: our rename takes the link away.
    mkdirSync(join(dir, "whatsapp", newer.day));
    writeFileSync(join(dir, formatDayFile(newer)), "");
    linkNewest(dir, older);
    expect(readlinkSync(join(dir, "whatsapp/1234567890.log"))).toBe(formatLinkTarget(newer));
  },
);

describe("the link of a new file", () => {
  /** Points the link to a file that has just been made; says what went wrong. */
  function linkMade(dir: string, made: DayFile, symlink = directIo.symlink): unknown {
    let ended: unknown = "not called";
    linkNew(dir, made, symlink, (error) => (ended = error));
    return ended;
  }

  test("is made without a look at what is there", () => {
    const dir = folder();
    expect(linkMade(dir, file("2026-11-23"))).toBeNull();
    expect(readlinkSync(join(dir, "whatsapp/1234567890.log"))).toBe("2026-11-23/1234567890.log");
  });

  test("takes the place of an older day's, never of a newer one's", () => {
    const dir = folder();
    for (const day of ["2026-11-22", "2026-11-23", "2026-11-21"]) {
      expect(linkMade(dir, file(day))).toBeNull();
    }
    expect(readlinkSync(join(dir, "whatsapp/1234567890.log"))).toBe("2026-11-23/1234567890.log");
  });

  test("leaves a file that has its name alone", () => {
    const dir = fileTree({ "whatsapp/1234567890.log": "copied by hand" });
    expect(linkMade(dir, file("2026-11-23"))).toBeNull();
    expect(readFileSync(join(dir, "whatsapp/1234567890.log"), "utf8")).toBe("copied by hand");
  });

  test("that cannot be made is said", () => {
    const refused = Object.assign(new Error("no links here"), { code: "EPERM" });
    expect(linkMade(folder(), file("2026-11-23"), (_to, _at, done) => done(refused))).toBe(refused);
    const gone = fileTree({});
    expect(linkMade(gone, file("2026-11-23"))).toMatchObject({ code: "ENOENT" });
  });
});

describe("what stands under the name", () => {
  test("is left alone when it is a file", () => {
    const dir = fileTree({ "whatsapp/1234567890.log": "copied by hand" });
    linkNewest(dir, file("2026-11-23"));
    expect(readFileSync(join(dir, "whatsapp/1234567890.log"), "utf8")).toBe("copied by hand");
    expect(readdirSync(join(dir, "whatsapp"))).toEqual(["1234567890.log"]);
  });

  test("is left alone when it is a folder", () => {
    const dir = fileTree({ "whatsapp/1234567890.log/kept": "x" });
    linkNewest(dir, file("2026-11-23"));
    expect(readdirSync(join(dir, "whatsapp/1234567890.log"))).toEqual(["kept"]);
  });

  test.each(["nowhere", "../elsewhere", "2026-13-45/1234567890.log", ""])(
    "is replaced when it is a link to %j",
    (target) => {
      const dir = folder();
      if (target !== "") symlinkSync(target, join(dir, "whatsapp/1234567890.log"));
      linkNewest(dir, file("2026-11-23"));
      expect(readLink(join(dir, "whatsapp/1234567890.log"))).toBe("2026-11-23/1234567890.log");
    },
  );
});

test("readLink tells links, other things and nothing apart", () => {
  const dir = fileTree({ file: "x" });
  symlinkSync("to/somewhere", join(dir, "link"));
  expect(readLink(join(dir, "link"))).toBe("to/somewhere");
  expect(readLink(join(dir, "file"))).toBe(NOT_A_LINK);
  expect(readLink(dir)).toBe(NOT_A_LINK);
  expect(readLink(join(dir, "nothing"))).toBeUndefined();
  expect(() => readLink(join(dir, "file/below"))).toThrow(/ENOTDIR/);
});

test("temporary names are new each time and known again", () => {
  const names = [temporaryLink("1.log"), temporaryLink("1.log")];
  expect(new Set(names).size).toBe(2);
  expect(names.every(isTemporaryLink)).toBe(true);
  for (const name of ["1.log", "x.tmp", "1.log.tmp", "1.log.5.tmp"])
    expect(isTemporaryLink(name)).toBe(false);
});

test("many processes at once: the link is there at every moment, and leads to a day", async () => {
  const dir = folder();
  linkNewest(dir, file("2026-11-01"));
  const bots = [1, 2, 3, 4].map((at) =>
    startNode(new URL("bots/link-days.mjs", import.meta.url), {
      args: [dir, String(at), String(24 + at)],
    }),
  );
  let reads = 0;
  const ended = await whileReading(Promise.all(bots.map((bot) => bot.ended)), () => {
    expect(readlinkSync(join(dir, "whatsapp/1234567890.log"))).toMatch(
      /^2026-11-\d\d\/1234567890\.log$/,
    );
    reads += 1;
  });
  expect(ended.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    bots.map(() => ({ code: 0, stderr: "" })),
  );
  expect(reads).toBeGreaterThan(10);
  expect(readdirSync(join(dir, "whatsapp"))).toEqual(["1234567890.log"]);
});

test("the names of temporary links of two processes with one number are not the same", async () => {
  const { temporaryLink: first } = await import("../../src/folder/newest-link.ts");
  vi.resetModules();
  const { temporaryLink: second } = await import("../../src/folder/newest-link.ts");
  expect(second).not.toBe(first);
  expect(second("a.log")).not.toBe(first("a.log"));
});
