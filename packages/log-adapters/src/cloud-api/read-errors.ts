import type { ErrorData } from "../entry/message-data.ts";
import { compact, fieldsOf, itemsOf, nameOf, someOf, textOf } from "../payload/read-payload.ts";

/** Code, title and details of the Graph API's errors; `undefined` if there are none. */
export function readErrors(errors: unknown): readonly ErrorData[] | undefined {
  return someOf(itemsOf(errors).map(readError));
}

/** Code, title and details of one error. */
export function readError(error: unknown): ErrorData {
  if (typeof error === "string") return { title: error };
  const { code, title, message, error_data: data, error_user_msg: userMessage } = fieldsOf(error);
  const about = textOf(title) ?? textOf(message);
  const details = textOf(fieldsOf(data)["details"]) ?? textOf(userMessage);
  return (
    compact({
      code: typeof code === "number" ? code : nameOf(code),
      title: about,
      details: details ?? (textOf(message) === about ? undefined : textOf(message)),
    }) ?? {}
  );
}
