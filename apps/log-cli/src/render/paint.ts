/** Puts texts into colour, or leaves them. */
export interface Paint {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  /** What was searched for. */
  readonly mark: (text: string) => string;
}

/** Foreground, and what takes it back. */
const DEFAULT_COLOUR = 39;
/** Of the 256 colours, 4.9:1 against white; the sixteen have greens of 2:1 to 3:1. */
const DARK_GREEN = "38;5;28";

/**
 * Makes the colours of a terminal; without `inColour`, every text comes back as it is. They are the
 * terminal's own sixteen, so that its theme makes them legible; on a light ground, where yellow and
 * cyan hardly show, magenta and blue stand for them, and a green that is darker than most themes'.
 */
export function createPaint(inColour: boolean, isLight = false): Paint {
  const style =
    (on: number | string, off: number | string) =>
    (text: string): string =>
      inColour && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    dim: style(2, 22),
    bold: style(1, 22),
    red: style(31, DEFAULT_COLOUR),
    green: style(isLight ? DARK_GREEN : 32, DEFAULT_COLOUR),
    yellow: style(isLight ? 35 : 33, DEFAULT_COLOUR),
    cyan: style(isLight ? 34 : 36, DEFAULT_COLOUR),
    // Black on yellow is read on any ground; colours of the terminal's own come back after it.
    mark: style("30;43", "39;49"),
  };
}

/** What the environment says of the terminal. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether to use colours: FORCE_COLOR decides if it is set (as in Node itself), then NO_COLOR, then
 * whether a terminal looks on that can show them.
 */
export function wantsColour(env: Environment, isTTY: boolean): boolean {
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  return isTTY && env["TERM"] !== "dumb";
}

/** Whether the terminal says that its ground is light: `COLORFGBG=0;15`, last number 7 or above 8. */
export function isLightTerminal(env: Environment): boolean {
  const ground = /;(\d{1,2})$/.exec(env["COLORFGBG"] ?? "")?.[1];
  return ground === "7" || Number(ground) > 8;
}
