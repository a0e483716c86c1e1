const { openLogs } = require("@org/log-reader");
async function main() {
  const logs = openLogs({ dir: "app/logs" });
  const found = { list: await logs.list(), get: [], search: [], follow: [] };
  for await (const entry of logs.get("1234567890", { days: 7 })) found.get.push(entry);
  for await (const hit of logs.search("error", { days: 7, minLevel: "warn", limit: 100 }))
    found.search.push(hit);
  for await (const entry of logs.follow({ phone: "1234567890", last: 1 })) {
    found.follow.push(entry);
    break;
  }
  found.stats = await logs.stats({ days: 7 });
  await logs.close();
  console.log(JSON.stringify(found));
}
void main();
