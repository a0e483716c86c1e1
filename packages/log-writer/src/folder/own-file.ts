import type { DayFile } from "@org/log-core";

/** The file in which a writer keeps which ids are one person. */
interface AliasFile {
  readonly log: "aliases";
  readonly key: "aliases";
  readonly instance: string | undefined;
}

/** A file that a writer appends lines to. */
export type OwnFile = DayFile | AliasFile;
