import { formatSize } from "../size.ts";
import type { Content, Payload } from "./content.ts";
import { asFields, flagIn, numberIn, objectIn, textIn, type Fields } from "./fields.ts";

/** A picture, a film, a sound, a document, a sticker: its caption, and what it is. */
export function readMedia({ body, whole }: Payload): Content {
  // whatsapp-web.js keeps the details of the media below `_data`.
  const places = [body, asFields(whole["_data"]), objectIn(whole, "media")].filter(
    (place) => place !== undefined,
  );
  const text = firstOf(places, (of) => textIn(of, "caption"));
  const title = textIn(body, "title");
  return {
    text: text ?? textIn(body, "text", "body") ?? textIn(whole, "text"),
    notes: [
      firstOf(places, (of) => textIn(of, "filename", "fileName", "name")) ?? title,
      firstOf(places, (of) => textIn(of, "mime_type", "mimeType", "mimetype"))?.split(";")[0],
      firstOf(places, sizeIn),
      firstOf(places, durationIn),
      flagIn(body, "voice", "ptt", "isVoice") ? "voice message" : undefined,
      flagIn(body, "animated", "isAnimated") ? "animated" : undefined,
      flagIn(whole, "viewOnce", "isViewOnce") || flagIn(body, "viewOnce")
        ? "shown once"
        : undefined,
    ].filter((note) => note !== undefined),
  };
}

function firstOf<T>(places: readonly Fields[], read: (of: Fields) => T | undefined): T | undefined {
  for (const place of places) {
    const value = read(place);
    if (value !== undefined) return value;
  }
  return undefined;
}

function sizeIn(of: Fields): string | undefined {
  const bytes = numberIn(of, "bytes", "sizeBytes", "file_size", "fileSize", "fileLength", "size");
  return bytes === undefined || bytes < 0 ? undefined : formatSize(Math.round(bytes));
}

function durationIn(of: Fields): string | undefined {
  const seconds = numberIn(of, "seconds", "durationSeconds", "duration");
  const ms = numberIn(of, "durationMs");
  if (seconds === undefined) return ms === undefined ? undefined : formatDuration(ms / 1000);
  return formatDuration(seconds);
}

/** `0:07`, `12:30`, `1:02:03`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const tail = String(rest).padStart(2, "0");
  return hours === 0
    ? `${minutes}:${tail}`
    : `${hours}:${String(minutes).padStart(2, "0")}:${tail}`;
}
