import { register } from "node:module";
import type { SubjectFactory } from "../../subject.ts";

/**
 * Our writer with one module exchanged: where rotating-file-stream holds each open file, there is
 * nothing. All the rest is what is shipped, so the difference is what the library costs.
 */
export const createSubject: SubjectFactory = async (dir) => {
  register("./swap-day-stream.js", import.meta.url);
  // After that, so that the writer is loaded with the exchange.
  const { createSubject: createWriter } = await import("../log-writer.ts");
  return createWriter(dir);
};
