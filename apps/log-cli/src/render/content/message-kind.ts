/** The kinds of messages that are shown each in a form of its own. */
export type MessageKind =
  | "text"
  | "media"
  | "location"
  | "contacts"
  | "reaction"
  | "status"
  | "choice"
  | "poll"
  | "template"
  | "order"
  | "edit"
  | "revoke"
  | "call"
  | "notice";

/** Names of the Cloud API, Baileys (`…Message` and version taken off) and whatsapp-web.js, folded. */
const KINDS: Readonly<Record<MessageKind, readonly string[]>> = {
  text: ["text", "chat", "conversation", "extendedtext", "oversized", "comment"],
  media: [
    ..."image video audio voice document sticker ptt ptv gif media album".split(" "),
    ..."lottiesticker stickerpack documentwithcaption".split(" "),
  ],
  location: ["location", "livelocation"],
  contacts: ["contacts", "contact", "contactsarray", "vcard", "multivcard"],
  reaction: ["reaction", "encreaction"],
  status: ["status", "ack", "receipt", "messageack", "messagestatus"],
  choice: [
    ..."interactive button buttons list interactiveresponse buttonsresponse".split(" "),
    ..."listresponse templatebuttonreply nativeflow flow buttonreply listreply".split(" "),
  ],
  poll: ["poll", "pollcreation", "pollupdate", "pollvote", "voteupdate", "pollresultsnapshot"],
  template: ["template", "hsm", "notificationtemplate", "highlystructured"],
  order: ["order", "product", "invoice", "payment", "sendpayment", "requestpayment"],
  edit: ["edit", "edited", "messageedit"],
  revoke: ["revoke", "revoked", "deleted", "delete"],
  call: ["call", "calllog", "calllogmesssage", "calllogmessage", "bcall", "scheduledcallcreation"],
  notice: [
    ..."system error unsupported unknown e2enotification notification protocol".split(" "),
    ..."gp2 group groupnotification broadcastnotification ciphertext requestwelcome".split(" "),
  ],
};

const KIND_OF: ReadonlyMap<string, MessageKind> = new Map(
  Object.entries(KINDS).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as MessageKind] as const),
  ),
);

/** The kind that a type stands for; an unknown one is shown by what is in it. */
export function messageKind(type: unknown): MessageKind | undefined {
  if (typeof type !== "string") return undefined;
  const folded = type
    .replace(/V\d{1,2}$/, "")
    .replace(/Message$/, "")
    .replaceAll(/[_\s-]/g, "")
    .toLowerCase();
  return KIND_OF.get(folded);
}
