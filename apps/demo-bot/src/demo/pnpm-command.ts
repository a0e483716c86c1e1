/**
 * How the caller of this process calls pnpm: `pnpm`, or through npx where it is not installed.
 *
 * @param env - The environment that pnpm gave this process.
 */
export function pnpmCommand(env: Readonly<Record<string, string | undefined>>): string {
  const isFromNpx = /[\\/]_npx[\\/]/.test(env["npm_execpath"] ?? "");
  const version = /^pnpm\/(\S+)/.exec(env["npm_config_user_agent"] ?? "")?.[1];
  return isFromNpx && version !== undefined ? `npx -y pnpm@${version}` : "pnpm";
}
