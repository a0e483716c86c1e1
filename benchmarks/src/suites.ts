import { CALLER_COST_SUITE } from "./caller-cost/caller-cost-suite.ts";
import { CORPUS_SUITE } from "./corpus/corpus-suite.ts";
import { COSTS_SUITE } from "./costs/costs-suite.ts";
import { FAULTS_SUITE } from "./faults/faults-suite.ts";
import { FOLLOW_SUITE } from "./follow/follow-suite.ts";
import { GROWTH_SUITE } from "./growth/growth-suite.ts";
import { READ_SUITE } from "./read/read-suite.ts";
import { SOAK_SUITE } from "./soak/soak-suite.ts";
import { STARTUP_SUITE } from "./startup/startup-suite.ts";
import { STREAM_SUITE } from "./stream/stream-suite.ts";
import { STREAM_SHARE_SUITE } from "./stream-share/stream-share-suite.ts";
import type { Suite } from "./suite.ts";
import { WEBHOOK_SUITE } from "./webhook/webhook-suite.ts";
import { WRITE_SUITE } from "./write/write-suite.ts";

/** Suites that measure, in the order of the page; `pnpm bench all` runs them with their defaults. */
export const MEASURING: ReadonlyMap<string, Suite> = new Map([
  ["faults", FAULTS_SUITE],
  ["write", WRITE_SUITE],
  ["caller-cost", CALLER_COST_SUITE],
  ["growth", GROWTH_SUITE],
  ["stream-share", STREAM_SHARE_SUITE],
  ["soak", SOAK_SUITE],
  ["read", READ_SUITE],
  ["stream", STREAM_SUITE],
  ["costs", COSTS_SUITE],
  ["follow", FOLLOW_SUITE],
  ["startup", STARTUP_SUITE],
  ["webhook", WEBHOOK_SUITE],
]);

/** Suites that make something to measure with. */
export const MAKING: ReadonlyMap<string, Suite> = new Map([["corpus", CORPUS_SUITE]]);
