/** What stands for an object that JSON has no good form for. */
export interface KnownObject {
  /** A plain value, an array, or an object whose fields are copied like any other's. */
  readonly as: unknown;
}

/**
 * The form in a log of a plain object that is really something else: bytes and 64-bit integers that
 * went through JSON. `undefined` for any other object.
 */
export function describePlain(value: object): KnownObject | undefined {
  try {
    const { type, data, low, high } = value as Record<string, unknown>;
    if (type === "Buffer") return describeJsonBytes(value, data);
    return typeof low === "number" && typeof high === "number" ? describeLong(value) : undefined;
  } catch {
    // One of its getters threw: they are read again one by one.
    return undefined;
  }
}

/**
 * The form in a log of the objects that bots meet: bytes, protobuf's Long, errors, maps and sets,
 * headers, HTTP requests and responses, streams. `undefined` for any other object.
 */
export function describeInstance(value: object): KnownObject | undefined {
  try {
    return (
      describeBytes(value) ??
      describeError(value) ??
      describeCollection(value) ??
      describeBoxed(value) ??
      describeLong(value) ??
      describeHttp(value) ??
      describeStream(value)
    );
  } catch {
    // One of its getters threw: they are read again one by one.
    return undefined;
  }
}

/** `{"type":"Buffer","data":[1,2,3]}`, and Baileys' form with base64 in place of the numbers. */
function describeJsonBytes(value: object, data: unknown): KnownObject | undefined {
  if (Object.keys(value).length !== 2) return undefined;
  if (Array.isArray(data)) return sizeNote(data.length);
  return typeof data === "string"
    ? sizeNote(Math.floor((data.replace(/=+$/, "").length * 3) / 4))
    : undefined;
}

const BUFFERS: ReadonlySet<string> = new Set([
  "[object ArrayBuffer]",
  "[object SharedArrayBuffer]",
]);

function describeBytes(value: object): KnownObject | undefined {
  if (ArrayBuffer.isView(value)) return sizeNote(value.byteLength);
  if (BUFFERS.has(tagOf(value))) return sizeNote((value as ArrayBuffer).byteLength);
  return value instanceof Blob ? sizeNote(value.size) : undefined;
}

function sizeNote(bytes: number): KnownObject {
  return { as: `[${bytes} bytes]` };
}

function describeError(value: object): KnownObject | undefined {
  // By its tag too: errors of another realm (a test runner's, a vm's) are no instance of ours.
  if (!(value instanceof Error) && tagOf(value) !== "[object Error]") return undefined;
  const error = value as Error & { errors?: unknown };
  const { name, message, stack, cause, errors } = error;
  const own = error as unknown as Record<string, unknown>;
  const as: Record<string, unknown> = { type: name, message, stack, cause, errors };
  // Own fields such as `code` or `response` come after, and cannot hide these.
  for (const field of Object.keys(own)) {
    if (Object.hasOwn(as, field)) continue;
    // Read when it is copied: a getter that throws costs only itself.
    Object.defineProperty(as, field, { get: () => own[field], enumerable: true });
  }
  return { as };
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value);
}

/** More members than any line could hold; an iterator may have no end. */
const MAX_MEMBERS = 20_001;

function describeCollection(value: object): KnownObject | undefined {
  // By their tags, as those of another realm are no instances of ours.
  const tag = tagOf(value);
  if (tag === "[object Set]") return { as: take(value as Set<unknown>) };
  if (
    tag === "[object Map]" ||
    value instanceof Map ||
    value instanceof Headers ||
    value instanceof URLSearchParams ||
    value instanceof FormData
  ) {
    const pairs = take(value as Iterable<[unknown, unknown]>);
    return { as: Object.fromEntries(pairs.map(([name, inner]) => [nameOf(name), inner])) };
  }
  if (tag === "[object RegExp]") return { as: (value as RegExp).toString() };
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
    return { as: `[${value.constructor.name}]` };
  }
  return undefined;
}

/** A key may be anything. */
function nameOf(key: unknown): string {
  try {
    return String(key);
  } catch {
    return "[unreadable]";
  }
}

function take<Member>(members: Iterable<Member>): Member[] {
  const taken: Member[] = [];
  for (const member of members) {
    taken.push(member);
    if (taken.length === MAX_MEMBERS) break;
  }
  return taken;
}

const BOXED: ReadonlySet<string> = new Set([
  "[object String]",
  "[object Number]",
  "[object Boolean]",
  "[object BigInt]",
]);

/** `new String("x")` and its like, as JSON has them. */
function describeBoxed(value: object): KnownObject | undefined {
  if (!BOXED.has(tagOf(value))) return undefined;
  const inner: unknown = value.valueOf();
  // Anything may call itself a String.
  return typeof inner === "object" ? undefined : { as: inner };
}

/** 64-bit integers as protobuf libraries hold them: two 32-bit halves. */
function describeLong(value: object): KnownObject | undefined {
  const { low, high, unsigned } = value as { low?: unknown; high?: unknown; unsigned?: unknown };
  if (!Number.isInteger(low) || !Number.isInteger(high)) return undefined;
  if (typeof unsigned !== "boolean" || Object.keys(value).length > MAX_LONG_FIELDS) {
    return undefined;
  }
  const bits = (BigInt(Number(high) >>> 0) << 32n) | BigInt(Number(low) >>> 0);
  return { as: (unsigned ? bits : BigInt.asIntN(64, bits)).toString() };
}

const MAX_LONG_FIELDS = 3;

/** Requests and responses hold sockets and half the process: only what they say is kept. */
function describeHttp(value: object): KnownObject | undefined {
  const given = value as Record<string, unknown>;
  const { method, url, path, status, statusCode, headers, socket, getHeaders } = given;
  if (headers instanceof Headers && typeof url === "string") {
    return { as: { method, url, status, headers } };
  }
  if (typeof getHeaders === "function") {
    const sent: unknown = getHeaders.call(value);
    // A request of ours to another server, else an answer of ours.
    return typeof path === "string"
      ? { as: { method, host: given["host"], path, headers: sent } }
      : { as: { statusCode, headers: sent } };
  }
  if (typeof headers !== "object" || socket === undefined) return undefined;
  // A request that came in, else the answer to one of ours.
  if (typeof method === "string" && typeof url === "string")
    return { as: { method, url, headers } };
  return typeof statusCode === "number" ? { as: { statusCode, headers } } : undefined;
}

/** Sockets, files, bodies: what they hold is not to be read here. */
function describeStream(value: object): KnownObject | undefined {
  const { pipe, on, destroy, getReader, toJSON } = value as Record<string, unknown>;
  // Whatever says itself how it is written is asked.
  if (typeof toJSON === "function") return undefined;
  const isStream =
    (typeof on === "function" && typeof (pipe ?? destroy) === "function") ||
    typeof getReader === "function";
  return isStream ? { as: `[${value.constructor.name}]` } : undefined;
}
