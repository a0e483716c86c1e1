import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/**
 * Compares a text, byte for byte, with a file in `test/golden`. `vitest run -u` writes what came
 * instead: look at the difference before it is committed.
 */
export async function expectGolden(name: string, text: string): Promise<void> {
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`golden/${name}`, import.meta.url)));
}
