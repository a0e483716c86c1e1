import { startBot } from "../start-bot.ts";
import { createSetClock, type DemoDay } from "./demo-day.ts";
import { signBody } from "./sign-body.ts";
import { startGraphStandIn, type GraphStandIn } from "./graph-stand-in.ts";
import { CUSTOMERS, DAY, type Moment, type Step } from "./traffic.ts";

/** Secrets of the demo: tests look for them in what was written. */
export const DEMO_SECRETS = {
  appSecret: "demo-app-secret-b1f7",
  verifyToken: "demo-verify-token-93aa",
  accessToken: "EAAdemoAccessToken5cZB",
} as const;

/** What came of a day. */
export interface DayResult {
  readonly webhookUrl: string;
  /** Number of deliveries by the bot's answer: `{ 200: 24, 401: 1 }`. */
  readonly answers: Readonly<Record<number, number>>;
  /** Messages that the bot sent. */
  readonly sent: number;
}

/**
 * Starts the bot on loopback, posts a day of deliveries to it as WhatsApp would, one of them with a
 * wrong signature, and stops it. The bot's clock is set to each delivery's time of day.
 */
export async function playDay(dir: string, day: DemoDay): Promise<DayResult> {
  const [first] = DAY;
  const clock = createSetClock(day.at(first?.at ?? "08:00:00") - 60_000);
  const graph = await startGraphStandIn({ refuseFirstTo: CUSTOMERS.kenji.number ?? "" });
  const bot = await startBot({
    ...DEMO_SECRETS,
    phoneNumberId: "106540352242922",
    graphUrl: graph.url,
    host: "127.0.0.1",
    port: 0,
    logs: { dir, clock },
  });
  const answers: Record<number, number> = {};
  const count = (status: number): void => {
    answers[status] = (answers[status] ?? 0) + 1;
  };
  try {
    await verify(bot.webhookUrl);
    for (const step of DAY) {
      clock.set(day.at(step.at));
      count(await post(bot.webhookUrl, bodyOf(step, clock.now(), graph), DEMO_SECRETS.appSecret));
      await bot.idle();
    }
    clock.set(day.at("18:30:00"));
    count(await post(bot.webhookUrl, '{"object":"whatsapp_business_account"}', "a guess"));
  } finally {
    await bot.stop();
    await graph.close();
  }
  return { webhookUrl: bot.webhookUrl, answers, sent: graph.sent.length };
}

function bodyOf(step: Step, nowMs: number, graph: GraphStandIn): string {
  const sentTo: Moment["sentTo"] = ({ number, userId }) =>
    graph.sent.findLast(({ to }) => to === number || to === userId)?.id ?? "wamid.none";
  return JSON.stringify(step.body({ nowMs, sentTo }));
}

/** What WhatsApp does once when a webhook is set up. */
async function verify(webhookUrl: string): Promise<void> {
  const query = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.verify_token": DEMO_SECRETS.verifyToken,
    "hub.challenge": "1158201444",
  });
  const response = await fetch(`${webhookUrl}?${query.toString()}`);
  if ((await response.text()) !== "1158201444") throw new Error("The webhook was not verified.");
}

async function post(webhookUrl: string, body: string, secret: string): Promise<number> {
  const response = await fetch(webhookUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "facebookexternalua",
      "x-hub-signature-256": signBody(Buffer.from(body), secret),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}
