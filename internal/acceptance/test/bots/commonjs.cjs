const { EventEmitter } = require("node:events");
const { createLogWriter, isLogError } = require("@org/log-writer");
const { attachBaileys } = require("@org/log-adapters/baileys");

// A Baileys bot: its messages are events of a socket.
const [dir, count, ...phones] = process.argv.slice(2);
const logs = createLogWriter({ dir, timeZone: "Europe/Rome", bot: "commonjs" });
const sock = { ev: new EventEmitter() };
attachBaileys(sock, logs);
try {
  logs.logWhatsAppMessage({ phone: "../x", direction: "incoming", type: "text" });
} catch (error) {
  if (!isLogError(error, "LOG_PHONE_INVALID")) throw error;
}

function receive(n) {
  const key = { remoteJid: `${phones[n % phones.length]}@s.whatsapp.net`, fromMe: false };
  const message = { conversation: `message ${n}` };
  const messages = [{ key: { ...key, id: `B${n}` }, messageTimestamp: 1_795_428_930, message }];
  sock.ev.emit("messages.upsert", { type: "notify", messages });
}

async function main() {
  receive(0);
  await logs.flush();
  process.stdout.write("ready\n");
  for await (const _ of process.stdin);
  for (let n = 1; n < Number(count); n += 1) {
    receive(n);
    if (n % 7 === 0) await new Promise(setImmediate);
  }
  await logs.close();
}
void main();
