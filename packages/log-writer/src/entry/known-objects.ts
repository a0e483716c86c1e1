/** What stands for an object that JSON has no good form for. */
export interface KnownObject {
  /** A plain value, or an object whose fields are copied like any other's. */
  readonly as: unknown;
}

/**
 * The form in a log of the objects that bots meet: bytes, protobuf's Long, errors, maps and sets,
 * headers, HTTP requests and responses. `undefined` for any other object. May throw what the object's
 * own getters throw.
 */
export function describeObject(value: object): KnownObject | undefined {
  // Nearly all objects are plain: one look at the prototype spares them the rest.
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === Object.prototype || prototype === null;
  return plain ? describePlain(value) : describeInstance(value);
}

function describePlain(value: object): KnownObject | undefined {
  const { type, data, low, high } = value as Record<string, unknown>;
  // A Buffer that went through JSON: {"type":"Buffer","data":[1,2,3]}.
  if (type === "Buffer" && Array.isArray(data)) return { as: sizeNote(data.length) };
  if (typeof low === "number" && typeof high === "number") return describeLong(value);
  return undefined;
}

function describeInstance(value: object): KnownObject | undefined {
  return (
    describeBytes(value) ??
    describeError(value) ??
    describeCollection(value) ??
    describeLong(value) ??
    describeHttp(value)
  );
}

function describeBytes(value: object): KnownObject | undefined {
  if (ArrayBuffer.isView(value)) return { as: sizeNote(value.byteLength) };
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
    return { as: sizeNote(value.byteLength) };
  }
  if (value instanceof Blob) return { as: sizeNote(value.size) };
  return undefined;
}

function sizeNote(bytes: number): string {
  return `[${bytes} bytes]`;
}

function describeError(value: object): KnownObject | undefined {
  if (!(value instanceof Error)) return undefined;
  const { name, message, stack, cause } = value;
  const errors: unknown = value instanceof AggregateError ? value.errors : undefined;
  // Own fields such as `code` or `response` come after, and cannot hide these.
  return { as: { ...value, type: name, message, stack, cause, errors } };
}

function describeCollection(value: object): KnownObject | undefined {
  if (value instanceof Set) return { as: [...value] };
  if (value instanceof Map || value instanceof Headers || value instanceof URLSearchParams) {
    const pairs = [...(value as Iterable<[unknown, unknown]>)];
    return { as: Object.fromEntries(pairs.map(([name, inner]) => [String(name), inner])) };
  }
  if (value instanceof RegExp) return { as: String(value) };
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
    return { as: `[${value.constructor.name}]` };
  }
  return undefined;
}

/** 64-bit integers as protobuf libraries hold them: two 32-bit halves. */
function describeLong(value: object): KnownObject | undefined {
  const { low, high, unsigned } = value as { low?: unknown; high?: unknown; unsigned?: unknown };
  if (!Number.isInteger(low) || !Number.isInteger(high)) return undefined;
  if (typeof unsigned !== "boolean" || Object.keys(value).length > MAX_LONG_FIELDS)
    return undefined;
  const bits = (BigInt(Number(high) >>> 0) << 32n) | BigInt(Number(low) >>> 0);
  return { as: (unsigned ? bits : BigInt.asIntN(64, bits)).toString() };
}

const MAX_LONG_FIELDS = 3;

/** Requests and responses hold sockets and half the process: only what they say is kept. */
function describeHttp(value: object): KnownObject | undefined {
  const { method, url, headers, socket, statusCode, getHeaders } = value as Record<string, unknown>;
  if (typeof method === "string" && typeof url === "string" && socket !== undefined) {
    return { as: { method, url, headers } };
  }
  if (typeof statusCode === "number" && typeof getHeaders === "function") {
    return { as: { statusCode, headers: getHeaders.call(value) as unknown } };
  }
  return undefined;
}
