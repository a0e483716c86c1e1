/** How many days a command looks at when nobody says. */
export const DEFAULT_DAYS = { get: 7, search: 7, stats: 30, export: 30, waiting: 7 } as const;
