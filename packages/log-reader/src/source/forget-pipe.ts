import { lstatSync } from "node:fs";

/**
 * To be called after a look at something that turned out to be a pipe or a socket. Node's
 * `realpathSync`, with which it also finds modules, stops early when the last file that anybody looked
 * at was one: it asks the shared result of that look instead of its own (`lib/fs.js`, Node 20 to 24).
 * The next lazy import would then fail with MODULE_NOT_FOUND.
 */
export function forgetPipe(): void {
  lstatSync("/", { throwIfNoEntry: false });
}
