/**
 * The order of lines by time, oldest first: positions in `times`. Equal times keep the order they
 * have. Times are whole ms.
 */
export function timeOrder(times: Float64Array): Uint32Array {
  const order = positions(times.length);
  if (isSorted(times)) return order;
  const packed = packTimes(times);
  if (packed === undefined) {
    // Times thousands of years apart: no single day's, but a file may say anything.
    return order.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  }
  const { keys, scale } = packed;
  keys.sort();
  for (let position = 0; position < order.length; position += 1) {
    order[position] = (keys[position] ?? 0) % scale;
  }
  return order;
}

function positions(count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let position = 0; position < count; position += 1) order[position] = position;
  return order;
}

function isSorted(times: Float64Array): boolean {
  for (let index = 1; index < times.length; index += 1) {
    if ((times[index] ?? 0) < (times[index - 1] ?? 0)) return false;
  }
  return true;
}

/**
 * Time and position as one number each, exact as long as they fit the 53 bits of a double: sorting
 * plain numbers takes a tenth of the time of sorting with a comparison.
 */
function packTimes(times: Float64Array): { keys: Float64Array; scale: number } | undefined {
  const scale = 2 ** Math.ceil(Math.log2(times.length + 1));
  let first = Infinity;
  let last = -Infinity;
  for (let index = 0; index < times.length; index += 1) {
    const timeMs = times[index] ?? 0;
    if (timeMs < first) first = timeMs;
    if (timeMs > last) last = timeMs;
  }
  if ((last - first + 1) * scale > Number.MAX_SAFE_INTEGER) return undefined;
  const keys = new Float64Array(times.length);
  for (let index = 0; index < times.length; index += 1) {
    keys[index] = ((times[index] ?? 0) - first) * scale + index;
  }
  return { keys, scale };
}
