import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** A folder with newer versions (`<folder>/baileys`), else the installed ones, which are pinned. */
const NEWER = process.env["WHATSAPP_LIBRARIES"] ?? "";

function declarationsOf(packageName: string, path: string): string {
  const home =
    NEWER === ""
      ? dirname(require.resolve(`${packageName}/package.json`))
      : join(NEWER, packageName);
  return readFileSync(join(home, path), "utf8");
}

const PROTO = declarationsOf("baileys", "WAProto/index.d.ts");
const EVENTS = declarationsOf("baileys", "lib/Types/Events.d.ts");
const WEB = declarationsOf("whatsapp-web.js", "index.d.ts");

/** Body of a declaration: from its opening to the closing brace at the same indent. */
function body(text: string, opening: RegExp): string {
  const start = opening.exec(text);
  if (start === null) throw new Error(`The declarations hold no ${opening.source}`);
  const indent = /\n( *)[^\n]*$/.exec(text.slice(0, start.index + start[0].length))?.[1] ?? "";
  const rest = text.slice(start.index + start[0].length);
  return rest.slice(0, rest.indexOf(`\n${indent}}`));
}

function members(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, name = ""]) => name);
}

/** Names and numbers of a numeric enum. */
function numbered(text: string): (readonly [name: string, number: number])[] {
  return Array.from(text.matchAll(/(\w+) = (-?\d+)/g), ([, name = "", value]) => [
    name,
    Number(value),
  ]);
}

/** Every field of Baileys' `proto.IMessage`, and whether it holds a message inside. */
export const BAILEYS_CONTENTS: readonly { name: string; wraps: boolean }[] = Array.from(
  body(PROTO, /interface IMessage \{/).matchAll(/^ *(\w+)\?: \(([\w.]+)/gm),
  ([, name = "", type = ""]) => ({ name, wraps: type.endsWith("IFutureProofMessage") }),
);

/** `WebMessageInfo.StubType` of Baileys. */
export const BAILEYS_STUBS: readonly (readonly [string, number])[] = numbered(
  body(PROTO, /enum StubType \{/),
);

/** `ProtocolMessage.Type` of Baileys. */
export const BAILEYS_PROTOCOL: readonly (readonly [string, number])[] = numbered(
  body(PROTO.slice(PROTO.indexOf("namespace ProtocolMessage")), /enum Type \{/),
);

/** `WebMessageInfo.Status` of Baileys. */
export const BAILEYS_STATUSES: readonly (readonly [string, number])[] = numbered(
  body(PROTO.slice(PROTO.indexOf("namespace WebMessageInfo")), /enum Status \{/),
);

/** The events of Baileys' socket. */
export const BAILEYS_EVENT_NAMES: readonly string[] = members(
  body(EVENTS, /type BaileysEventMap = \{/),
  /^ {4}'?([\w.-]+)'?: /gm,
);

const enumValues = (name: string): string[] =>
  members(body(WEB, new RegExp(`enum ${name} \\{`)), /= '([^']+)'/g);

/** `MessageTypes` of whatsapp-web.js. */
export const WEB_TYPES: readonly string[] = enumValues("MessageTypes");
/** Names of the events of a whatsapp-web.js client. */
export const WEB_EVENTS: readonly string[] = enumValues("Events");
/** `WAState` of whatsapp-web.js. */
export const WEB_STATES: readonly string[] = enumValues("WAState");
/** `MessageAck` of whatsapp-web.js. */
export const WEB_ACKS: readonly (readonly [string, number])[] = numbered(
  body(WEB, /enum MessageAck \{/),
);
