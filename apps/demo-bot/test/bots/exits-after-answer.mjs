/**
 * A webhook that ends its process at once when it has given so many answers.
 * argv: the folder to log to, the number of answers, "alone" or "with a bot behind"
 */
import { createServer } from "node:http";
import { cloudApiWebhook } from "@org/log-adapters/cloud-api";
import { createLogWriter } from "@org/log-writer";

const [dir, answers, place] = process.argv.slice(2);
const webhook = cloudApiWebhook(createLogWriter({ dir, timeZone: "UTC" }));
let answered = 0;
const server = createServer((request, response) => {
  response.on("finish", () => {
    answered += 1;
    if (answered === Number(answers)) process.exit(0);
  });
  webhook(request, response, place === "alone" ? undefined : () => response.end());
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
