/** What a line is for an answer with context. */
export const NOT_SHOWN = 0;
const MATCH = 1;
export const CONTEXT = 2;

/**
 * Marks the lines that stand near matches: up to `before` lines before one and `after` lines after it.
 * A line near several matches is marked once.
 * @param isMatch - One element per line, in order; not 0 for a match.
 */
export function markContext(
  isMatch: Uint8Array,
  { before, after }: { readonly before: number; readonly after: number },
): Uint8Array {
  const marks = new Uint8Array(isMatch.length);
  let shownTo = 0;
  for (let at = 0; at < isMatch.length; at += 1) {
    if (isMatch[at] === 0) continue;
    marks.fill(CONTEXT, Math.max(shownTo, at - before), at);
    marks[at] = MATCH;
    shownTo = at + 1;
    for (let next = shownTo; next <= at + after && isMatch[next] === 0; next += 1) {
      marks[next] = CONTEXT;
      shownTo = next + 1;
    }
  }
  return marks;
}
