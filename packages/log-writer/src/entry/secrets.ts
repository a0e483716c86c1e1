/** What stands where a secret was. */
export const REDACTED = "[redacted]";

/**
 * Names of fields whose values never reach a file, compared without case and without `-`, `_`, `.`, spaces:
 * what HTTP clients, the Cloud API and Baileys carry about. `key` alone is not among them: it is the
 * name of a message in Baileys.
 */
export const SECRET_NAMES: readonly string[] = [
  // HTTP and the Graph API
  "authorization",
  "proxyauthorization",
  "cookie",
  "setcookie",
  "xapikey",
  "apikey",
  "accesstoken",
  "refreshtoken",
  "idtoken",
  "inputtoken",
  "fbexchangetoken",
  "authtoken",
  "bearer",
  "token",
  "verifytoken",
  "hubverifytoken",
  "clientsecret",
  "appsecret",
  "appsecretproof",
  "secret",
  "password",
  "passwd",
  "xhubsignature",
  "xhubsignature256",
  // Baileys: credentials and key material
  "creds",
  "privkey",
  "privatekey",
  "private",
  "rootkey",
  "chainkey",
  "noisekey",
  "pairingephemeralkeypair",
  "pairingcode",
  "backuptoken",
  "ephemeralkeypair",
  "signedidentitykey",
  "signedprekey",
  "identitykey",
  "prekeys",
  "senderkey",
  "senderchainkey",
  "sendersigningkey",
  "sendermessagekeys",
  "sessionkey",
  "messagekeys",
  "messagesecret",
  "keydata",
  "advsecretkey",
  "routinginfo",
  "mediakey",
  "mackey",
  "cipherkey",
  "encryptionkey",
  // Config of a bot
  "auth",
  "jwt",
  "pass",
  "pwd",
  "pin",
  "otp",
  "signingkey",
  "privatekeypem",
  "xamzsignature",
  "xgoogsignature",
];

/**
 * What else is one by how it ends: `WHATSAPP_TOKEN`, `webhookSecret`, `x-auth-token`, `db_password`,
 * `newPassword2`. Not `tokens`: assistants are paid by them.
 */
const SECRET_ENDS =
  /(?:token|secrets?|passwords?|passwordconfirm(?:ation)?|passwordhash|passphrase|apikeys?|accesskey|accountkey|secretkey|privatekey|credentials?)\d{0,2}$/;

/**
 * Headers whose values are secrets also where they stand one after the other, as in `rawHeaders`; others
 * are by how they end, such as `X-Auth-Token`.
 */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxyauthorization",
  "cookie",
  "setcookie",
  "xhubsignature",
  "xhubsignature256",
  "xapikey",
]);
const MAX_HEADER_CHARS = 30;

/** Whether the text behind this one in a list is a secret: `["Authorization", "Basic …"]`. */
export function isSecretHeader(name: unknown): boolean {
  if (typeof name !== "string" || name.length > MAX_HEADER_CHARS) return false;
  const folded = fold(name);
  return SECRET_HEADERS.has(folded) || (name.includes("-") && SECRET_ENDS.test(folded));
}

/** Decides which values of an entry are secrets. */
export interface SecretRule {
  /** Whether the value of a field of this name is a secret wherever it stands. */
  readonly isSecretName: (name: string) => boolean;
  /** The same for a name found in a text: not remembered, since it would keep all of the text in memory. */
  readonly judgeName: (name: string) => boolean;
  /** Whether the value at this path (names joined with `.`) is one. */
  readonly isSecretPath: ((path: string) => boolean) | undefined;
  /** Hides what is no secret but not for everybody: phone numbers, where that is asked for. */
  readonly maskText?: ((text: string) => string) | undefined;
  /** The same for numbers. */
  readonly maskNumber?: ((value: number) => number | string) | undefined;
}

/** A rule for values that have been through a rule before. */
export const NO_SECRETS: SecretRule = {
  isSecretName: () => false,
  judgeName: () => false,
  isSecretPath: undefined,
};

/**
 * The rule for the built-in names and the caller's own: a name without a dot counts at any depth, a
 * path such as `data.customer.iban` counts from the top of the entry, with `*` for any one name.
 */
export function createSecretRule(own: readonly string[]): SecretRule {
  const names = new Set([...SECRET_NAMES, ...own.filter((path) => !path.includes(".")).map(fold)]);
  const patterns = own.filter((path) => path.includes(".")).map(pathPattern);
  const known = new Map<string, boolean>();
  const judgeName = (name: string): boolean => {
    const folded = fold(name);
    return names.has(folded) || SECRET_ENDS.test(folded);
  };
  return {
    judgeName,
    isSecretName(name) {
      const seen = known.get(name);
      if (seen !== undefined) return seen;
      const secret = judgeName(name);
      // Names repeat; a payload that makes up new ones without end must not fill the memory.
      if (known.size >= MAX_KNOWN_NAMES) known.clear();
      if (name.length <= MAX_KNOWN_NAME_CHARS) known.set(name, secret);
      return secret;
    },
    isSecretPath:
      patterns.length === 0 ? undefined : (path) => patterns.some((pattern) => pattern.test(path)),
  };
}

const MAX_KNOWN_NAMES = 10_000;
const MAX_KNOWN_NAME_CHARS = 100;

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, "");
}

function pathPattern(path: string): RegExp {
  const steps = path
    .split(".")
    .map((step) => (step === "*" ? "[^.]+" : step.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")));
  return new RegExp(`^${steps.join("\\.")}$`);
}
