/** stdout or stderr. */
type StandardStream = typeof process.stdout | typeof process.stderr;

const listening = new WeakSet<StandardStream>();

/**
 * Writes to stdout or stderr. Whoever reads it may go away: a pipe that breaks costs what is written
 * there, and neither the logging nor the bot. From the first write on an error of the stream is
 * nobody's uncaught one.
 */
export function writeTo(stream: StandardStream, text: string): void {
  if (!listening.has(stream)) {
    listening.add(stream);
    stream.on("error", ignore);
  }
  if (!stream.destroyed) stream.write(text);
}

function ignore(): void {
  // Nobody reads it any more.
}
