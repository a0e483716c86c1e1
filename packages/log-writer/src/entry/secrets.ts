/** What stands where a secret was. */
export const REDACTED = "[redacted]";

/**
 * Names of fields whose values never reach a file, compared without case and without `-`, `_`, `.`:
 * what HTTP clients, the Cloud API and Baileys carry about. `key` alone is not among them: it is the
 * name of a message in Baileys.
 */
const SECRET_NAMES: readonly string[] = [
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
  "ephemeralkeypair",
  "signedidentitykey",
  "signedprekey",
  "identitykey",
  "prekeys",
  "senderkey",
  "sessionkey",
  "messagekeys",
  "advsecretkey",
  "routinginfo",
  "mediakey",
  "mackey",
  "cipherkey",
  "encryptionkey",
];

/** `name=value` pairs of secrets inside a text: query strings and forms. */
const SECRET_PAIR =
  /((?:^|[?&;\s"'])(?:access_token|refresh_token|id_token|client_secret|appsecret_proof|hub\.verify_token|verify_token|api_key|apikey|password|token)=)[^&;\s"'<>]+/gi;
const BEARER = /\b(Bearer\s+)[A-Za-z0-9._~+/=-]{8,}/g;

/** Decides which values of an entry are secrets. */
export interface SecretRule {
  /** Whether the value of a field of this name is a secret wherever it stands. */
  readonly isSecretName: (name: string) => boolean;
  /** Whether the value at this path (names joined with `.`) is one. */
  readonly isSecretPath: ((path: string) => boolean) | undefined;
}

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
      known.set(name, secret);
      return secret;
    },
    isSecretPath:
      patterns.length === 0 ? undefined : (path) => patterns.some((pattern) => pattern.test(path)),
  };
}

const MAX_KNOWN_NAMES = 10_000;

/** Takes secrets out of a text: `access_token=…` in URLs and forms, `Bearer …` in headers. */
export function redactText(text: string): string {
  // Two fast looks decide for nearly every text that there is nothing to do.
  const paired = text.includes("=") ? text.replace(SECRET_PAIR, `$1${REDACTED}`) : text;
  return paired.includes("earer ") ? paired.replace(BEARER, `$1${REDACTED}`) : paired;
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
