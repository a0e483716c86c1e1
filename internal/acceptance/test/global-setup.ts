import { publishPackages, startRegistry } from "@org/acceptance";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of a registry that all packages of this repository were published to. */
    readonly registry: string;
  }
}

/** Packs and publishes once for all tests of this folder. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const registry = await startRegistry();
  await publishPackages(registry.url);
  project.provide("registry", registry.url);
  return () => registry.close();
}
