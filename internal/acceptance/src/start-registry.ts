import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is used of verdaccio, whose own declarations refer to a package that it does not bring. */
interface Verdaccio {
  readonly runServer: (config: object) => Promise<Server>;
}

const require = createRequire(import.meta.url);

/** A registry of packages that only this machine reaches, for as long as the tests run. */
export interface LocalRegistry {
  /** Its address, with a slash at the end. */
  readonly url: string;
  /** Ends it and removes what was published to it. */
  close(): Promise<void>;
}

/**
 * Starts an empty registry (verdaccio) on a free port of the loopback interface. Anybody may publish. It
 * knows no other registry: whoever installs from it takes only the scope `@org` from here and the rest
 * from where the machine takes packages.
 */
export async function startRegistry(): Promise<LocalRegistry> {
  const storage = mkdtempSync(join(realpathSync(tmpdir()), "registry-"));
  const { runServer } = require("verdaccio") as Verdaccio;
  const server = await runServer({
    // Where verdaccio keeps its secret and its list of packages.
    self_path: join(storage, "config.yaml"),
    storage,
    uplinks: {},
    packages: { "**": { access: "$all", publish: "$all" } },
    auth: { htpasswd: { file: join(storage, "htpasswd") } },
    web: { enable: false },
    log: { type: "stdout", format: "pretty", level: "error" },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(storage, { recursive: true, force: true });
    },
  };
}
