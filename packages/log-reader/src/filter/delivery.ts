import {
  isMessageEntry,
  isStatusEntry,
  messageStep,
  type DayFile,
  type LogEntry,
  type MessageState,
} from "@org/log-core";
import { ASKED, deliveryLookup, MESSAGE, NEAR } from "../delivery/delivery-table.ts";
import type { DeliveryCondition } from "../query/delivery-condition.ts";
import type { Filter } from "./filter.ts";
import { idNeedle } from "./id-needle.ts";
import { needleOf, type Needle } from "./needle.ts";

type Of<Fits extends DeliveryCondition["fits"]> = Extract<DeliveryCondition, { fits: Fits }>;

/** The filter of a condition on what became of messages. */
export function deliveryFilter(condition: DeliveryCondition): Filter {
  const { text, needles, matches } = judgeOf(condition);
  return {
    text,
    needles: () => needles,
    // Statuses are folded in one log only; the lines of the others are as they are.
    matches: (entry, file: DayFile) =>
      file.log === "whatsapp" ? matches(entry) : condition.fits === "unfolded",
  };
}

interface Judge {
  readonly text: string;
  readonly needles: readonly Needle[];
  readonly matches: (entry: LogEntry) => boolean;
}

function judgeOf(condition: DeliveryCondition): Judge {
  switch (condition.fits) {
    case "says":
      return saysJudge(condition);
    case "way":
      return { text: "messages sent and their statuses", needles: wayNeedles(), matches: isOnWay };
    case "way of":
      return wayOfJudge(condition);
    case "state":
      return stateJudge(condition);
    case "unfolded":
      return unfoldedJudge(condition);
    case "message":
      return {
        text: "messages",
        needles: needleOf(wholes(["INCOMING", "OUTGOING"])),
        matches: isMessageEntry,
      };
  }
}

function saysJudge({ states }: Of<"says">): Judge {
  return {
    text: `told status=${states.join(",")}`,
    needles: [...needleOf(wholes(states)), ...needleOf(wholes(["status"]))],
    matches(entry) {
      const step = messageStep(entry);
      return step !== undefined && states.includes(step.state);
    },
  };
}

function wayOfJudge({ table }: Of<"way of">): Judge {
  const find = deliveryLookup(table);
  const isKnown = (id: string): boolean => find(id) !== undefined;
  return {
    text: "what else is told of them",
    needles: idNeedle(isKnown, []),
    matches: (entry) => isOnWay(entry) && isKnown(idOf(entry) ?? ""),
  };
}

function stateJudge({ states, table }: Of<"state">): Judge {
  const find = deliveryLookup(table);
  return {
    text: `status=${states.join(",")}`,
    // What was refused at once has no id: it says so itself.
    needles: idNeedle((id) => find(id) !== undefined, states),
    matches(entry) {
      if (!isOnWay(entry)) return false;
      const told = messageStep(entry)?.state;
      const known = find(idOf(entry) ?? "");
      const state = known?.state ?? told;
      if (!isIn(state, states)) return false;
      if (!isStatusEntry(entry)) return true;
      // The message itself is shown where there is one; else the line that says the most.
      return told === state && ((known?.marks ?? 0) & MESSAGE) === 0;
    },
  };
}

function isIn(state: MessageState | undefined, states: readonly MessageState[]): boolean {
  return state !== undefined && states.includes(state);
}

function unfoldedJudge({ table, near }: Of<"unfolded">): Judge {
  const find = deliveryLookup(table);
  const folding = near ? ASKED | NEAR : ASKED;
  return {
    text: "",
    needles: [],
    matches(entry) {
      if (!isStatusEntry(entry) || messageStep(entry) === undefined) return true;
      return ((find(idOf(entry) ?? "")?.marks ?? 0) & folding) === 0;
    },
  };
}

/** Whether an entry is a message of the bot, or tells how one fared. */
export function isOnWay(entry: LogEntry): boolean {
  return isStatusEntry(entry) || (entry.direction === "OUTGOING" && isMessageEntry(entry));
}

/** The id of the message that an entry is, or is about. */
export function idOf({ id }: LogEntry): string | undefined {
  return typeof id === "string" && id !== "" ? id : undefined;
}

function wayNeedles(): readonly Needle[] {
  return needleOf(wholes(["OUTGOING", "status"]));
}

function wholes(texts: readonly string[]): { text: string; stands: "whole" }[] {
  return texts.map((text) => ({ text, stands: "whole" }));
}
