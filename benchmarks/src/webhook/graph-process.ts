import { startGraphStandIn } from "@org/demo-bot/graph-stand-in";
import { nextJob, tellParent } from "../child-process.ts";

/** What stands in for the Graph API is started as. */
export const GRAPH_PROCESS = "graph-process";

/** Takes the bots' answers, in a process of its own. */
export async function runGraphProcess(): Promise<void> {
  await nextJob();
  const graph = await startGraphStandIn();
  tellParent({ url: graph.url });
  await nextJob();
  await graph.close();
  process.disconnect();
}
