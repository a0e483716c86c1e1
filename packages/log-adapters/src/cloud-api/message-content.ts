import type { ContactData, LocationData, MediaData, MessageData } from "../entry/message-data.ts";
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
import { scrub, scrubField } from "../payload/scrub.ts";
import { readErrors } from "./read-errors.ts";

/** Type and data of a message's content. */
export interface Content {
  readonly type: string;
  readonly data: MessageData;
}

type ContentReader = (content: Fields, message: Fields) => Content;

const READERS: ReadonlyMap<string, ContentReader> = new Map<string, ContentReader>([
  ["text", ({ body }) => ({ type: "text", data: { text: textOf(body) } })],
  ["image", (content) => readMedia("image", content)],
  ["video", (content) => readMedia("video", content)],
  ["audio", (content) => readMedia("audio", content)],
  ["voice", (content) => readMedia("audio", { ...content, voice: true })],
  ["document", (content) => readMedia("document", content)],
  ["sticker", (content) => readMedia("sticker", content)],
  ["location", (content) => ({ type: "location", data: { location: readLocation(content) } })],
  ["contacts", (_content, message) => readContacts(message["contacts"])],
  ["reaction", readReaction],
  ["interactive", readInteractive],
  ["button", readQuickReply],
  ["template", readTemplate],
  ["order", readOrder],
  ["system", readSystem],
  ["request_welcome", () => ({ type: "system", data: { kind: "request_welcome" } })],
  ["edit", readEdit],
  ["revoke", readRevoke],
  ["unsupported", readUnsupported],
  ["unknown", readUnsupported],
]);

/** What a message says: of its `type`, and of what stands under the type's name. */
export function readContent(message: Fields): Content {
  const kind = nameOf(message["type"]) ?? kindByContent(message);
  const read = READERS.get(kind);
  if (read !== undefined) return read(fieldsOf(message[kind]), message);
  const errors = readErrors(message["errors"]);
  const content = Object.hasOwn(message, kind) ? scrubField(kind, message[kind]) : scrub(message);
  return { type: "unsupported", data: { kind, errors, content } };
}

/** A request to send a text need not name its type. */
function kindByContent(message: Fields): string {
  return [...READERS.keys()].find((kind) => message[kind] !== undefined) ?? "none";
}

function readMedia(type: string, content: Fields): Content {
  const { caption, mime_type: mimeType, filename, sha256, id, link, voice, animated } = content;
  const media: MediaData | undefined = compact({
    mimeType: textOf(mimeType),
    fileName: textOf(filename),
    sha256: hashOf(sha256),
    id: nameOf(id),
    url: withoutQuery(textOf(link)),
    voice: flagOf(voice),
    animated: flagOf(animated),
  });
  return { type, data: { text: textOf(caption), media } };
}

/** The query of a media address is what lets one fetch it. */
function withoutQuery(url: string | undefined): string | undefined {
  return url?.replace(/^([a-z]+:\/\/)[^/@]*@/i, "$1").replace(/[?#].*$/s, "");
}

function readLocation({
  latitude,
  longitude,
  name,
  address,
  url,
}: Fields): LocationData | undefined {
  return compact({
    latitude: numberOf(latitude),
    longitude: numberOf(longitude),
    name: textOf(name),
    address: textOf(address),
    url: textOf(url),
  });
}

function readContacts(contacts: unknown): Content {
  return { type: "contacts", data: { contacts: someOf(itemsOf(contacts).map(readContact)) } };
}

function readContact(contact: unknown): ContactData {
  const { name, phones, emails, org } = fieldsOf(contact);
  const names = fieldsOf(name);
  const texts = (list: unknown, field: string): readonly string[] | undefined =>
    someOf(itemsOf(list).flatMap((item) => nameOf(fieldsOf(item)[field]) ?? []));
  return (
    compact({
      name: textOf(names["formatted_name"]) ?? textOf(names["first_name"]),
      phones: texts(phones, "phone") ?? texts(phones, "wa_id"),
      emails: texts(emails, "email"),
      organization: textOf(fieldsOf(org)["company"]),
    }) ?? {}
  );
}

function readReaction({ emoji, message_id: about }: Fields): Content {
  return { type: "reaction", data: { reaction: { emoji: textOf(emoji) }, about: nameOf(about) } };
}

const REPLIES: ReadonlySet<string> = new Set(["button_reply", "list_reply"]);

/** A choice, the answers of a flow, or what a bot offers: body, header, footer, buttons. */
function readInteractive(content: Fields): Content {
  const kind = nameOf(content["type"]);
  const of = fieldsOf(content[kind ?? ""]);
  if (kind !== undefined && REPLIES.has(kind)) {
    const choice = compact({
      id: nameOf(of["id"]),
      title: textOf(of["title"]),
      description: textOf(of["description"]),
    });
    return { type: "interactive", data: { kind, text: choice?.title, choice } };
  }
  if (kind === "nfm_reply") {
    const { name, body, response_json } = of;
    const data = {
      kind,
      text: textOf(body),
      content: scrub({ name, answers: response_json }),
    };
    return { type: "interactive", data };
  }
  const text = textOf(fieldsOf(content["body"])["text"]);
  return {
    type: "interactive",
    data: { kind, text, content: scrub({ ...content, type: undefined }) },
  };
}

function readQuickReply({ text, payload }: Fields): Content {
  const choice = compact({ id: nameOf(payload), title: textOf(text) });
  return { type: "interactive", data: { kind: "button", text: textOf(text), choice } };
}

function readTemplate(content: Fields): Content {
  const { name, language, components } = content;
  return {
    type: "template",
    data: {
      kind: textOf(name),
      content: scrub({ language: fieldsOf(language)["code"], components }),
    },
  };
}

function readOrder(content: Fields): Content {
  const { text, ...rest } = content;
  return { type: "order", data: { text: textOf(text), content: scrub(rest) } };
}

function readSystem(content: Fields): Content {
  const { type, body, ...rest } = content;
  return { type: "system", data: { kind: nameOf(type), text: textOf(body), content: scrub(rest) } };
}

function readEdit({ original_message_id: about, message }: Fields): Content {
  const { type, data } = readContent(fieldsOf(message));
  return { type: "edit", data: { ...data, kind: type, about: nameOf(about) } };
}

function readRevoke({ original_message_id: about }: Fields): Content {
  return { type: "revoke", data: { about: nameOf(about) } };
}

function readUnsupported(content: Fields, message: Fields): Content {
  const kind = nameOf(content["type"]) ?? nameOf(message["type"]);
  return {
    type: "unsupported",
    data: { kind, errors: readErrors(message["errors"]), content: scrub(content) },
  };
}
