/** One column of a table. */
export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/**
 * Lays out rows under titles, each column as wide as its widest cell, two spaces between. Cells are
 * plain and safe texts of one line, of characters one column wide.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string[] {
  const all = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, at) =>
    all.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), 0),
  );
  return all.map((row) =>
    columns
      .map(({ align }, at) => {
        const width = widths[at] ?? 0;
        return align === "left" ? (row[at] ?? "").padEnd(width) : (row[at] ?? "").padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}
