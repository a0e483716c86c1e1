import type { OutputForm } from "./output-form.ts";
import type { Io } from "./io.ts";
import type { EntryRenderer } from "./render/entry-renderer.ts";

/** What the pretty form needs to know beside the entries. */
export interface Shown {
  readonly timeZone: string;
  /** Whether entries of several phones or logs may come. */
  readonly named: boolean;
}

/** The renderer of a form, made fit for where stdout leads. Only its own code is loaded. */
export async function entryRendererFor(
  form: OutputForm,
  io: Io,
  { timeZone, named }: Shown,
): Promise<EntryRenderer> {
  if (form === "pretty") {
    const [{ createPrettyRenderer }, { createLocalTime }, { createPaint, wantsColour }] =
      await Promise.all([
        import("./render/pretty.ts"),
        import("./render/local-time.ts"),
        import("./render/paint.ts"),
      ]);
    return createPrettyRenderer({
      localTime: createLocalTime(timeZone),
      paint: createPaint(wantsColour(io.env, io.stdout.isTTY)),
      columns: io.stdout.columns ?? 80,
      named,
    });
  }
  const renderer = await machineRenderer(form);
  if (!io.stdout.isTTY) return renderer;
  const { csvForScreen, jsonForScreen } = await import("./render/screen.ts");
  return form === "csv" ? csvForScreen(renderer) : jsonForScreen(renderer);
}

async function machineRenderer(form: Exclude<OutputForm, "pretty">): Promise<EntryRenderer> {
  if (form === "csv") return (await import("./render/csv.ts")).createCsvRenderer();
  const { createJsonRenderer, createNdjsonRenderer } = await import("./render/json.ts");
  return form === "json" ? createJsonRenderer() : createNdjsonRenderer();
}
