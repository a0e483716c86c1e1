/** What one thread takes for a file, whatever is in it. */
export const MS_PER_FILE = 0.012;
/** What one thread takes for a byte that is only searched. */
export const NS_PER_BYTE_SEARCHED = 0.35;
