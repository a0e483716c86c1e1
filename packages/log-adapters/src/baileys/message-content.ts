import type { MessageData } from "../entry/message-data.ts";
import {
  fieldsOf,
  flagOf,
  itemsOf,
  nameOf,
  someOf,
  textOf,
  compact,
  type Fields,
} from "../payload/read-payload.ts";
import { scrubField } from "../payload/scrub.ts";
import { unwrap, type Unwrapped } from "./content-names.ts";
import { READERS as INTERACTIVE_READERS } from "./interactive-content.ts";
import { READERS as MEDIA_READERS } from "./media-content.ts";
import { READERS as NOTICE_READERS } from "./notice-content.ts";
import type { Content, ContentReader } from "./content-reader.ts";

const READERS: ReadonlyMap<string, ContentReader> = new Map<string, ContentReader>([
  ["conversation", (content) => ({ type: "text", data: { text: textOf(content) } })],
  ["extendedText", (content) => ({ type: "text", data: readExtendedText(fieldsOf(content)) })],
  ["comment", readComment],
  [
    "richResponse",
    (content) => ({ type: "text", data: { text: joinTexts(content), kind: "richResponse" } }),
  ],
  ...["statusQuestionAnswer", "questionResponse", "statusQuoted"].map(
    (kind): [string, ContentReader] => [kind, (content) => readAnswer(kind, fieldsOf(content))],
  ),
  ...MEDIA_READERS,
  ...INTERACTIVE_READERS,
  ...NOTICE_READERS,
]);

/** Wrappers that say nothing a reader of the log would ask for. */
const PLAIN_WRAPPERS: ReadonlySet<string> = new Set([
  "documentWithCaption",
  "deviceSent",
  "edited",
  "viewOnce",
  "lottieSticker",
  "pollCreation",
]);

/** Type and data of each content of a message (nearly always one); none of a message without any. */
export function readContents(message: Fields): readonly Content[] {
  return unwrap(message, (name) => name === "comment").map(readUnwrapped);
}

function readUnwrapped({ rawName, name, content, wrappers }: Unwrapped): Content {
  const read = READERS.get(name);
  const { type, data, direction } =
    read === undefined
      ? {
          type: "unsupported",
          data: { kind: rawName, content: scrubField(rawName, content) },
          direction: undefined,
        }
      : read(content, readMessage);
  const around: MessageData = {
    ...readContext(fieldsOf(fieldsOf(content)["contextInfo"])),
    viewOnce: wrappers.includes("viewOnce") ? true : flagOf(fieldsOf(content)["viewOnce"]),
    via: someOf(wrappers.filter((wrapper) => !PLAIN_WRAPPERS.has(wrapper))),
  };
  const edited = wrappers.includes("edited") && type !== "edit";
  return {
    type: edited ? "edit" : type,
    data: { ...around, ...data, ...(edited ? { kind: data.kind ?? type } : undefined) },
    direction,
  };
}

/** The first content of a message inside another: the new text of an edit, a comment. */
function readMessage(message: unknown): Content {
  const [first] = readContents(fieldsOf(message));
  return first ?? { type: "unsupported", data: { kind: "empty" } };
}

function readContext(context: Fields): MessageData {
  const { stanzaId, isForwarded, mentionedJid, externalAdReply } = context;
  const { title, sourceUrl } = fieldsOf(externalAdReply);
  return {
    replyTo: compact({ id: nameOf(stanzaId) }),
    forwarded: flagOf(isForwarded),
    mentions: someOf(itemsOf(mentionedJid).flatMap((jid) => textOf(jid) ?? [])),
    referral: compact({ title: textOf(title), url: textOf(sourceUrl) }),
  };
}

function readExtendedText({ text, matchedText, title }: Fields): MessageData {
  return {
    text: textOf(text),
    link: compact({ url: textOf(matchedText), title: textOf(title) }),
  };
}

function readComment(content: unknown): Content {
  const { message, targetMessageKey } = fieldsOf(content);
  const { type, data } = readMessage(message);
  return {
    type,
    data: { ...data, kind: "comment", about: nameOf(fieldsOf(targetMessageKey)["id"]) },
  };
}

function readAnswer(kind: string, { text, key, originalStatusId }: Fields): Content {
  const about = nameOf(fieldsOf(key)["id"]) ?? nameOf(fieldsOf(originalStatusId)["id"]);
  return { type: "text", data: { kind, text: textOf(text), about } };
}

function joinTexts(content: unknown): string | undefined {
  const texts = itemsOf(fieldsOf(content)["submessages"]).flatMap(
    (part) => textOf(fieldsOf(part)["messageText"]) ?? [],
  );
  return textOf(texts.join("\n"));
}
