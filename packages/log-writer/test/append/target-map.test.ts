import type { CalendarDay, DayFile } from "@org/log-core";
import { expect, test } from "vitest";
import { SlabPool } from "../../src/append/slab-pool.ts";
import { TargetMap } from "../../src/append/target-map.ts";

const TODAY = "2026-11-23" as CalendarDay;
const YESTERDAY = "2026-11-22" as CalendarDay;

function map(instance?: string): TargetMap {
  return new TargetMap(new SlabPool(1024 * 1024), instance);
}

test("a log, key and day have one target", () => {
  const targets = map();
  const target = targets.get("whatsapp", "1234567890", TODAY);
  expect(targets.get("whatsapp", "1234567890", TODAY)).toBe(target);
  expect(target).toMatchObject({ state: "idle", stream: undefined, waiters: [] });
  expect(target.name).toEqual({
    log: "whatsapp",
    key: "1234567890",
    day: TODAY,
    instance: undefined,
    part: 1,
  });
});

test("another log, key or day has another", () => {
  const targets = map();
  const all = [
    targets.get("whatsapp", "1234567890", TODAY),
    targets.get("whatsapp", "1234567890", YESTERDAY),
    targets.get("whatsapp", "1234567891", TODAY),
    targets.get("app", "app", TODAY),
    targets.get("requests", "requests", TODAY),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test("keys named like parts of an object are keys", () => {
  const targets = map();
  expect(targets.get("whatsapp", "__proto__", TODAY)).toBe(
    targets.get("whatsapp", "__proto__", TODAY),
  );
  expect(targets.get("whatsapp", "constructor", TODAY).name.key).toBe("constructor");
});

test("the instance is part of each name", () => {
  expect(map("web1").get("app", "app", TODAY).name.instance).toBe("web1");
});

test("a target that is forgotten is a new one the next time, whatever part it was at; others stay", () => {
  const targets = map();
  const gone = targets.get("whatsapp", "1234567890", TODAY);
  const stays = targets.get("whatsapp", "1234567891", TODAY);
  const first = gone.name as DayFile;
  gone.name = { ...first, part: 3 };
  targets.forget(gone.name);
  targets.forget(gone.name);
  targets.forget({ ...first, day: YESTERDAY });
  expect(targets.get("whatsapp", "1234567890", TODAY)).not.toBe(gone);
  expect(targets.get("whatsapp", "1234567891", TODAY)).toBe(stays);
});

test("the aliases have one target, the writer's own, which can be forgotten like any other", () => {
  const targets = map("web1");
  const aliases = targets.aliases();
  expect(aliases.name).toEqual({ log: "aliases", key: "aliases", instance: "web1" });
  expect(targets.aliases()).toBe(aliases);
  targets.forget(aliases.name);
  expect(targets.aliases()).not.toBe(aliases);
});
