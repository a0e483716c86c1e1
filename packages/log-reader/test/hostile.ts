import fc from "fast-check";

/** Texts that have made text search go wrong somewhere, and pieces of the format itself. */
const FRAGMENTS: readonly string[] = [
  ["error", "Error", "ERROR", "timeout", "kiosk", "KIOSK", "\u212Aiosk", "ikiki", "IKIKI"],
  ["İstanbul", "istanbul", "i\u0307", "ınce", "Straße", "STRASSE", "ẞ", "ſ", "ﬁn"],
  ["ΣΟΦΟΣ", "σοφος", "σοφός", "ς", "Å", "\u212B", "å", "a\u030A", "Ω", "\u2126", "ǅ", "ǆ"],
  ["привет", "ПРИВЕТ", "مرحبا", "你好", "नमस्ते", "😀", "👩‍👩‍👧", "\u{10428}", "\u{10400}"],
  ["\ud83d", "\ude00", "\ufffd", "\u0000", "\u0007", "\u2028", "\u007f", "\u0085"],
  ['say "hi"', '"', "\\", "a\\b", "\\u0041", "a/b", "http://x.y/z", "new\nline", "tab\t", "\r"],
  ["1000", "1e3", "1.5", "404", "12345678901234567890", "1e-7", "Infinity", "inf", "-", ".", "e"],
  ["text", "image", "info", "INCOMING", "level", "1234567890", "data", "}", "{", ":", ",", " "],
  ['{"level":"', '"time":"', "e", "t", "zq", "xylophone", "null", "true"],
].flat();

const TIMES = ["2026-11-22T22:59:59.999Z", "2026-11-22T23:00:00.000Z", "2026-11-23T10:15:30.123Z"];
const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "custom"];

const NUMBER_TOKENS = [
  ["1e3", "1E3", "1.0", "1.50", "-0", "-0.0", "0.10", "12345678901234567890", "1e999", "-1E999"],
  ["0.0000001", "0.00000012", "0.000001", "123456789012345.6", "404", "404.0", "5e-324", "1E-7"],
  ["9007199254740993", "1e21", "1e+21", "123e-20", "1.7976931348623157e308", "10000000000000000"],
  ["100000000000000000000000", "0.1e1", "4.04e2", "4040e-1", "1000.000", "0.99999999999999999"],
].flat();

/** A number as JSON may write it, in its own form or not. */
export const numberToken: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NUMBER_TOKENS),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc
    .tuple(fc.nat(), fc.nat({ max: 99 }), fc.integer({ min: -30, max: 30 }))
    .map(([whole, part, exponent]) => `${whole}.${part}e${exponent}`),
);

const text: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(fc.constantFrom(...FRAGMENTS), { maxLength: 3 })
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);

/** A string's JSON, some of its characters written as escapes that need not be. */
export const stringToken: fc.Arbitrary<string> = fc
  .tuple(text, fc.infiniteStream(fc.nat({ max: 12 })))
  .map(([value, choices]) => {
    const units = Array.from({ length: value.length }, (_, index) => value.charAt(index));
    // Unit by unit, so that pairs are escaped in halves too; raw halves are put together again.
    const written = units.map((unit) => writeUnit(unit, choices.next().value));
    return `"${written.join("")}"`;
  });

function writeUnit(unit: string, choice: number): string {
  const hex = unit.charCodeAt(0).toString(16).padStart(4, "0");
  if (choice === 0) return `\\u${hex}`;
  if (choice === 1) return `\\u${hex.toUpperCase()}`;
  if (choice === 2 && unit === "/") return "\\/";
  if (/[\ud800-\udfff]/.test(unit)) return unit;
  return JSON.stringify(unit).slice(1, -1);
}

const space: fc.Arbitrary<string> = fc.constantFrom("", "", "", " ", "  ", "\t", "\r");

const { value: valueToken } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    stringToken,
    numberToken,
    fc.constantFrom("true", "null", "false"),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(fc.tuple(space, tie("value"), space), { maxLength: 3 }).map(joinList),
  object: fc
    .array(fc.tuple(stringToken, space, tie("value"), space), { maxLength: 3 })
    .map(joinObject),
}));

function joinList(items: readonly [string, string, string][]): string {
  return `[${items.map((item) => item.join("")).join(",")}]`;
}

function joinObject(members: readonly [string, string, string, string][]): string {
  return `{${members.map(([key, before, value, after]) => `${key}:${before}${value}${after}`).join(",")}}`;
}

const field: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      "phone",
      "direction",
      "type",
      "id",
      "data",
      "msg",
      "err",
      "level",
      "time",
      "from",
    ),
    space,
    fc.oneof(
      valueToken,
      fc.constantFrom('"1234567890"', '"12\\u003334567890"', "1234567890", '"US.aB"', '"US.Ab"'),
      fc.constantFrom(
        '"INCOMING"',
        '"OUTGOING"',
        '"incoming"',
        '"text"',
        '"image"',
        '"im\\u0061ge"',
      ),
      fc.constant('{"level":"gold","time":1}'),
    ),
  )
  .map(([name, before, value]) => `"${name}":${before}${value}`);

const level: fc.Arbitrary<string> = fc.constantFrom(...LEVELS);
const time: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...TIMES),
  fc.nat({ max: 86_399_999 }).map((ms) => new Date(Date.UTC(2026, 10, 22, 12) + ms).toISOString()),
  fc.constantFrom(
    "2026-11-31T00:00:00.000Z",
    "2026-11-23T24:00:00.000Z",
    "2026-11-23T10:61:00.000Z",
  ),
);

/** A line of the format. */
const canonicalLine: fc.Arbitrary<string> = fc
  .tuple(level, time, fc.array(field, { maxLength: 4 }))
  .map(([name, at, fields]) => `{${[`"level":"${name}"`, `"time":"${at}"`, ...fields].join(",")}}`);

/** The same written by something else: other spacing, other order, pino's numbers. */
const otherLine: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('"level": "warn"', '"level":50', '"level":35.5', '"l\\u0065vel":"error"'),
    fc.constantFrom(
      '"time":1795428930123',
      '"time": "2026-11-23T10:15:30Z"',
      '"time":1.795428930123e12',
    ),
    fc.array(field, { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([name, at, fields, isLast]) => {
    const members = isLast ? [...fields, at, name] : [name, at, ...fields];
    return `{${members.join(", ")}}`;
  });

const INVALID_BYTES = [
  [0xff],
  [0xc3],
  [0xed, 0xa0, 0xbd],
  [0xf0, 0x9f, 0x98],
  [0xc0, 0xaf],
  [0x80],
];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const invalidBytes: fc.Arbitrary<Uint8Array> = fc
  .constantFrom(...INVALID_BYTES, BYTE_ORDER_MARK)
  .map((bytes) => Uint8Array.from(bytes));

/** A line that is whole. */
const plainLine: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: canonicalLine.map((line) => Buffer.from(line)) },
  { weight: 2, arbitrary: otherLine.map((line) => Buffer.from(line)) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("", "   ", "\r", "{}", "[]", "null", "7", "garbage")
      .map((line) => Buffer.from(line)),
  },
  { weight: 1, arbitrary: text.map((line) => Buffer.from(line.replaceAll("\n", " "))) },
);

/** A line as it may stand in a file: whole, cut, glued to the next, or with bytes that are no text. */
export const hostileLine: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: plainLine },
  { weight: 1, arbitrary: cut(plainLine) },
  {
    weight: 2,
    arbitrary: fc.tuple(cut(plainLine), plainLine).map((parts) => Buffer.concat(parts)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(plainLine, fc.nat(), invalidBytes).map(([line, at, bytes]) => {
      const place = at % (line.length + 1);
      return Buffer.concat([line.subarray(0, place), bytes, line.subarray(place)]);
    }),
  },
);

function cut(lines: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc.tuple(lines, fc.nat()).map(([line, at]) => line.subarray(0, at % (line.length + 1)));
}

/** The bytes of a file: hostile lines, the last one perhaps without its line feed. */
export const fileBytes: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.array(fc.tuple(hostileLine, fc.constantFrom("\n", "\n", "\n", "\r\n")), { maxLength: 12 }),
    fc.option(hostileLine, { nil: Buffer.alloc(0) }),
  )
  .map(([lines, tail]) =>
    Buffer.concat([...lines.flatMap(([line, end]) => [line, Buffer.from(end)]), tail]),
  );

/** Texts to search for: fragments, what is made of them, and parts of both. */
export const searchText: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(text, numberToken, fc.constantFrom(...FRAGMENTS)), fc.nat(), fc.nat())
  .map(([value, from, length]) => {
    const start = from % (value.length + 1);
    return length % 3 === 0 ? value.slice(start, start + (length % 5)) : value;
  });

/** The bytes of an alias file: who is one person, erased and torn lines among them. */
export const aliasBytes: fc.Arbitrary<Buffer> = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(
          ["1234567890", "US.aB"],
          ["US.aB", "777@lid"],
          ["777@lid", "999999"],
          ["US.Ab", "999999"],
          ["555", "556@lid"],
        )
        .map(
          (ids) => `${JSON.stringify({ time: "2026-11-23T10:00:00.000Z", ids, reason: "same" })}\n`,
        ),
      fc.constantFrom("   \n", '{"time":"2026-11-23T10:0', '"US.aB" "1234567890"\n', "\u0000\n"),
    ),
    { maxLength: 6 },
  )
  .map((lines) => Buffer.from(lines.join("")));
