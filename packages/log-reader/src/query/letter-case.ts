/** Whether a query's text asks for exact case: it does if it holds a capital. */
export function hasCapital(text: string): boolean {
  return /[\p{Uppercase}\p{Lt}]/u.test(text);
}
