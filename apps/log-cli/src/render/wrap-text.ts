import { clustersOf, type Cluster } from "./text-width.ts";

/** A line of a wrapped text: where it begins in the text, and where it ends. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Divides a text into lines of at most so many columns: at line feeds, between words (and beside wide
 * characters, which Chinese and Japanese write without spaces), and within a word only if it does not
 * fit alone. Spaces at a break are left out.
 */
export function wrapText(text: string, columns: number): LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf("\n", start);
    const end = feed === -1 ? text.length : feed;
    for (const line of wrapParagraph(text.slice(start, end), Math.max(1, columns))) {
      lines.push({ start: start + line.start, end: start + line.end });
    }
    start = end + 1;
  }
  return lines;
}

function wrapParagraph(text: string, columns: number): LineRange[] {
  const clusters = clustersOf(text);
  const lines: LineRange[] = [];
  let first = 0;
  while (first < clusters.length) {
    const past = firstPast(clusters, first, columns);
    const end = past === clusters.length ? past : breakBefore(text, clusters, { first, past });
    lines.push({
      start: at(clusters, first),
      end: trimmedEnd(text, clusters, { first, past: end }),
    });
    first = end;
    while (isSpace(text, clusters[first])) first += 1;
  }
  return lines.length === 0 ? [{ start: 0, end: 0 }] : lines;
}

/** Clusters from the first of a line to the first past it. */
interface Run {
  readonly first: number;
  readonly past: number;
}

/** The first cluster that no longer fits into a line. A line takes at least one, however wide. */
function firstPast(clusters: readonly Cluster[], first: number, columns: number): number {
  let taken = 0;
  let past = first;
  for (; past < clusters.length; past += 1) {
    taken += clusters[past]?.columns ?? 0;
    if (taken > columns && past > first) return past;
  }
  return past;
}

/** The last place up to `past` where a line may end; `past` itself if a word fills the line. */
function breakBefore(text: string, clusters: readonly Cluster[], { first, past }: Run): number {
  for (let place = past; place > first; place -= 1) {
    const around = [clusters[place - 1], clusters[place]];
    if (around.some((cluster) => isWide(cluster) || isSpace(text, cluster))) {
      // Nothing but spaces before it: breaking there would make an empty line.
      if (text.slice(at(clusters, first), at(clusters, place)).trim() !== "") return place;
    }
  }
  return past;
}

/** A space with an accent on it is a character like any other. */
function isSpace(text: string, cluster: Cluster | undefined): boolean {
  return cluster !== undefined && text.slice(cluster.start, cluster.end) === " ";
}

function isWide(cluster: Cluster | undefined): boolean {
  return (cluster?.columns ?? 0) > 1;
}

function trimmedEnd(text: string, clusters: readonly Cluster[], { first, past }: Run): number {
  let last = past;
  while (last > first && isSpace(text, clusters[last - 1])) last -= 1;
  return clusters[last - 1]?.end ?? at(clusters, first);
}

function at(clusters: readonly Cluster[], index: number): number {
  return clusters[index]?.start ?? clusters.at(-1)?.end ?? 0;
}
