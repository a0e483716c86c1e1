import type { Direction } from "@org/log-core";
import type { LocationData, MediaData, MessageData } from "../entry/message-data.ts";
import { readVcard } from "../entry/vcard.ts";
import {
  compact,
  fieldsOf,
  flagOf,
  hashOf,
  itemsOf,
  nameOf,
  numberOf,
  someOf,
  textOf,
  type Fields,
} from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import { jidOf, messageIdOf } from "./message-id.ts";

/** Type and data of a message's content; `direction` where it is not the message's. */
export interface Content {
  readonly type: string;
  readonly data: MessageData;
  readonly direction?: Direction;
}

/** A message, and the raw fields of WhatsApp Web that the library keeps in `rawData`. */
interface Source {
  readonly message: Fields;
  readonly raw: Fields;
}

type Reader = (source: Source) => Content;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["chat", ({ message }) => ({ type: "text", data: { text: textOf(message["body"]) } })],
  ["image", (source) => readMedia("image", source)],
  ["video", (source) => readMedia("video", source)],
  ["audio", (source) => readMedia("audio", source)],
  ["ptt", (source) => readMedia("audio", source, true)],
  ["document", (source) => readMedia("document", source)],
  ["sticker", (source) => readMedia("sticker", source)],
  ["album", () => ({ type: "album", data: {} })],
  ["location", readLocationMessage],
  ["vcard", readContacts],
  ["multi_vcard", readContacts],
  [
    "revoked",
    ({ message }) => ({
      type: "revoke",
      data: { about: messageIdOf(message["protocolMessageKey"]) ?? messageIdOf(message["id"]) },
    }),
  ],
  [
    "reaction",
    ({ message }) => ({ type: "reaction", data: { reaction: { emoji: textOf(message["body"]) } } }),
  ],
  ["order", readOrder],
  ["product", readProduct],
  ["payment", ({ message }) => ({ type: "payment", data: { text: textOf(message["body"]) } })],
  ["groups_v4_invite", readInvite],
  ["list", readOffer],
  ["interactive", readOffer],
  ["native_flow", readOffer],
  ["list_response", readChoice],
  ["buttons_response", readChoice],
  ["template_button_reply", readChoice],
  ["hsm", (source) => ({ ...readOffer(source), type: "template" })],
  ["poll_creation", readPoll],
  ["scheduled_event_creation", readEvent],
  [
    "call_log",
    ({ raw }) => ({
      type: "call",
      data: {
        status: nameOf(raw["callOutcome"])?.toLowerCase() ?? nameOf(raw["subtype"]),
        content: scrub({
          video: flagOf(raw["isVideoCall"]),
          seconds: numberOf(raw["callDuration"]),
        }),
      },
    }),
  ],
  ["gp2", (source) => readNotice("group", source)],
  ["group_notification", (source) => readNotice("group", source)],
  ...[
    "e2e_notification",
    "notification",
    "notification_template",
    "broadcast_notification",
    "protocol",
    "debug",
  ].map((kind): [string, Reader] => [kind, (source) => readNotice("system", source)]),
]);

/** Type and data of what a message says. */
export function readContent(message: Fields): Content {
  const raw = fieldsOf(message["rawData"] ?? message["_data"]);
  const kind = nameOf(message["type"]) ?? nameOf(raw["type"]) ?? "none";
  const read = READERS.get(kind);
  const { type, data, direction } =
    read === undefined ? readUnsupported(kind, { message, raw }) : read({ message, raw });
  const around: MessageData = {
    replyTo: compact({ id: nameOf(raw["quotedStanzaID"]) }),
    forwarded: flagOf(message["isForwarded"]),
    viewOnce: flagOf(raw["isViewOnce"]),
    mentions: someOf(itemsOf(message["mentionedIds"]).flatMap((id) => jidOf(id) ?? [])),
  };
  return {
    type,
    data: { ...around, ...data },
    ...(direction === undefined ? undefined : { direction }),
  };
}

/** Encrypted for another device, too long, or of a kind that WhatsApp Web itself does not know. */
function readUnsupported(kind: string, { message }: Source): Content {
  const { body, title, description, links } = message;
  return {
    type: "unsupported",
    data: {
      kind,
      text: textOf(body),
      content: scrub({ title, description, links: someOf(itemsOf(links)) }),
    },
  };
}

function readMedia(type: string, { message, raw }: Source, voice?: true): Content {
  const media: MediaData | undefined = compact({
    mimeType: textOf(raw["mimetype"]),
    fileName: textOf(raw["filename"]),
    bytes: numberOf(raw["size"]),
    seconds: numberOf(message["duration"]) ?? numberOf(raw["duration"]),
    width: numberOf(raw["width"]),
    height: numberOf(raw["height"]),
    pages: numberOf(raw["pageCount"]),
    sha256: hashOf(raw["filehash"]),
    voice,
    animated: flagOf(message["isGif"]) ?? flagOf(raw["isAnimated"]),
  });
  const text = textOf(message["body"]);
  // A document without a caption has its file's name there.
  return { type, data: { text: text === media?.fileName ? undefined : text, media } };
}

function readLocationMessage({ message, raw }: Source): Content {
  return {
    type: "location",
    data: { text: textOf(raw["comment"]), location: readLocation(message["location"], raw) },
  };
}

function readLocation(value: unknown, raw: Fields): LocationData | undefined {
  const { latitude, longitude, name, address, url, description } = fieldsOf(value);
  return compact({
    latitude: numberOf(latitude) ?? numberOf(raw["lat"]),
    longitude: numberOf(longitude) ?? numberOf(raw["lng"]),
    name: textOf(name) ?? textOf(description),
    address: textOf(address),
    url: textOf(url),
    live: flagOf(raw["isLive"]),
  });
}

function readContacts({ message }: Source): Content {
  const cards = itemsOf(message["vCards"]);
  const texts = cards.length > 0 ? cards : itemsOf(message["body"]);
  return {
    type: "contacts",
    data: { contacts: someOf(texts.map((card) => readVcard(textOf(card) ?? ""))) },
  };
}

function readOrder({ message }: Source): Content {
  const { orderId, title, body } = message;
  return {
    type: "order",
    data: { text: textOf(title) ?? textOf(body), content: scrub({ orderId }) },
  };
}

function readProduct({ message }: Source): Content {
  const { productId, title, description, businessOwnerJid, body } = message;
  const content = scrub({ productId, description, businessOwnerJid });
  return { type: "product", data: { text: textOf(title) ?? textOf(body), content } };
}

function readInvite({ message }: Source): Content {
  // Whoever has the code can join.
  const { inviteCode: _inviteCode, ...invite } = fieldsOf(message["inviteV4"]);
  const text = textOf(message["body"]) ?? textOf(invite["groupName"]);
  return { type: "invite", data: { kind: "groupInvite", text, content: scrub(invite) } };
}

function readOffer({ message }: Source): Content {
  const { type, body, title, description, dynamicReplyButtons } = message;
  const content = scrub({ title, description, buttons: dynamicReplyButtons });
  const text = textOf(body) ?? textOf(description) ?? textOf(title);
  return { type: "interactive", data: { kind: nameOf(type), text, content } };
}

function readChoice({ message, raw }: Source): Content {
  const { type, body, title, selectedButtonId, selectedRowId } = message;
  const isList = type === "list_response";
  const text = textOf(body) ?? textOf(title);
  const choice = compact({
    id: nameOf(isList ? selectedRowId : selectedButtonId) ?? nameOf(raw["selectedId"]),
    title: text,
    description: isList ? textOf(fieldsOf(raw["listResponse"])["description"]) : undefined,
  });
  return {
    type: "interactive",
    data: { kind: isList ? "list_reply" : "button_reply", text, choice },
  };
}

function readPoll({ message }: Source): Content {
  const { pollName, pollOptions, body, allowMultipleAnswers } = message;
  const options = someOf(
    itemsOf(pollOptions).flatMap(
      (option) => textOf(option) ?? textOf(fieldsOf(option)["name"]) ?? [],
    ),
  );
  const poll = compact({
    name: textOf(pollName) ?? textOf(body),
    options,
    // 0 is any number of them, as the protocol says it.
    maxChoices:
      allowMultipleAnswers === undefined ? undefined : Number(allowMultipleAnswers !== true),
  });
  return { type: "poll", data: { poll } };
}

function readEvent({ message }: Source): Content {
  const {
    body,
    eventStartTime: startTime,
    eventEndTime: endTime,
    eventDescription,
    eventLocation,
    isEventCaneled: isCanceled,
  } = message;
  const { degreesLatitude: latitude, degreesLongitude: longitude, name } = fieldsOf(eventLocation);
  return {
    type: "event",
    data: {
      text: textOf(body),
      location: compact({
        latitude: numberOf(latitude),
        longitude: numberOf(longitude),
        name: textOf(name),
      }),
      content: scrub({
        description: fieldsOf(eventDescription)["text"] ?? eventDescription,
        startTime,
        endTime,
        isCanceled,
      }),
    },
  };
}

function readNotice(type: string, { message, raw }: Source): Content {
  const kind = nameOf(raw["subtype"]) ?? nameOf(message["type"]);
  const told = itemsOf(raw["templateParams"] ?? raw["recipients"]).flatMap(
    (item) => jidOf(item) ?? [],
  );
  return {
    type,
    direction: "SYSTEM",
    data: { kind, text: textOf(message["body"]), content: scrub(someOf(told)) },
  };
}
