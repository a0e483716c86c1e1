// Makes a folder's settings at the same moment as others do, and says which ones it ended up with.
// argv: folder, retention days of its own
import { once } from "node:events";
import { createSettings } from "../../../dist/folder/settings-store.js";

const [dir, retentionDays] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
const settings = { version: 1, timeZone: "Europe/Rome", retentionDays: Number(retentionDays) };
process.stdout.write(JSON.stringify(createSettings(dir, settings, 0o600)));
process.stdin.destroy();
