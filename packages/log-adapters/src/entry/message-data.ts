/** A file that came with a message. Never its bytes, never the keys to them. */
export interface MediaData {
  readonly mimeType?: string | undefined;
  readonly fileName?: string | undefined;
  /** Size of the file. */
  readonly bytes?: number | undefined;
  readonly seconds?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly pages?: number | undefined;
  /** SHA-256 of the file, in base64. */
  readonly sha256?: string | undefined;
  /** The Cloud API's media id. */
  readonly id?: string | undefined;
  /** Address of a file that the bot sent by its URL, without its query. */
  readonly url?: string | undefined;
  /** Recorded in the chat, not attached. */
  readonly voice?: true | undefined;
  readonly animated?: true | undefined;
}

/** A place. */
export interface LocationData {
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly url?: string | undefined;
  /** Shared while it changes. */
  readonly live?: true | undefined;
}

/** A contact card. */
export interface ContactData {
  readonly name?: string | undefined;
  readonly phones?: readonly string[] | undefined;
  readonly emails?: readonly string[] | undefined;
  readonly organization?: string | undefined;
}

/** Why something failed. */
export interface ErrorData {
  readonly code?: number | string | undefined;
  readonly title?: string | undefined;
  readonly details?: string | undefined;
}

/** What was chosen of buttons or a list. */
export interface ChoiceData {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
}

/** `data` of an entry: the same names whichever library the message came through. */
export interface MessageData {
  /** What was written: the text, a caption, the title of what was chosen. */
  readonly text?: string | undefined;
  readonly media?: MediaData | undefined;
  readonly location?: LocationData | undefined;
  readonly contacts?: readonly ContactData[] | undefined;
  /** `emoji` is missing where a reaction was taken back. */
  readonly reaction?: { readonly emoji?: string | undefined } | undefined;
  readonly choice?: ChoiceData | undefined;
  readonly poll?:
    | { readonly name?: string | undefined; readonly options?: readonly string[] | undefined }
    | undefined;
  /** Id of the message that a reaction, edit, revocation, vote or pin is about. */
  readonly about?: string | undefined;
  /** The message that this one answers. */
  readonly replyTo?:
    | { readonly id?: string | undefined; readonly text?: string | undefined }
    | undefined;
  readonly forwarded?: true | undefined;
  /** Can be looked at once. */
  readonly viewOnce?: true | undefined;
  /** `sent`, `delivered`, `read`, `played`, `failed`, …; of a call `offer`, `accept`, … */
  readonly status?: string | undefined;
  readonly errors?: readonly ErrorData[] | undefined;
  /** The name the author goes by. */
  readonly name?: string | undefined;
  /** The library's own name of the kind, where `type` alone does not say it. */
  readonly kind?: string | undefined;
  /** Came with the history that a newly linked device is given. */
  readonly history?: true | undefined;
  /** The rest of a kind that has no form of its own here, without keys and bytes. */
  readonly content?: unknown;
  /** What single libraries tell beside. */
  readonly [field: string]: unknown;
}
