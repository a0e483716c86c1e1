import type { LocationData, MediaData } from "../entry/message-data.ts";
import { readVcard } from "../entry/vcard.ts";
import {
  compact,
  fieldsOf,
  flagOf,
  hashOf,
  itemsOf,
  numberOf,
  someOf,
  textOf,
} from "../payload/read-payload.ts";
import { scrub } from "../payload/scrub.ts";
import type { Content, ContentReader, ContentReaders } from "./content-reader.ts";

/** Files, places and contact cards. */
export const READERS: ContentReaders = [
  ["image", (content) => readMedia("image", content)],
  ["video", (content) => readMedia("video", content)],
  ["ptv", (content) => readMedia("video", content, "ptv")],
  ["audio", (content) => readMedia("audio", content)],
  ["document", (content) => readMedia("document", content)],
  ["sticker", (content) => readMedia("sticker", content)],
  ["stickerPack", readStickerPack],
  ["album", readAlbum],
  ["location", readLocationMessage],
  ["liveLocation", readLocationMessage],
  ["contact", (content) => ({ type: "contacts", data: { contacts: [readContact(content)] } })],
  ["contactsArray", readContacts],
] satisfies readonly (readonly [string, ContentReader])[];

function readMedia(type: string, content: unknown, kind?: string): Content {
  const fields = fieldsOf(content);
  const { caption, title, mimetype, fileName, fileLength, seconds, fileSha256 } = fields;
  const media: MediaData | undefined = compact({
    mimeType: textOf(mimetype),
    fileName: textOf(fileName) ?? textOf(title),
    bytes: numberOf(fileLength),
    seconds: numberOf(seconds),
    width: numberOf(fields["width"]),
    height: numberOf(fields["height"]),
    pages: numberOf(fields["pageCount"]),
    sha256: hashOf(fileSha256),
    voice: flagOf(fields["ptt"]),
    animated: flagOf(fields["gifPlayback"]) ?? flagOf(fields["isAnimated"]),
  });
  return { type, data: { kind, text: textOf(caption), media } };
}

function readStickerPack(content: unknown): Content {
  const { name, publisher, caption, packDescription, stickers } = fieldsOf(content);
  const about = scrub({ name, publisher, packDescription, stickers: itemsOf(stickers).length });
  return {
    type: "sticker",
    data: { kind: "stickerPack", text: textOf(caption) ?? textOf(name), content: about },
  };
}

function readAlbum(content: unknown): Content {
  const { expectedImageCount: images, expectedVideoCount: videos } = fieldsOf(content);
  return { type: "album", data: { content: scrub({ images, videos }) } };
}

function readLocationMessage(content: unknown): Content {
  const { caption, comment } = fieldsOf(content);
  return {
    type: "location",
    data: { text: textOf(caption) ?? textOf(comment), location: readLocation(content) },
  };
}

/** A place as messages and events give it. */
export function readLocation(content: unknown): LocationData | undefined {
  const { degreesLatitude, degreesLongitude, name, address, url, isLive, sequenceNumber } =
    fieldsOf(content);
  return compact({
    latitude: numberOf(degreesLatitude),
    longitude: numberOf(degreesLongitude),
    name: textOf(name),
    address: textOf(address),
    url: textOf(url),
    live:
      flagOf(isLive) ??
      (sequenceNumber === undefined || sequenceNumber === null ? undefined : true),
  });
}

function readContacts(content: unknown): Content {
  const { contacts, displayName } = fieldsOf(content);
  const list = someOf(itemsOf(contacts).map(readContact));
  return { type: "contacts", data: { contacts: list ?? [{ name: textOf(displayName) }] } };
}

function readContact(content: unknown): ReturnType<typeof readVcard> {
  const { vcard, displayName } = fieldsOf(content);
  return readVcard(textOf(vcard) ?? "", textOf(displayName));
}
