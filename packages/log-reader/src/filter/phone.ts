import { phoneTest, type PhoneCondition } from "../query/phone-condition.ts";
import type { Filter } from "./filter.ts";
import { needleOf, type NeedleText } from "./needle.ts";

/**
 * Passes entries of some phones. What a line says of itself counts first: file systems that ignore
 * case keep two keys in one file. A WhatsApp line that says nothing is of its file's phone.
 */
export function phoneFilter(phones: PhoneCondition): Filter {
  const { keys, prefixes } = phones;
  const isAsked = phoneTest(phones);
  const needle = needleOf([
    ...keys.map((text): NeedleText => ({ text, stands: "whole" })),
    ...prefixes.map((text): NeedleText => ({ text, stands: "first" })),
  ]);
  return {
    judges: "head",
    text: `phone=${[...keys, ...prefixes.map((prefix) => `${prefix}*`)].join(",")}`,
    // A line without the field passes too, by its file's name, so its bytes prove nothing.
    needles: (log) => (log === "whatsapp" ? [] : needle),
    matches(entry, file) {
      const phone: unknown = entry.phone;
      if (typeof phone === "string") return isAsked(phone);
      return file.log === "whatsapp" && isAsked(file.key);
    },
  };
}
