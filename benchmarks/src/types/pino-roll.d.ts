/** pino-roll comes without types: what is used of it. */
declare module "pino-roll" {
  import type { pino } from "pino";

  interface PinoRollOptions {
    readonly file: string;
    readonly frequency: "daily";
    readonly dateFormat: string;
    readonly extension: string;
    readonly mkdir: boolean;
    readonly sync: boolean;
  }

  export default function buildPinoRoll(
    options: PinoRollOptions,
  ): Promise<ReturnType<typeof pino.destination>>;
}
