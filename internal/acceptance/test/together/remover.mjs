// Removes while others read: `remover.mjs DIR DAYS PHONES`. Days one by one, the oldest first, until DAYS
// are left; between them it erases the phones one by one, everywhere.
import { cleanup, erase } from "@org/log-writer";

const [dir, days, phones] = process.argv.slice(2);
const left = phones.split(",");
for (let keep = 28; keep >= Number(days); keep -= 1) {
  await cleanup({ dir, retentionDays: keep });
  const phone = left.shift();
  if (phone !== undefined) await erase({ dir, phone, everywhere: true });
}
