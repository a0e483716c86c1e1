import type { ResolveHook } from "node:module";

const SWAPPED = "./day-stream.js";

/** Hook for Node's loader: gives {@link SWAPPED} of log-writer as `bare-stream.js`. */
export const resolve: ResolveHook = (specifier, context, nextResolve) => {
  if (specifier !== SWAPPED) return nextResolve(specifier, context);
  return { url: new URL("bare-stream.js", import.meta.url).href, shortCircuit: true };
};
