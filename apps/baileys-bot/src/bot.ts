import { attachBaileys } from "@org/log-adapters/baileys";
import type { LogWriter } from "@org/log-writer";
import { DisconnectReason, makeWASocket, useMultiFileAuthState, type WASocket } from "baileys";

/** Answers who says hello, and logs everything: messages both ways, receipts, calls, groups. */
export async function startBot(
  logs: LogWriter,
  connect: (logs: LogWriter) => Promise<WASocket> = connectToWhatsApp,
): Promise<void> {
  const sock = await connect(logs);
  const detach = attachBaileys(sock, logs);

  sock.ev.on("messages.upsert", ({ messages, type }) => {
    for (const { key, message } of messages) {
      const text = message?.conversation ?? message?.extendedTextMessage?.text ?? "";
      if (type !== "notify" || key.fromMe === true || !/\bhello\b/i.test(text)) continue;
      sock
        .sendMessage(key.remoteJid ?? "", { text: "Hello! How can I help?" })
        .catch((error: unknown) => logs.appLogger.error(error, "An answer could not be sent"));
    }
  });

  sock.ev.on("connection.update", ({ connection, lastDisconnect }) => {
    if (connection !== "close") return;
    detach();
    const reason = (lastDisconnect?.error as { output?: { statusCode?: number } } | undefined)
      ?.output;
    // A socket lives as long as its connection: the next one is attached anew.
    if (reason?.statusCode !== DisconnectReason.loggedOut) {
      startBot(logs, connect).catch((error: unknown) =>
        logs.appLogger.fatal(error, "No connection"),
      );
    }
  });
}

async function connectToWhatsApp(logs: LogWriter): Promise<WASocket> {
  const { state, saveCreds } = await useMultiFileAuthState("auth");
  // Baileys takes the bot's own logger: its lines are in app.log, without keys.
  const sock = makeWASocket({ auth: state, logger: logs.appLogger.child({ module: "baileys" }) });
  sock.ev.on("creds.update", () => void saveCreds());
  sock.ev.on("connection.update", ({ qr }) => {
    const phone = process.env["BOT_PHONE"] ?? "";
    if (qr === undefined || phone === "") return;
    void sock.requestPairingCode(phone).then((code) => process.stdout.write(`Pair with ${code}\n`));
  });
  return sock;
}
