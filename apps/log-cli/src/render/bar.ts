/** A bar in the smallest steps that there are signs for; what is not nothing is seen. */
export function barOf(share: number, width: number, signs: readonly string[]): string {
  const steps = Math.max(Math.round(share * width * signs.length), share > 0 ? 1 : 0);
  const full = Math.floor(steps / signs.length);
  const rest = steps % signs.length;
  return (signs.at(-1) ?? "").repeat(full) + (rest === 0 ? "" : (signs[rest - 1] ?? ""));
}
