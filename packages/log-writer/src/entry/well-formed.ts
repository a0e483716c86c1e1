/** In Node since 20, but not yet in the es2023 library that TypeScript is told of. */
interface WellFormedString {
  isWellFormed(): boolean;
  toWellFormed(): string;
}

/** A text without lone surrogates: each is replaced with U+FFFD. */
export function wellFormed(text: string): string {
  const string = text as unknown as WellFormedString;
  return string.isWellFormed() ? text : string.toWellFormed();
}
