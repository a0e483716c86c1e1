// Erases a person everywhere, again and again, until it is killed or has found nothing.
// argv: dir, phone
import { erase } from "@org/log-writer";

const [dir, phone] = process.argv.slice(2);
process.stdout.write("erasing\n");
const receipt = await erase({ dir, phone, everywhere: true });
process.stdout.write(`${JSON.stringify(receipt)}\n`);
