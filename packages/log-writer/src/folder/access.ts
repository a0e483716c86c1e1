/** Who may read and write a log folder. */
export const ACCESS_KINDS = ["private", "group", "group-write"] as const;

/** One of {@link ACCESS_KINDS}. */
export type Access = (typeof ACCESS_KINDS)[number];

/** The modes that an access stands for. */
export interface AccessModes {
  readonly folder: number;
  readonly file: number;
}

/** Folders of a group carry the setgid bit, so that what is made in them belongs to the group. */
export const ACCESS_MODES: Readonly<Record<Access, AccessModes>> = {
  private: { folder: 0o700, file: 0o600 },
  group: { folder: 0o2750, file: 0o640 },
  "group-write": { folder: 0o2770, file: 0o660 },
};
