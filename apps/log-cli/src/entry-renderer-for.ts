import { deliveryOf } from "@org/log-reader";
import type { OutputForm } from "./output-form.ts";
import type { Io } from "./io.ts";
import type { EntryRenderer } from "./render/entry-renderer.ts";
import { createJsonRenderer, createNdjsonRenderer } from "./render/json.ts";
import type { FindMarks } from "./render/spans.ts";

/** What the pretty form needs to know beside the entries. */
export interface Shown {
  readonly timeZone: string;
  /** Whether entries of several phones or logs may come. */
  readonly named: boolean;
  /** What was searched for, to be marked. */
  readonly searched?: Searched | undefined;
  /** Whether cells of CSV are guarded for spreadsheets. */
  readonly guarded?: boolean;
  /** Whether what became of messages was asked for: it stands in their `delivery` then. */
  readonly fared?: boolean;
}

/** What was searched for. */
interface Searched {
  readonly texts: readonly string[];
  readonly regex?: string | undefined;
  readonly ignoreCase?: boolean | undefined;
}

/** The renderer of a form, made fit for where stdout leads. Only its own code is loaded, and that of JSON. */
export async function entryRendererFor(
  form: OutputForm,
  io: Io,
  shown: Shown,
): Promise<EntryRenderer> {
  if (form === "pretty") return prettyRenderer(io, shown);
  const machine = await machineRenderer(form, shown.guarded === true);
  const renderer = shown.fared === true ? withDelivery(machine) : machine;
  if (!io.stdout.isTTY) return renderer;
  const { csvForScreen, jsonForScreen } = await import("./render/screen.ts");
  return form === "csv" ? csvForScreen(renderer) : jsonForScreen(renderer);
}

function withDelivery(inner: EntryRenderer): EntryRenderer {
  return {
    entry(entry) {
      const delivery = deliveryOf(entry);
      return inner.entry(delivery === undefined ? entry : { ...entry, delivery });
    },
    end: () => inner.end(),
  };
}

async function prettyRenderer(
  { env, stdout }: Io,
  { timeZone, named, searched }: Shown,
): Promise<EntryRenderer> {
  const [pretty, localTime, paint, glyphs] = await Promise.all([
    import("./render/pretty.ts"),
    import("./render/local-time.ts"),
    import("./render/paint.ts"),
    import("./render/glyphs.ts"),
  ]);
  const inColour = paint.wantsColour(env, stdout.isTTY);
  return pretty.createPrettyRenderer({
    localTime: localTime.createLocalTime(timeZone),
    paint: paint.createPaint(inColour, paint.isLightTerminal(env)),
    glyphs: glyphs.glyphsFor(glyphs.wantsUnicode(env)),
    columns: stdout.columns ?? 80,
    named,
    findMarks: inColour && searched !== undefined ? await findersOf(searched) : undefined,
  });
}

async function findersOf({
  texts,
  regex,
  ignoreCase = false,
}: Searched): Promise<FindMarks | undefined> {
  const { anyMarks, textMarks } = await import("./render/find-marks.ts");
  const finders = texts.map((text) => textMarks(text, ignoreCase));
  if (regex === undefined) return anyMarks(finders);
  const { patternMarks } = await import("./pattern-marks.ts");
  return anyMarks([...finders, patternMarks(regex, ignoreCase)]);
}

async function machineRenderer(
  form: Exclude<OutputForm, "pretty">,
  guarded: boolean,
): Promise<EntryRenderer> {
  if (form === "csv") {
    const { createCsvRenderer } = await import("./render/csv.ts");
    return createCsvRenderer(guarded ? "spreadsheet" : "raw");
  }
  return form === "json" ? createJsonRenderer() : createNdjsonRenderer();
}
