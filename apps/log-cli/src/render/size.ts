const UNITS = ["kB", "MB", "GB", "TB"] as const;

/** A number of bytes for people, in powers of 1000: `512 B`, `1.2 MB`, `340 GB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  // Compared as it will be shown: 999,999 bytes are 1.0 MB, not 1000 kB.
  while (unit < UNITS.length - 1 && (unit === -1 || Number(shown(value)) >= 1000)) {
    value /= 1000;
    unit += 1;
  }
  return `${shown(value)} ${UNITS[unit] ?? ""}`;
}

function shown(value: number): string {
  // From 9.95 on, one decimal would show three digits.
  return value < 9.95 ? value.toFixed(1) : value.toFixed(0);
}

/** `1 file`, `2 files`, `12,345 files`. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
