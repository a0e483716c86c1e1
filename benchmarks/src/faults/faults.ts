import { DISK_FAULTS } from "./disk-faults.ts";
import type { Fault } from "./fault.ts";
import { LOAD_FAULTS } from "./load-faults.ts";
import { PROCESS_FAULTS } from "./process-faults.ts";

/** Every fault, in the order of the tables. */
export const FAULTS: readonly Fault[] = [...PROCESS_FAULTS, ...DISK_FAULTS, ...LOAD_FAULTS];
