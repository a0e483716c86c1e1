import type { Content, Payload } from "./content.ts";
import { asFields, joined, objectIn, objectsIn, textIn, type Fields } from "./fields.ts";

/** Contacts that were passed on: their names and numbers. */
export function readContactCards({ body, whole }: Payload): Content {
  const cards = [
    ...cardsIn(whole),
    ...(body === whole ? [] : [...cardsIn(body), ...single(body)]),
    ...(body === whole ? single(whole) : []),
  ];
  return { text: joined(cards, "; ") };
}

function cardsIn(of: Fields): string[] {
  const objects = objectsIn(of, "contacts").flatMap((card) => formatCard(card) ?? []);
  const texts = [of["vCards"], of["vcards"]].find((list) => Array.isArray(list)) as
    | readonly unknown[]
    | undefined;
  const written = (texts ?? []).flatMap((text) =>
    typeof text === "string" ? (formatVcard(text) ?? []) : [],
  );
  return [...objects, ...written];
}

function single(of: Fields): string[] {
  if (Array.isArray(of["contacts"])) return [];
  const card = formatCard(of);
  return card === undefined ? [] : [card];
}

function formatCard(card: Fields): string | undefined {
  const name = asFields(card["name"]);
  const numbers = objectsIn(card, "phones").map((phone) =>
    textIn(phone, "phone", "wa_id", "number"),
  );
  const listed = Array.isArray(card["phones"])
    ? card["phones"].filter((phone) => typeof phone === "string")
    : [];
  const written = joined(
    [
      name === undefined
        ? textIn(card, "name", "displayName", "formattedName")
        : (textIn(name, "formatted_name", "formattedName") ??
          joined([textIn(name, "first_name"), textIn(name, "last_name")], " ")),
      ...numbers,
      ...(listed as readonly string[]),
      textIn(objectIn(card, "org") ?? {}, "company") ?? textIn(card, "organization"),
    ],
    " ",
  );
  const vcard = textIn(card, "vcard");
  return (vcard === undefined ? undefined : formatVcard(vcard)) ?? written;
}

const VCARD_LINE = /^(FN|TEL)[^:\n]{0,200}:(.{1,200})$/gim;

/** The name and the numbers of a vCard, or `undefined` if the text is none. */
function formatVcard(text: string): string | undefined {
  if (!text.trimStart().toUpperCase().startsWith("BEGIN:VCARD")) return undefined;
  const lines = [...text.slice(0, 20_000).matchAll(VCARD_LINE)];
  const valueOf = (field: string): string[] =>
    lines
      .filter(([, name]) => name?.toUpperCase() === field)
      .map(([, , value = ""]) => value.trim());
  return joined([...valueOf("FN").slice(0, 1), ...valueOf("TEL")], " ");
}
