// Appends numbered lines to files of a day folder, by turns: one append, one line.
import { appendFileSync } from "node:fs";

const [folder = "", firstFile = "", files = "", rounds = "", pad = "0"] = process.argv.slice(2);
const filler = "x".repeat(Number(pad));
for (let round = 0; round < Number(rounds); round += 1) {
  for (let file = 0; file < Number(files); file += 1) {
    const phone = String(Number(firstFile) + file);
    const time = new Date().toISOString();
    const msg = `${phone}:${round}`;
    const line = JSON.stringify({ level: "info", time, phone, data: { text: filler }, msg });
    appendFileSync(`${folder}/${phone}.log`, `${line}\n`);
  }
}
