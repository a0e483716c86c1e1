// Points one link to many days, again and again, as others do at the same time.
// argv: folder, first day of the month, last day of the month
import { linkNewest } from "../../../dist/folder/newest-link.js";

const [dir, first, last] = process.argv.slice(2);
for (let round = 0; round < 200; round += 1) {
  for (let date = Number(first); date <= Number(last); date += 1) {
    const day = `2026-11-${String(date).padStart(2, "0")}`;
    linkNewest(dir, { log: "whatsapp", key: "1234567890", day, part: 1 });
  }
}
