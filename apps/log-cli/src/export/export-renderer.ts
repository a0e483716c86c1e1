import type { EntryRenderer } from "../render/entry-renderer.ts";
import type { ExportForm } from "./export-form.ts";

/** What a renderer of an export needs to know. */
export interface ExportSetup {
  readonly timeZone: string;
  /** Whose conversation it is, for a title. */
  readonly title: string;
  /** Whether cells of CSV are guarded for spreadsheets. */
  readonly guarded: boolean;
  /** Whether a terminal shows what is written. */
  readonly onScreen: boolean;
}

/** The renderer of an export's form. Only its own code is loaded. */
export async function exportRenderer(form: ExportForm, setup: ExportSetup): Promise<EntryRenderer> {
  const renderer = await rendererOf(form, setup);
  // Text and page are safe to look at by themselves.
  if (!setup.onScreen || form === "txt" || form === "html") return renderer;
  const { csvForScreen, jsonForScreen } = await import("../render/screen.ts");
  return form === "csv" ? csvForScreen(renderer) : jsonForScreen(renderer);
}

async function rendererOf(form: ExportForm, setup: ExportSetup): Promise<EntryRenderer> {
  switch (form) {
    case "json":
      return (await import("../render/json.ts")).createJsonRenderer();
    case "ndjson":
      return (await import("../render/json.ts")).createNdjsonRenderer();
    case "csv": {
      const { createCsvRenderer } = await import("../render/csv.ts");
      return createCsvRenderer(setup.guarded ? "spreadsheet" : "raw");
    }
    case "txt": {
      const [{ createChatExportRenderer }, { createLocalTime }] = await Promise.all([
        import("../render/chat-export.ts"),
        import("../render/local-time.ts"),
      ]);
      return createChatExportRenderer(createLocalTime(setup.timeZone));
    }
    case "html": {
      const [{ createHtmlRenderer }, { createLocalTime }] = await Promise.all([
        import("../render/html.ts"),
        import("../render/local-time.ts"),
      ]);
      return createHtmlRenderer({
        localTime: createLocalTime(setup.timeZone),
        title: setup.title,
      });
    }
  }
}
