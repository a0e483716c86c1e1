import type { Filter } from "./filter.ts";
import { needleOf } from "./needle.ts";

/**
 * Passes entries of some phones. What a line says of itself counts first: file systems that ignore
 * case keep two keys in one file. A WhatsApp line that says nothing is of its file's phone.
 */
export function phoneFilter(phones: ReadonlySet<string>): Filter {
  const needle = needleOf([...phones].map((text) => ({ text, isWholeValue: true })));
  return {
    // A line without the field passes too, by its file's name, so its bytes prove nothing.
    needle: (log) => (log === "whatsapp" ? undefined : needle),
    matches(entry, file) {
      const phone: unknown = entry.phone;
      if (typeof phone === "string") return phones.has(phone);
      return file.log === "whatsapp" && phones.has(file.key);
    },
  };
}
