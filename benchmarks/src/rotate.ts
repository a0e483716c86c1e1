/** A list begun at another of its elements, so that no one is always first. */
export function rotate<Value>(values: readonly Value[], by: number): readonly Value[] {
  const at = values.length === 0 ? 0 : by % values.length;
  return [...values.slice(at), ...values.slice(0, at)];
}
