/**
 * A clock that only goes forward, in milliseconds since some moment of its own. `performance.now()` would
 * be the same; for the object that it belongs to Node loads six modules when it is first touched.
 */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
