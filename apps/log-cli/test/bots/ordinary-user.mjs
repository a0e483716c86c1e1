// The command as somebody runs it who is not root.
// argv: what log-cli gets
import process from "node:process";

if (process.getuid?.() === 0) {
  process.setgroups([]);
  process.setgid(65_534);
  process.setuid(65_534);
}
await import("../../dist/main.js");
