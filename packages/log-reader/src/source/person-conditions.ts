import type { QueryConditions } from "../query/conditions.ts";
import type { ResolvedQuery } from "../query/resolve-query.ts";
import { wholePersons } from "../query/whole-persons.ts";
import { readAliasText } from "./alias-text.ts";
import type { FinderNotes } from "./file-finder.ts";

/**
 * The conditions of a query with all ids of the persons that it names, unless it asks for exactly
 * these. Costs nothing where no phone is named.
 */
export function personConditions(
  dir: string,
  { conditions, exact }: Pick<ResolvedQuery, "conditions" | "exact">,
  notes: FinderNotes,
): QueryConditions {
  const { phones } = conditions;
  if (exact || phones === undefined || phones.keys.length === 0) return conditions;
  return { ...conditions, phones: wholePersons(phones, readAliasText(dir, notes)) };
}
