import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import type { Reporter, TestModule } from "vitest/node";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Ends a run with one plain line: `N passed, N failed, N skipped`. A file that does not load counts as failed. */
class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests) count[test.result().state]++;
      if (tests.length === 0 && module.state() === "failed") count.failed++;
    }
    const skipped = count.skipped + count.pending;
    process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${skipped} skipped\n`);
  }
}

/** One project per folder that has tests, named like the folder: `vitest run --project log-core`. */
function projects(): TestProjectInlineConfiguration[] {
  const inside = (parent: string): string[] =>
    existsSync(join(root, parent))
      ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)
      : [];
  return [
    ...["packages", "apps", "internal"].flatMap((parent) => inside(parent)),
    "benchmarks",
    "scripts",
  ]
    .filter((folder) => existsSync(join(root, folder, "test")))
    .map((folder) => ({
      extends: true,
      root: join(root, folder),
      test: {
        name: folder.slice(folder.lastIndexOf("/") + 1),
        include: ["test/**/*.test.ts"],
        globalSetup: [join(root, folder, "test/global-setup.ts")].filter((file) =>
          existsSync(file),
        ),
      },
    }));
}

export default defineConfig(({ mode }) => {
  // `pnpm test:full` runs the slow variants too; the forked workers inherit this. So do the projects,
  // for each of which this file is read again, in a mode of its own.
  if (mode === "full") process.env["FULL"] = "1";
  const isFull = process.env["FULL"] !== undefined;
  return {
    // Tests run on the sources of every package, not on what was built last.
    resolve: { conditions: ["log-source", "module", "node", "development|production"] },
    ssr: {
      resolve: {
        conditions: ["log-source", "module", "node", "development|production"],
        externalConditions: ["log-source", "node", "module-sync"],
      },
    },
    test: {
      // Most tests wait for processes of theirs: two at a time pay even on two cores. The slow variants
      // fill a machine by themselves.
      ...(isFull ? {} : { maxWorkers: Math.max(2, availableParallelism() - 1) }),
      projects: projects(),
      setupFiles: [join(root, "internal/test-kit/src/fixed-seed.ts")],
      testTimeout: isFull ? 600_000 : 20_000,
      hookTimeout: isFull ? 600_000 : 60_000,
      reporters: ["default", new Tally()],
      coverage: {
        provider: "v8",
        include: ["packages/*/src/**/*.ts", "apps/*/src/**/*.ts"],
        reporter: ["text-summary", "html"],
        thresholds: { lines: 90, branches: 85 },
      },
    },
  };
});
