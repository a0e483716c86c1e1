let isListening = false;

/**
 * Copies a line to stdout. Whoever reads it may go away: a pipe that breaks costs the copies, and
 * neither the logging nor the bot. From the first copy on an error of stdout is nobody's uncaught one.
 */
export function copyToStdout(line: string): void {
  if (!isListening) {
    isListening = true;
    process.stdout.on("error", ignore);
  }
  if (!process.stdout.destroyed) process.stdout.write(line);
}

function ignore(): void {
  // The line is in its file; this was a copy.
}
