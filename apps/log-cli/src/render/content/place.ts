import type { Content, Payload } from "./content.ts";
import { joined, numberIn, textIn, type Fields } from "./fields.ts";
import { formatDuration } from "./media.ts";

/** A place on the map: its name and address, else where it is. */
export function readPlace({ body }: Payload): Content {
  const at = coordinates(body);
  const named = joined([
    textIn(body, "name", "description"),
    textIn(body, "address", "comment", "caption"),
  ]);
  const shareSeconds = numberIn(body, "shareDuration", "shareSeconds", "liveSeconds");
  return {
    text: named ?? at,
    notes: [
      named === undefined ? undefined : at,
      shareSeconds === undefined ? undefined : `live for ${formatDuration(shareSeconds)}`,
    ].filter((note) => note !== undefined),
  };
}

/** `45.4642, 9.19`, or `undefined` where it does not say. */
function coordinates(of: Fields): string | undefined {
  const latitude = numberIn(of, "latitude", "degreesLatitude", "lat");
  const longitude = numberIn(of, "longitude", "degreesLongitude", "lng", "lon");
  return latitude === undefined || longitude === undefined
    ? undefined
    : `${latitude}, ${longitude}`;
}
