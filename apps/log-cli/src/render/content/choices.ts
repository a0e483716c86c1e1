import type { Content, Payload } from "./content.ts";
import { asFields, joined, objectIn, objectsIn, textIn, type Fields } from "./fields.ts";

/**
 * Buttons and lists: what was asked and what may be chosen, or what was chosen. The same types stand
 * for both directions.
 */
export function readChoice({ body, whole }: Payload): Content {
  // A normalised choice stands alone: a name beside it is the author's.
  const chosen = objectIn(whole, "choice");
  if (chosen !== undefined) return formatReply(chosen, textIn(whole, "kind"));
  const reply = readReply(body) ?? readReply(whole);
  if (reply !== undefined) return reply;
  // The rest of a normalised message: what was offered.
  const rest = objectIn(whole, "content");
  if (rest === undefined) return readQuestion(body);
  const question = readQuestion(rest);
  return { ...question, text: textIn(whole, "text") ?? question.text };
}

/** Fields that hold what was chosen, in the libraries' own names. */
const REPLIES = [
  "button_reply",
  "list_reply",
  "nfm_reply",
  "reply",
  "choice",
  "singleSelectReply",
  "nativeFlowResponseMessage",
  "call_permission_reply",
] as const;

function readReply(of: Fields): Content | undefined {
  const reply = objectIn(of, ...REPLIES);
  const kind = textIn(of, "kind", "type");
  if (reply !== undefined) return formatReply({ ...of, ...reply }, kind);
  const isReply =
    /reply|response/i.test(kind ?? "") ||
    ["payload", "selectedButtonId", "selectedId", "selectedRowId", "selectedDisplayText"].some(
      (name) => Object.hasOwn(of, name),
    );
  return isReply ? formatReply(of, kind) : undefined;
}

function formatReply(reply: Fields, kind: string | undefined): Content {
  const text = joined(
    [
      textIn(reply, "title", "selectedDisplayText", "text", "body", "response"),
      textIn(reply, "description"),
    ],
    ": ",
  );
  const id = textIn(
    reply,
    "id",
    "payload",
    "selectedButtonId",
    "selectedId",
    "selectedRowId",
    "name",
  );
  const form = textIn(reply, "response_json", "paramsJson");
  return {
    text: text ?? id,
    notes: [
      kind === undefined ? undefined : kind.replaceAll("_", " "),
      text === undefined || id === undefined ? undefined : `id ${id}`,
      form,
    ].filter((note) => note !== undefined),
  };
}

function readQuestion(body: Fields): Content {
  const action = objectIn(body, "action") ?? {};
  const sections = [...objectsIn(action, "sections"), ...objectsIn(body, "sections")];
  const options = [
    ...objectsIn(action, "buttons"),
    ...objectsIn(body, "buttons", "hydratedButtons", "choices", "options"),
    ...sections.flatMap((section) => objectsIn(section, "rows", "product_items")),
    ...objectsIn(objectIn(body, "nativeFlowMessage") ?? {}, "buttons"),
  ];
  return {
    text: joined(
      [
        partText(body, "header"),
        partText(body, "body") ?? textIn(body, "contentText", "description", "text"),
        partText(body, "footer") ?? textIn(body, "footerText"),
      ],
      "\n",
    ),
    choices: [
      ...options.flatMap((option) => optionTitle(option) ?? []),
      ...plainOptions(body, action),
    ],
    notes:
      textIn(action, "button") === undefined ? [] : [`opens with "${textIn(action, "button")}"`],
  };
}

function partText(body: Fields, part: string): string | undefined {
  const inner = asFields(body[part]);
  return inner === undefined ? textIn(body, part) : textIn(inner, "text", "title");
}

function optionTitle(option: Fields): string | undefined {
  const text = objectIn(
    option,
    "reply",
    "buttonText",
    "quickReplyButton",
    "urlButton",
    "callButton",
  );
  return (
    textIn(text ?? {}, "title", "displayText") ??
    textIn(option, "title", "text", "name", "displayText", "product_retailer_id")
  );
}

/** Options that are given as mere texts, and a link as the only button. */
function plainOptions(body: Fields, action: Fields): string[] {
  const lists = [body["buttons"], body["choices"], body["options"]].filter((list) =>
    Array.isArray(list),
  );
  const link = objectIn(action, "parameters") ?? {};
  const label = joined([textIn(link, "display_text", "flow_cta"), textIn(link, "url")], " ");
  return [
    ...lists.flat().filter((option) => typeof option === "string"),
    ...(label === undefined ? [] : [label]),
  ];
}
