import { expect, test } from "vitest";
import { pnpmCommand } from "../../src/demo/pnpm-command.ts";

const AGENT = { npm_config_user_agent: "pnpm/12.21.0 npm/? node/? linux x64" };

test.each([
  ["npx -y pnpm@12.21.0", { ...AGENT, npm_execpath: "/root/.npm/_npx/03/node_modules/pnpm/pnpm" }],
  ["npx -y pnpm@12.21.0", { ...AGENT, npm_execpath: "C:\\npm\\_npx\\03\\pnpm\\pnpm.exe" }],
  ["pnpm", { ...AGENT, npm_execpath: "/usr/lib/node_modules/pnpm/pnpm" }],
  ["pnpm", {}],
])("%s", (command, env) => {
  expect(pnpmCommand(env)).toBe(command);
});
