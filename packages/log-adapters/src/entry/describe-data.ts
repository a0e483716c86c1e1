import type { ContactData, LocationData, MessageData } from "./message-data.ts";

/** An entry in words, for the line's `msg`; `undefined` where direction and type say all there is. */
export function describeData(type: string, data: MessageData): string | undefined {
  const describe = DESCRIPTIONS[type];
  return describe === undefined ? describeOther(data) : describe(data);
}

const DESCRIPTIONS: Readonly<Record<string, (data: MessageData) => string | undefined>> = {
  reaction: ({ reaction, kind }) => reaction?.emoji ?? kind ?? "took the reaction back",
  revoke: () => "took a message back",
  status: describeStatus,
  call: describeStatus,
  location: ({ text, location }) => text ?? describeLocation(location ?? {}),
  contacts: ({ text, contacts }) => text ?? describeContacts(contacts ?? []),
};

function describeOther({ text, media, poll, kind, ...data }: MessageData): string | undefined {
  return text ?? media?.fileName ?? poll?.name ?? describeChoice(data) ?? kind;
}

function describeChoice({ choice, errors }: MessageData): string | undefined {
  return choice?.title ?? choice?.id ?? errors?.[0]?.title;
}

function describeStatus({ status, errors }: MessageData): string | undefined {
  const reason = errors?.[0]?.title;
  return reason === undefined ? status : `${status ?? "failed"}: ${reason}`;
}

function describeLocation({
  name,
  address,
  latitude,
  longitude,
}: LocationData): string | undefined {
  if (name !== undefined || address !== undefined) return name ?? address;
  return latitude === undefined ? undefined : `${latitude}, ${longitude}`;
}

function describeContacts(contacts: readonly ContactData[]): string | undefined {
  const names = contacts.map(({ name, phones }) => name ?? phones?.[0]).filter(isText);
  return names.length === 0 ? undefined : names.join(", ");
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
