import type { CalendarDay, LogKind } from "@org/log-core";
import type { OwnFile } from "../folder/own-file.ts";
import type { SlabPool } from "./slab-pool.ts";
import { createTarget, type Target } from "./target.ts";

/** Finds the target of an entry: by log, day and key, without putting a path together for each line. */
export class TargetMap {
  readonly #pool: SlabPool;
  readonly #instance: string | undefined;
  readonly #byDay: Record<LogKind, Map<CalendarDay, Map<string, Target>>> = {
    whatsapp: new Map(),
    app: new Map(),
    requests: new Map(),
  };
  #aliases: Target | undefined;

  constructor(pool: SlabPool, instance: string | undefined) {
    this.#pool = pool;
    this.#instance = instance;
  }

  /** The target of a log, key and day; a new one if there is none. */
  get(log: LogKind, key: string, day: CalendarDay): Target {
    let byKey = this.#byDay[log].get(day);
    if (byKey === undefined) {
      byKey = new Map();
      this.#byDay[log].set(day, byKey);
    }
    const known = byKey.get(key);
    if (known !== undefined) return known;
    const target = createTarget({ log, key, day, instance: this.#instance, part: 1 }, this.#pool);
    byKey.set(key, target);
    return target;
  }

  /** The target of what says which ids are one person. */
  aliases(): Target {
    this.#aliases ??= createTarget(
      { log: "aliases", key: "aliases", instance: this.#instance },
      this.#pool,
    );
    return this.#aliases;
  }

  /** Forgets a target that has nothing to write and no open file. */
  forget(name: OwnFile): void {
    if (name.log === "aliases") {
      this.#aliases = undefined;
      return;
    }
    const { log, key, day } = name;
    const byKey = this.#byDay[log].get(day);
    byKey?.delete(key);
    if (byKey?.size === 0) this.#byDay[log].delete(day);
  }
}
