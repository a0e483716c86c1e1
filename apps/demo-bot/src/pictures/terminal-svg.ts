/** A picture of a terminal, as SVG text; light or dark as whoever looks at it prefers. */
export function terminalSvg(command: string, output: string): string {
  const lines = [`\u001b[1m$ ${command}\u001b[22m`, ...output.trimEnd().split("\n")];
  const rows = lines.map(readRow);
  const columns = Math.max(MIN_COLUMNS, ...rows.map(({ columns: width }) => width));
  const width = Math.ceil(columns * CHAR_WIDTH + 2 * PADDING);
  const height = Math.ceil(rows.length * LINE_HEIGHT + PADDING + BAR_HEIGHT);
  const texts = rows.map(({ runs }, at) => {
    const y = BAR_HEIGHT + (at + 1) * LINE_HEIGHT - 4;
    return runs.map((run) => drawRun(run, y)).join("");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(`log-cli in a terminal: ${command}`)}">
<style>${STYLE}</style>
<rect class="page" width="${width}" height="${height}" rx="8"/>
<g class="bar"><circle cx="18" cy="16" r="5"/><circle cx="36" cy="16" r="5"/><circle cx="54" cy="16" r="5"/></g>
<g xml:space="preserve">
${texts.filter((text) => text !== "").join("\n")}
</g>
</svg>
`;
}

const CHAR_WIDTH = 8.43;
const LINE_HEIGHT = 19;
const PADDING = 16;
const BAR_HEIGHT = 34;
const MIN_COLUMNS = 80;

const STYLE =
  "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Noto Color Emoji',monospace;fill:#1f2328}" +
  ".page{fill:#fff;stroke:#d0d7de}.bar{fill:#d0d7de}.b{font-weight:700}.d{fill:#656d76}.red{fill:#cf222e}.green{fill:#1a7f37}" +
  ".yellow{fill:#9a6700}.cyan{fill:#0969da}.marked{fill:#ffe08a}.m{fill:#1f2328}" +
  "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.page{fill:#0d1117;stroke:#30363d}.bar{fill:#30363d}.d{fill:#8d96a0}" +
  ".red{fill:#ff7b72}.green{fill:#3fb950}.yellow{fill:#d29922}.cyan{fill:#39c5cf}.marked{fill:#e3b341}.m{fill:#0d1117}}";

interface Run {
  readonly column: number;
  readonly columns: number;
  readonly text: string;
  readonly classes: readonly string[];
}

interface Row {
  readonly runs: readonly Run[];
  readonly columns: number;
}

/** What the escapes that log-cli writes turn on, and which others turn it off. */
const CLASSES: Readonly<Record<string, string>> = {
  "1": "b",
  "2": "d",
  "31": "red",
  "32": "green",
  "33": "yellow",
  "36": "cyan",
  "30;43": "m",
};
const ENDS: Readonly<Record<string, readonly string[]>> = {
  "22": ["b", "d"],
  "39": ["red", "green", "yellow", "cyan"],
  "39;49": ["m"],
};

/** An escape, spaces, words, signs of lines and bars, or one other character with what belongs to it. */
const PIECE =
  // oxlint-disable-next-line no-control-regex
  /\u001b\[(?<codes>[\d;]*)m|(?<spaces> +)|[!-~]+(?: [!-~]+)*|[\u2500-\u259f]+|[^ -~]\p{M}*(?:\u200d[^ -~]\p{M}*)*/gu;

/** A line of the terminal as runs of one style, each at its column. */
function readRow(line: string): Row {
  const on = new Set<string>();
  const runs: Run[] = [];
  let column = 0;
  for (const { 0: text, groups = {} } of line.matchAll(PIECE)) {
    if (groups["codes"] !== undefined) turn(on, groups["codes"]);
    else {
      const columns = columnsOf(text);
      if (groups["spaces"] === undefined) runs.push({ column, columns, text, classes: [...on] });
      column += columns;
    }
  }
  return { runs, columns: column };
}

function turn(on: Set<string>, codes: string): void {
  const begun = CLASSES[codes];
  if (begun !== undefined) on.add(begun);
  for (const ended of ENDS[codes] ?? []) on.delete(ended);
}

const WIDE =
  /\p{Emoji_Presentation}|\u{fe0f}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u;

/** Texts that whatever font there is must fill their columns with. */
const STRETCHED = /^(?:[ -~]+|[\u2500-\u259f]+)$/;

function columnsOf(text: string): number {
  if (STRETCHED.test(text)) return text.length;
  if (/^[\u200e\u200f]$/.test(text)) return 0;
  return WIDE.test(text) ? 2 : 1;
}

function drawRun({ column, columns, text, classes }: Run, y: number): string {
  const x = (PADDING + column * CHAR_WIDTH).toFixed(1);
  const width = (columns * CHAR_WIDTH).toFixed(1);
  const mark = classes.includes("m")
    ? `<rect class="marked" x="${x}" y="${y - 14}" width="${width}" height="${LINE_HEIGHT}"/>`
    : "";
  const style = classes.length === 0 ? "" : ` class="${classes.join(" ")}"`;
  const stretch = STRETCHED.test(text)
    ? ` textLength="${width}" lengthAdjust="spacingAndGlyphs"`
    : "";
  return `${mark}<text x="${x}" y="${y}"${style}${stretch}>${escape(text)}</text>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
