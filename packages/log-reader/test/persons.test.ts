import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, logsOf, messages, NOW, reportOf } from "./folder.ts";
import { append, follower, line } from "./following.ts";

const LID = "123456789012345@lid";
const OLD = "391111111111";
const NEW = "392222222222";
const OTHER = "393331234567";
const GROUP = "120363025246125486@g.us";
const ALL = [LID, OLD, NEW];
const TODAY = "whatsapp/2026-11-23";

function alias(ids: readonly string[], reason = "same"): string {
  return `${JSON.stringify({ time: "2026-11-20T10:15:30.123Z", ids, reason })}\n`;
}

const ALIASES = {
  "aliases.ndjson": alias([LID, OLD]) + alias([OTHER, "999@lid"]),
  "aliases~web1.ndjson": alias([OLD, NEW], "changed").trimEnd(),
};

/** A person who wrote as a LID, as a number, and as a new number; and others. */
function folder() {
  return logsOf(
    [
      { phone: LID, ago: 3 * DAY_MS, msg: "as a LID" },
      { phone: OLD, ago: 2 * DAY_MS, msg: "as a number", direction: "INCOMING" },
      { phone: NEW, ago: HOUR_MS, msg: "as a new number" },
      { phone: OLD, ago: 2 * HOUR_MS, msg: "late by the old one" },
      { phone: OTHER, ago: HOUR_MS, msg: "somebody else" },
      { phone: GROUP, from: LID, ago: HOUR_MS, msg: "in a group" },
      { log: "app", phone: OLD, ago: HOUR_MS, msg: "in app.log" },
      { log: "requests", phone: LID, ago: HOUR_MS, msg: "in requests.log" },
    ],
    { files: ALIASES },
  );
}

const STORY = ["as a LID", "as a number", "late by the old one", "as a new number"];

describe.each(ALL)("asked for by %s", (asked) => {
  test("get gives the whole conversation", async () => {
    const { logs } = folder();
    expect(await messages(logs.get(asked))).toEqual(STORY);
    expect(await messages(logs.get(asked, { order: "desc", limit: 2 }))).toEqual(
      STORY.toReversed().slice(0, 2),
    );
    expect(await messages(logs.get([asked, OTHER], { days: 1 }))).toEqual([
      "late by the old one",
      "as a new number",
      "somebody else",
    ]);
  });

  test("search gives what is the person's in every log", async () => {
    const { logs } = folder();
    const found = await messages(logs.search("", { phone: asked }));
    const all = [...STORY, "in app.log", "in requests.log"];
    expect(found).toHaveLength(all.length);
    expect(found).toEqual(expect.arrayContaining(all));
  });

  test("stats counts all of it, by the ids it stands under", async () => {
    const { entries, phones } = await folder().logs.stats({ phone: asked });
    expect(entries).toBe(4);
    expect(phones.top.map(({ value }) => value).toSorted()).toEqual(ALL.toSorted());
  });

  test("list gives each of the ids with the others", async () => {
    const { logs } = folder();
    const listed = await logs.list({ phone: asked });
    expect(listed.map(({ phone, aliases }) => [phone, aliases])).toEqual([
      [LID, [OLD, NEW]],
      [OLD, [LID, NEW]],
      [NEW, [LID, OLD]],
    ]);
  });

  test("idsOf names all of them", async () => {
    expect(await folder().logs.idsOf(asked)).toEqual(ALL.toSorted());
  });

  test("exact gives what stands under this id alone", async () => {
    const { logs } = folder();
    const own = { [LID]: ["as a LID"], [OLD]: [STORY[1], STORY[2]], [NEW]: [STORY[3]] }[asked];
    expect(await messages(logs.get(asked, { exact: true }))).toEqual(own);
    expect((await logs.list({ phone: asked, exact: true })).map(({ phone }) => phone)).toEqual([
      asked,
    ]);
    expect(await logs.stats({ phone: asked, exact: true })).toMatchObject({ entries: own?.length });
  });
});

test("list shows who is one person, and nothing of others", async () => {
  const listed = await folder().logs.list();
  expect(Object.fromEntries(listed.map(({ phone, aliases }) => [phone, aliases]))).toEqual({
    [GROUP]: undefined,
    [LID]: [OLD, NEW],
    [OLD]: [LID, NEW],
    [NEW]: [LID, OLD],
    // Of this one nothing is kept under the other id.
    [OTHER]: ["999@lid"],
  });
});

test("an id of which nothing is kept leads to the others", async () => {
  expect(await messages(folder().logs.get("999@lid"))).toEqual(["somebody else"]);
});

test("a beginning is about how keys are spelled", async () => {
  expect(await messages(folder().logs.get("39222*"))).toEqual(["as a new number"]);
});

test("no other phone's file is opened, and the plan names all ids", async () => {
  const { logs } = folder();
  const report = await reportOf((onReport) => logs.get(NEW, { onReport }));
  expect(report).toMatchObject({ filesConsidered: 4, filesOpened: 4, entries: 4 });
  for (const id of ALL) expect(report.plan.join("\n")).toContain(id);
});

test("an alias file that is a link is a stranger's, and links nobody", async () => {
  const { dir, logs } = folder();
  renameSync(join(dir, "aliases.ndjson"), join(dir, "elsewhere"));
  symlinkSync("elsewhere", join(dir, "aliases.ndjson"));
  const report = await reportOf((onReport) => logs.get(LID, { onReport }));
  expect(report).toMatchObject({ entries: 1, foreignPaths: ["aliases.ndjson"] });
});

test("a folder of that name costs nothing, and damaged lines link nobody", async () => {
  const { dir, logs } = folder();
  mkdirSync(join(dir, "aliases~web2.ndjson"));
  writeFileSync(join(dir, "aliases~web1.ndjson"), `{"time":"2026-11-2\n${" ".repeat(90)}\n\u0000`);
  expect(await messages(logs.get(NEW))).toEqual(["as a new number"]);
  expect(await messages(logs.get(LID))).toEqual(STORY.slice(0, 3));
});

describe("following a person", () => {
  test("gives what comes under any of their ids", async () => {
    const { dir, logs } = folder();
    const entries = follower(logs, { phone: OLD, last: 1 });
    expect(await entries.next()).toBe("as a new number");
    append(dir, `${TODAY}/${LID}.log`, line("by LID", { phone: LID }));
    expect(await entries.next()).toBe("by LID");
    append(dir, `${TODAY}/${NEW}.log`, line("by new number", { phone: NEW }));
    expect(await entries.next()).toBe("by new number");
  });

  test("goes on under an id that becomes known meanwhile, from where following began", async () => {
    const { dir, logs } = folder();
    const newest = "391010101010";
    append(dir, `${TODAY}/${newest}.log`, line("before", { phone: newest, time: hourAgo() }));
    const entries = follower(logs, { phone: OLD });
    const first = entries.next();
    // Written a moment before it is known whose it is.
    append(dir, `${TODAY}/${newest}.log`, line("under the newest", { phone: newest }));
    append(dir, "app/2026-11-23/app.log", line("not followed", { phone: newest }));
    appendFileSync(join(dir, "aliases.ndjson"), alias([NEW, newest], "changed"));
    expect(await first).toBe("under the newest");
    append(dir, `${TODAY}/${newest}.log`, line("and on", { phone: newest }));
    expect(await entries.next()).toBe("and on");
    append(dir, `${TODAY}/${LID}.log`, line("and by LID", { phone: LID }));
    expect(await entries.next()).toBe("and by LID");
  });

  test("exactly one id follows that alone", async () => {
    const { dir, logs } = folder();
    const entries = follower(logs, { phone: OLD, exact: true });
    const first = entries.next();
    append(dir, `${TODAY}/${NEW}.log`, line("by new number", { phone: NEW }));
    append(dir, `${TODAY}/${OLD}.log`, line("by old number", { phone: OLD }));
    expect(await first).toBe("by old number");
  });

  test("in a folder without aliases waits for the first of them", async () => {
    const { dir, logs } = logsOf([{ phone: OLD, ago: HOUR_MS, msg: "old" }]);
    const entries = follower(logs, { phone: LID });
    const first = entries.next();
    writeFileSync(join(dir, "aliases.ndjson"), alias([LID, OLD]));
    append(dir, `${TODAY}/${OLD}.log`, line("now", { phone: OLD }));
    expect(await first).toBe("now");
  });
});

function hourAgo(): string {
  return new Date(NOW - HOUR_MS).toISOString();
}
