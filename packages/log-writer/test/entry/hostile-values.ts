import fc from "fast-check";

/** A value as a caller may pass it, and what `docs/file-format.md#normalisation` makes of it. */
export interface Hostile {
  readonly given: unknown;
  /** `undefined` where nothing is written. */
  readonly expected: unknown;
}

const THROWS: unique symbol = Symbol("a getter that throws");

/** A text of any UTF-16 units, lone surrogates among them. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xff_ff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom("\u2028\u2029", "\0", '"\\', "\r\n", "%s %d %%", "\u{1F600}", "…[1 more"),
);

/** Names that an object of somebody else may well have. */
const awkwardNames = fc.constantFrom(
  "__proto__",
  "constructor",
  "level",
  "time",
  "phone",
  "msg",
  "data",
  "key",
  "0",
  "42",
  "length",
  "hasOwnProperty",
);

/** A text without lone surrogates, found by another way than the code's. */
export function replaced(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

const scalars: fc.Arbitrary<Hostile> = fc.oneof(
  anyText.map((text) => ({ given: text, expected: replaced(text) })),
  fc.double().map((value) => ({
    given: value,
    // JSON has no negative zero.
    expected: Number.isFinite(value) ? value + 0 : null,
  })),
  fc.bigInt().map((value) => ({ given: value, expected: String(value) })),
  fc.boolean().map((value) => ({ given: value, expected: value })),
  fc.constant({ given: null, expected: null }),
  fc.constant({ given: undefined, expected: undefined }),
  fc.constant({ given: Symbol("s"), expected: undefined }),
  fc.constant({ given: () => 1, expected: undefined }),
);

const instances: fc.Arbitrary<Hostile> = fc.oneof(
  fc
    .date({ min: new Date("0001-01-03"), max: new Date("9999-12-29"), noInvalidDate: true })
    .map((date) => ({ given: date, expected: date.toISOString() })),
  fc.constant({ given: new Date(Number.NaN), expected: null }),
  fc
    .uint8Array({ maxLength: 50 })
    .chain((bytes) =>
      fc.constantFrom<Hostile>(
        { given: bytes, expected: `[${bytes.length} bytes]` },
        { given: Buffer.from(bytes), expected: `[${bytes.length} bytes]` },
        { given: new Blob([bytes]), expected: `[${bytes.length} bytes]` },
        { given: Buffer.from(bytes).toJSON(), expected: `[${bytes.length} bytes]` },
      ),
    ),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({
    given: {
      low: Number(BigInt.asIntN(32, value)),
      high: Number(BigInt.asIntN(32, value >> 32n)),
      unsigned: false,
    },
    expected: String(value),
  })),
  fc.constant({ given: revoked(), expected: "[unreadable]" }),
  fc.constant({ given: Object.create(revoked()), expected: "[unreadable]" }),
  fc.constant({
    given: {
      toJSON(): never {
        throw new Error("no JSON");
      },
    },
    expected: "[unreadable]",
  }),
  fc.constant({ given: cycle(), expected: { inner: ["[circular]"] } }),
);

/** Values nested in each other in every way. */
export const hostileValues: fc.Arbitrary<Hostile> = fc
  .letrec<{ value: Hostile; object: Hostile }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { arbitrary: scalars, weight: 6 },
      { arbitrary: instances, weight: 2 },
      { arbitrary: tie("object"), weight: 3 },
      {
        arbitrary: fc.array(tie("value"), { maxLength: 5 }).map((members) => ({
          given: members.map(({ given }) => given),
          expected: members.map(({ expected }) => expected ?? null),
        })),
        weight: 1,
      },
      {
        arbitrary: fc.array(tie("value"), { maxLength: 5 }).map((members) => {
          const set = new Set(members.map(({ given }) => given));
          const first = (given: unknown): Hostile | undefined =>
            members.find((member) => Object.is(member.given, given) || member.given === given);
          return {
            given: set,
            expected: [...set].map((given) => first(given)?.expected ?? null),
          };
        }),
        weight: 1,
      },
      {
        arbitrary: tie("value").map(({ given, expected }) => ({
          given: { toJSON: () => given },
          // What toJSON gives has no place in JSON either: nothing of the object is left.
          expected,
        })),
        weight: 1,
      },
    ),
    object: fc
      .uniqueArray(
        fc.tuple(
          fc.oneof(anyText, awkwardNames),
          fc.oneof(
            tie("value"),
            fc.constant({ given: THROWS, expected: "[unreadable]" } satisfies Hostile),
          ),
          fc.boolean(),
        ),
        { maxLength: 6, selector: ([name]) => replaced(name) },
      )
      .map((fields) => ({
        given: objectOf(fields),
        expected: Object.fromEntries(
          fields
            .filter(([, { expected }]) => expected !== undefined)
            .map(([name, { expected }]) => [replaced(name), expected]),
        ),
      })),
  }))
  .object.map((hostile) => ({
    ...hostile,
    // A counterexample is shown by its outcome: looking at the value itself may throw.
    [fc.toStringMethod]: () => JSON.stringify(hostile.expected),
  }));

function objectOf(fields: readonly [string, Hostile, boolean][]): object {
  const object = {};
  for (const [name, { given }, hasGetter] of fields) {
    const read = (): unknown => {
      if (given === THROWS) throw new Error("unreadable");
      return given;
    };
    Object.defineProperty(
      object,
      name,
      hasGetter || given === THROWS
        ? { get: read, enumerable: true }
        : { value: given, enumerable: true },
    );
  }
  return object;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function cycle(): object {
  const outer: { inner: unknown[] } = { inner: [] };
  outer.inner.push(outer);
  return outer;
}
