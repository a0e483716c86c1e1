import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, totalmem } from "node:os";

/** What a reader must know to judge figures: where, when, of which state, and how often measured. */
export function describeMachine(
  run: { readonly entries: number; readonly repeats: number },
  loads: readonly number[],
): string {
  const model = cpus()[0]?.model.trim() ?? "";
  const gib = Math.round(totalmem() / 2 ** 30);
  const machine = [
    `${availableParallelism()} cores${model === "" || model === "unknown" ? "" : ` (${model})`}`,
    `${gib} GiB of memory`,
    process.platform,
    `Node ${process.versions.node}`,
  ];
  const load = loads.map((value) => value.toFixed(1)).join(", ");
  return (
    `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit()}: ${machine.join(", ")}. ` +
    `${run.entries.toLocaleString("en-US")} entries, medians of ${run.repeats} interleaved rounds; ` +
    `load average at the start and after each table: ${load} (the runs themselves make about 2 of it).`
  );
}

/** The commit that is measured; says so if files differ from it. */
function commit(): string {
  try {
    return `\`${execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim()}\``;
  } catch {
    // A copy without its history.
    return "unknown";
  }
}
