import type { Direction } from "@org/log-core";
import type { MessageData } from "../entry/message-data.ts";

/** Type and data of one content; `direction` where it is not the message's. */
export interface Content {
  readonly type: string;
  readonly data: MessageData;
  readonly direction?: Direction | undefined;
}

/** Reads the content of one name. `readMessage` reads a message inside it. */
export type ContentReader = (
  content: unknown,
  readMessage: (message: unknown) => Content,
) => Content;

/** Readers by the content's plain name (`image`, `pollCreation`). */
export type ContentReaders = readonly (readonly [name: string, read: ContentReader])[];
