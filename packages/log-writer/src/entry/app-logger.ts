import { levelFromNumber } from "@org/log-core";
import { appFields, joinData, moveUnderData, serializeFields, type Fields } from "./app-fields.ts";
import type { EntryContext } from "./entry-context.ts";
import { createPino, PINO, type LineBase, type LineDestination, type Logger } from "./pino.ts";
import { copyPlain, copyText, UNREADABLE } from "./plain-copy.ts";
import { createTimeText } from "./time-text.ts";

/** What an application logger needs beside its destination. */
export interface AppLoggerOptions {
  readonly base: LineBase;
  readonly level: string;
  readonly now: () => number;
  readonly context: Pick<EntryContext, "rule" | "limits">;
}

type Serializers = Readonly<Record<string, (value: never) => unknown>>;
type Formatter = (given: never) => unknown;

/** What `asJson` is given: the object, the message, the level's number and the text of the time. */
type LineParts = readonly [given: unknown, msg: unknown, num: number, time: string];

/** A logger with what pino keeps in it, and what we add. */
type InnerLogger = Logger & {
  [PINO.asJson]: (this: InnerLogger, ...line: LineParts) => string;
  [PINO.bindingsText]: string;
  [PINO.serializers]: Serializers;
  [PINO.formatters]: { readonly bindings?: Formatter; readonly log?: Formatter };
  [PINO.stringifiers]: Readonly<Record<string | symbol, ((value: unknown) => string) | undefined>>;
  [BOUND]: Fields;
};

/** pino's `child`, in the types of here. */
type ChildMethod = (this: InnerLogger, bindings: unknown, options?: ChildOptions) => InnerLogger;

/** The options of a child that matter here. */
interface ChildOptions {
  readonly formatters?: { readonly bindings?: Formatter };
}

/** What a child is bound to, with what its parents are bound to: plain values. */
const BOUND: unique symbol = Symbol("log-writer.bound");

/** Names that pino itself gives a meaning in bindings. */
const PINO_BINDINGS = ["hasOwnProperty", "serializers", "formatters", "customLevels", "msg"];

/**
 * A real pino logger whose lines have the form of the format, whatever is given to it: safe values,
 * no secrets, no field twice. pino formats lines with its method `asJson` and children's bindings with
 * `child` and `setBindings`; these three are ours here, everything else of it is as it was. Children
 * inherit them by prototype.
 */
export function createAppLogger(options: AppLoggerOptions, to: LineDestination): Logger {
  const { base, level, now, context } = options;
  const timeOf = createTimeText();
  const logger = createPino(
    {
      base,
      level,
      timestamp: () => timeOf(now()),
      logMethod(args, method) {
        try {
          method.apply(this, args);
        } catch {
          // pino looks at what it is given before it is copied: a getter or proxy in it threw.
          const safe = args.map((arg, at) => safeArgument(arg, at, context));
          method.apply(this, safe as typeof args);
        }
      },
    },
    to,
  ) as InnerLogger;
  adapt(logger, base, context);
  return logger;
}

function adapt(root: InnerLogger, base: LineBase, context: AppLoggerOptions["context"]): void {
  const reserved = new Set(["level", "time", ...namesOf(base)]);
  const reservedForBindings = new Set([...reserved, ...PINO_BINDINGS]);
  const baseText = root[PINO.bindingsText];
  const rootSerializers = root[PINO.serializers];
  const child = Reflect.get(root, "child") as unknown as ChildMethod;

  function bind(logger: InnerLogger, given: unknown, bound: Fields): void {
    const { [PINO.serializers]: serializers, [PINO.formatters]: formatters } = logger;
    const shaped = shape(given, serializers, formatters.bindings);
    const fields = appFields(shaped, reservedForBindings, context);
    const data = joinData(bound["data"], fields["data"]);
    logger[BOUND] = { ...bound, ...fields, ...(data === undefined ? undefined : { data }) };
    logger[PINO.bindingsText] = baseText + membersOf(logger, logger[BOUND]);
  }

  function shape(given: unknown, serializers: Serializers, formatter?: Formatter): unknown {
    let shaped = given;
    try {
      if (formatter !== undefined) shaped = formatter(given as never);
    } catch {
      // The formatter of a child failed: what it was given is worth its line all the same.
    }
    return serializers === rootSerializers ? shaped : serializeFields(shaped, serializers);
  }

  root[BOUND] = {};
  const protectedChild: ChildMethod = function protectedChild(bindings, options) {
    // Without bindings pino says what is wrong.
    const instance = child.call(this, bindings && {}, withoutBindings(options));
    const formatter = options?.formatters?.bindings;
    if (formatter !== undefined) {
      instance[PINO.formatters] = { ...instance[PINO.formatters], bindings: formatter };
    }
    bind(instance, bindings, this[BOUND]);
    return instance;
  };
  root.child = protectedChild as unknown as Logger["child"];
  root.setBindings = function protectedBindings(this: InnerLogger, bindings) {
    bind(this, bindings, this[BOUND]);
  };
  root[PINO.asJson] = function protectedLine(...[given, msg, num, time]) {
    const shaped = shape(given, this[PINO.serializers], this[PINO.formatters].log);
    const fields = appFields(shaped, reserved, context);
    const text = messageText(msg, fields, context);
    const start = `{"level":"${levelFromNumber(num)}"${time}`;
    const end = text === undefined ? "" : `,"msg":${stringify(this, "msg", text)}`;
    return `${start}${boundText(this, fields, baseText)}${membersOf(this, fields)}${end}}\n`;
  };
}

/** Options for a child that pino binds to nothing: there is nothing to format yet. */
function withoutBindings(options: ChildOptions | undefined): ChildOptions | undefined {
  if (options?.formatters?.bindings === undefined) return options;
  const { bindings: _bindings, ...formatters } = options.formatters;
  return { ...options, formatters };
}

/** The text of a logger's bindings in a line with these fields: what both name, the line has once. */
function boundText(logger: InnerLogger, fields: Fields, baseText: string): string {
  const bound = logger[BOUND];
  const names = Object.keys(bound);
  if (!names.some((name) => Object.hasOwn(fields, name))) return logger[PINO.bindingsText];
  if (Object.hasOwn(fields, "data")) fields["data"] = joinData(bound["data"], fields["data"]);
  const others = Object.entries(bound).filter(([name]) => !Object.hasOwn(fields, name));
  return baseText + membersOf(logger, Object.fromEntries(others));
}

/** The line's `msg`: always text, and if the fields have one beside it, that goes under `data`. */
function messageText(
  msg: unknown,
  fields: Fields,
  { rule, limits }: AppLoggerOptions["context"],
): string | undefined {
  if (msg === undefined || msg === null || typeof msg === "function") {
    if (!Object.hasOwn(fields, "msg")) return undefined;
    const own = fields["msg"];
    delete fields["msg"];
    return textOf(own);
  }
  moveUnderData(fields, (name) => name === "msg");
  if (typeof msg === "string" && msg.length > limits.maxStringChars) fields["truncated"] = true;
  if (typeof msg === "string") return copyText(msg, limits.maxStringChars, rule);
  return typeof msg === "symbol"
    ? msg.toString()
    : textOf(copyPlain(msg, "msg", rule, limits).value);
}

function textOf(plain: unknown): string {
  return typeof plain === "string" ? plain : (JSON.stringify(plain) ?? UNREADABLE);
}

/** The fields as they stand in a line, each with a comma before it. */
function membersOf(logger: InnerLogger, fields: Fields): string {
  let text = "";
  for (const name of Object.keys(fields)) {
    const value = stringify(logger, name, fields[name]);
    if (value !== undefined) text += `,${JSON.stringify(name)}:${value}`;
  }
  return text;
}

function stringify(logger: InnerLogger, name: string, value: unknown): string | undefined {
  const stringifiers = logger[PINO.stringifiers];
  // Those of a child made with `redact`.
  const redact = stringifiers[name] ?? stringifiers[PINO.anyField];
  return redact === undefined ? JSON.stringify(value) : redact(value);
}

function namesOf(base: LineBase): string[] {
  return Object.entries(base).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

/** A value that can be looked at, and printed, without anything of the caller's running. */
function safeArgument(
  value: unknown,
  at: number,
  { rule, limits }: AppLoggerOptions["context"],
): unknown {
  switch (typeof value) {
    case "object": {
      const { value: copy } = copyPlain(value, "", rule, limits);
      // The first one gives the line its fields, and is not printed.
      return at === 0 || isPrintable(copy) ? copy : textOf(copy);
    }
    case "function":
    case "symbol":
      return `[${typeof value}]`;
    default:
      return value;
  }
}

/** Whether `%s` and `%d` can print it: with a field named `toString` they cannot. */
function isPrintable(copy: unknown): boolean {
  try {
    Number(copy);
    return true;
  } catch {
    return false;
  }
}
