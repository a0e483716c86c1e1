// Cleans up as a user who is not root, and says how it went.
// argv: folder, options as JSON
import process from "node:process";

if (process.getuid?.() === 0) {
  process.setgid(65_534);
  process.setuid(65_534);
}
const { cleanup } = await import("@org/log-writer");

const [dir, options] = process.argv.slice(2);
try {
  const { removed, failed } = await cleanup({ dir, ...JSON.parse(options) });
  const failures = failed.map(({ day, error }) => ({ ...day, code: error.code }));
  process.stdout.write(JSON.stringify({ removed, failed: failures }));
} catch ({ code, message }) {
  process.stdout.write(JSON.stringify({ code, message }));
}
