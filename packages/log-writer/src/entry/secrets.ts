/** What stands where a secret was. */
export const REDACTED = "[redacted]";

/**
 * Names of fields whose values never reach a file, compared without case and without `-`, `_`, `.`:
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
  "bearertoken",
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
];

/** Decides which values of an entry are secrets. */
export interface SecretRule {
  /** Whether the value of a field of this name is a secret wherever it stands. */
  readonly isSecretName: (name: string) => boolean;
  /** Whether the value at this path (names joined with `.`) is one. */
  readonly isSecretPath: ((path: string) => boolean) | undefined;
  /** Hides what is no secret but not for everybody: phone numbers, where that is asked for. */
  readonly maskText?: ((text: string) => string) | undefined;
}

/** A rule for values that have been through a rule before. */
export const NO_SECRETS: SecretRule = { isSecretName: () => false, isSecretPath: undefined };

/**
 * The rule for the built-in names and the caller's own: a name without a dot counts at any depth, a
 * path such as `data.customer.iban` counts from the top of the entry, with `*` for any one name.
 */
export function createSecretRule(own: readonly string[]): SecretRule {
  const names = new Set([...SECRET_NAMES, ...own.filter((path) => !path.includes(".")).map(fold)]);
  const patterns = own.filter((path) => path.includes(".")).map(pathPattern);
  const known = new Map<string, boolean>();
  return {
    isSecretName(name) {
      const seen = known.get(name);
      if (seen !== undefined) return seen;
      const secret = names.has(fold(name));
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

/** `name=value` inside a text: query strings and forms. */
const PAIR = /((?:^|[?&;\s"'])([\w.-]{1,64})=)[^&;\s"'<>]+/g;
/**
 * `"name":value` inside a text: JSON that nobody has parsed, also JSON inside JSON, whose quotes have
 * backslashes before them. The value may be cut off at the end of the text.
 */
const MEMBER =
  /("([\w.-]{1,64})(\\*)"\s*:\s*)(?:"(?:[^"\\]|\\.)*"?|\\+"[^"]*"?|[^\s",[\]{}\\][^,\]}\\]*)/g;
/** In small letters it is also a word: `bearer certificates`. */
const BEARER = /\b(Bearer\s+|bearer\s+(?=\S*\d))[A-Za-z0-9._~+/=-]{8,}/g;
/** `https://user:password@host` */
const USER_INFO = /([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>@]*:[^\s/?#"'<>@]*@/gi;

/** Takes secrets out of a text: in URLs, forms, JSON and `Bearer …`. */
export function redactText(text: string, { isSecretName }: SecretRule): string {
  // Fast looks decide for nearly every text that there is nothing to do.
  let clean = text;
  if (clean.includes("=")) {
    clean = clean.replace(PAIR, (pair, start: string, name: string) =>
      isSecretName(name) ? `${start}${REDACTED}` : pair,
    );
  }
  if (clean.includes('":')) {
    clean = clean.replace(MEMBER, (member, start: string, name: string, escapes: string) =>
      isSecretName(name) ? `${start}${escapes}"${REDACTED}${escapes}"` : member,
    );
  }
  if (clean.includes("earer ")) clean = clean.replace(BEARER, `$1${REDACTED}`);
  return clean.includes("://") ? clean.replace(USER_INFO, `$1${REDACTED}@`) : clean;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, "");
}

function pathPattern(path: string): RegExp {
  const steps = path
    .split(".")
    .map((step) => (step === "*" ? "[^.]+" : step.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")));
  return new RegExp(`^${steps.join("\\.")}$`);
}
