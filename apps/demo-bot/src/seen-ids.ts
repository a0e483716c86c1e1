/** Remembers ids, the last so many of them. */
export interface SeenIds {
  /** Remembers an id; `false` if it was known. */
  add(id: string): boolean;
}

/** @param capacity how many ids are remembered; beyond it the oldest is forgotten */
export function createSeenIds(capacity: number): SeenIds {
  const ids = new Set<string>();
  return {
    add(id) {
      if (ids.has(id)) return false;
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > capacity && oldest !== undefined) ids.delete(oldest);
      return true;
    },
  };
}
