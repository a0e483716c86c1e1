/** Where there is no figure. */
export const NONE = "–";

/** A table in Markdown: the first column is text, the others are numbers unless said otherwise. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  others: "numbers" | "texts" = "numbers",
): string {
  const rule = head.map((_, column) => (column === 0 || others === "texts" ? "---" : "---:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A number with thousands set apart, or a dash. */
export function whole(value: number | undefined): string {
  return value === undefined ? NONE : Math.round(value).toLocaleString("en-US");
}
