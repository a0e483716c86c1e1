import type { Content, Payload } from "./content.ts";
import { joined, objectIn, objectsIn, textIn } from "./fields.ts";

/** A poll: its question and options, or what somebody chose. */
export function readPoll({ body }: Payload): Content {
  const chosen = namesIn(body["selectedOptions"]);
  if (Array.isArray(body["selectedOptions"])) {
    return {
      text: joined(chosen),
      ...(chosen.length === 0 ? { action: "took the vote back" } : undefined),
      about: textIn(
        objectIn(body, "pollCreationMessageKey", "parentMessage", "parentMsgKey") ?? {},
        "id",
        "_serialized",
      ),
    };
  }
  const options = namesIn(body["options"] ?? body["pollOptions"]);
  return { text: textIn(body, "name", "pollName", "title", "question", "body"), choices: options };
}

function namesIn(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  const texts = list.filter((option) => typeof option === "string");
  const objects = objectsIn({ list }, "list");
  return [
    ...texts,
    ...objects.flatMap((option) => textIn(option, "optionName", "name", "title") ?? []),
  ];
}
