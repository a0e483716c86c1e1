import type { LoggerOptions } from "pino";

/** How pino is set up wherever it is used: lines like ours, nothing that costs more than it must. */
export const PINO_OPTIONS: LoggerOptions = {
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
};
