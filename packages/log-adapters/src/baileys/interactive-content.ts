import {
  compact,
  fieldsOf,
  itemsOf,
  nameOf,
  numberOf,
  someOf,
  textOf,
  type Fields,
} from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import type { Content, ContentReader, ContentReaders } from "./content-reader.ts";
import { readLocation } from "./media-content.ts";

/** What can be chosen and what was: buttons, lists, flows, polls, events, shops. */
export const READERS: ContentReaders = [
  ["buttonsResponse", readButton],
  ["templateButtonReply", readButton],
  ["listResponse", readListReply],
  ["interactiveResponse", readFlowReply],
  ["buttons", (content) => readOffer("buttons", content)],
  ["list", (content) => readOffer("list", content)],
  ["interactive", (content) => readOffer("interactive", content)],
  ["template", readTemplate],
  ["highlyStructured", (content) => ({ type: "template", data: { content: scrub(content) } })],
  ["pollCreation", readPoll],
  [
    "pollUpdate",
    (content) => ({ type: "poll_vote", data: { about: idIn(content, "pollCreationMessageKey") } }),
  ],
  ["pollResultSnapshot", readPollResult],
  ["event", readEvent],
  [
    "encEventResponse",
    (content) => ({
      type: "event",
      data: { kind: "response", about: idIn(content, "eventCreationMessageKey") },
    }),
  ],
  ["order", readOrder],
  ["product", readProduct],
  ...[
    "invoice",
    "sendPayment",
    "requestPayment",
    "declinePaymentRequest",
    "cancelPaymentRequest",
    "paymentInvite",
  ].map((kind): [string, ContentReader] => [
    kind,
    (content, readMessage) => readPayment(kind, fieldsOf(content), readMessage),
  ]),
  ...["groupInvite", "newsletterAdminInvite", "newsletterFollowerInvite"].map(
    (kind): [string, ContentReader] => [kind, (content) => readInvite(kind, fieldsOf(content))],
  ),
] satisfies readonly (readonly [string, ContentReader])[];

/** Id in the message key under a name. */
export function idIn(content: unknown, name: string): string | undefined {
  return nameOf(fieldsOf(fieldsOf(content)[name])["id"]);
}

function readButton(content: unknown): Content {
  const { selectedButtonId, selectedId, selectedDisplayText } = fieldsOf(content);
  const title = textOf(selectedDisplayText);
  const choice = compact({ id: nameOf(selectedButtonId) ?? nameOf(selectedId), title });
  return { type: "interactive", data: { kind: "button_reply", text: title, choice } };
}

function readListReply(content: unknown): Content {
  const { title, description, singleSelectReply } = fieldsOf(content);
  const choice = compact({
    id: nameOf(fieldsOf(singleSelectReply)["selectedRowId"]),
    title: textOf(title),
    description: textOf(description),
  });
  return { type: "interactive", data: { kind: "list_reply", text: textOf(title), choice } };
}

function readFlowReply(content: unknown): Content {
  const { body, nativeFlowResponseMessage } = fieldsOf(content);
  const { name, paramsJson } = fieldsOf(nativeFlowResponseMessage);
  return {
    type: "interactive",
    data: {
      kind: "nfm_reply",
      text: textOf(fieldsOf(body)["text"]),
      content: scrub({ name, answers: paramsJson }),
    },
  };
}

function readOffer(kind: string, content: unknown): Content {
  const { contextInfo: _contextInfo, ...rest } = fieldsOf(content);
  const { contentText, description, body, title } = rest;
  const text =
    textOf(contentText) ?? textOf(fieldsOf(body)["text"]) ?? textOf(description) ?? textOf(title);
  return { type: "interactive", data: { kind, text, content: scrub(rest) } };
}

function readTemplate(content: unknown): Content {
  const { contextInfo: _contextInfo, ...rest } = fieldsOf(content);
  const filled = fieldsOf(rest["hydratedTemplate"] ?? rest["hydratedFourRowTemplate"]);
  return {
    type: "template",
    data: { text: textOf(filled["hydratedContentText"]), content: scrub(rest) },
  };
}

function readPoll(content: unknown): Content {
  const { name, options, selectableOptionsCount } = fieldsOf(content);
  return {
    type: "poll",
    data: {
      poll: compact({
        name: textOf(name),
        options: someOf(
          itemsOf(options).flatMap((option) => textOf(fieldsOf(option)["optionName"]) ?? []),
        ),
        maxChoices: numberOf(selectableOptionsCount),
      }),
    },
  };
}

function readPollResult(content: unknown): Content {
  const { name, pollVotes } = fieldsOf(content);
  return {
    type: "poll",
    data: { kind: "result", poll: compact({ name: textOf(name) }), content: scrub(pollVotes) },
  };
}

function readEvent(content: unknown): Content {
  const { name, description, location, startTime, endTime, isCanceled, joinLink } =
    fieldsOf(content);
  return {
    type: "event",
    data: {
      text: textOf(name),
      location: readLocation(location),
      content: scrub({ description, startTime, endTime, isCanceled, joinLink }),
    },
  };
}

function readOrder(content: unknown): Content {
  const { contextInfo: _contextInfo, message, ...rest } = fieldsOf(content);
  return {
    type: "order",
    data: { text: textOf(message) ?? textOf(rest["orderTitle"]), content: scrub(rest) },
  };
}

function readProduct(content: unknown): Content {
  const { contextInfo: _contextInfo, ...rest } = fieldsOf(content);
  const text = textOf(rest["body"]) ?? textOf(fieldsOf(rest["product"])["title"]);
  return { type: "product", data: { text, content: scrub(rest) } };
}

function readPayment(
  kind: string,
  fields: Fields,
  readMessage: (message: unknown) => Content,
): Content {
  const { noteMessage, note, key, ...rest } = fields;
  const text = noteMessage === undefined ? textOf(note) : readMessage(noteMessage).data.text;
  return {
    type: "payment",
    data: { kind, text, about: nameOf(fieldsOf(key)["id"]), content: scrub(rest) },
  };
}

function readInvite(kind: string, fields: Fields): Content {
  // Whoever has the code can join.
  const { contextInfo: _contextInfo, inviteCode: _inviteCode, caption, ...rest } = fields;
  const text = textOf(caption) ?? textOf(rest["groupName"]) ?? textOf(rest["newsletterName"]);
  return { type: "invite", data: { kind, text, content: scrub(rest) } };
}
