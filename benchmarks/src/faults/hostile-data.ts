/** Stands beside what is hostile: a logger that keeps an entry keeps this, too. */
export const KEPT = "kept";

/** What bots have handed to a logger by accident. */
export const HOSTILE: readonly (() => Record<string, unknown>)[] = [
  () => ({
    text: KEPT,
    get broken() {
      throw new Error("a getter that throws");
    },
  }),
  () => ({
    text: KEPT,
    broken: {
      toJSON() {
        throw new Error("a toJSON that throws");
      },
    },
  }),
  () => {
    const data: Record<string, unknown> = { text: KEPT };
    data["self"] = data;
    return data;
  },
  () => ({ text: KEPT, amount: 12_345_678_901_234_567_890n }),
];
