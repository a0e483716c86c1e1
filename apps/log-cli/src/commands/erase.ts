import { isLogError, maskPhone, type PhoneKey } from "@org/log-core";
import { openLogs } from "@org/log-reader";
import type { EraseReceipt } from "@org/log-writer";
import type { CommandLine } from "../command-line.ts";
import { confirm } from "../confirm.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { readPhone } from "../flag-values.ts";
import { chooseFolder, type ChosenFolder } from "../folder.ts";
import type { Io } from "../io.ts";
import { missingFolderError } from "../missing-folder.ts";
import { readReportForm } from "../output-form.ts";
import { describeErasure, renderEraseReceipt } from "../render/erase-receipt.ts";
import { fitLines } from "../render/wrap-words.ts";
import { jsonOut } from "../render/screen.ts";
import { say } from "../say.ts";

/** `log-cli erase PHONE`: removes what is kept of a person, after saying what that is. */
export async function erasePhone(line: CommandLine, io: Io): Promise<ExitCode> {
  const { problems } = line;
  const form = readReportForm(line, problems);
  const phone = line.words.length === 0 ? undefined : readPhone(line.words.join(" "), problems);
  if (line.words.length === 0) problems.add("erase needs a phone: log-cli erase 1234567890");
  const dryRun = line.switches.has("dry-run");
  const agreed = dryRun || line.switches.has("yes");
  if (!agreed && io.ask === undefined) {
    problems.add("erase asks before it removes anything, and here is nobody to ask: add --yes");
  }
  problems.throwIfAny();

  const everywhere = line.switches.has("everywhere");
  const exact = line.switches.has("exact");
  const eraser = eraserOf(phone as PhoneKey, { everywhere, exact }, { line, io });
  const preview = await eraser(true);
  if (preview.days.length === 0 && preview.aliases === 0) {
    return nothingToErase(phone as PhoneKey, everywhere, io);
  }
  if (!agreed) {
    const others = await otherIds(phone as PhoneKey, exact, chooseFolder(line, io));
    const asked = describeErasure(preview, String(phone), others);
    if (!(await agrees(asked, io))) return EXIT.nothing;
  }
  const receipt = dryRun ? preview : await eraser(false);
  await io.stdout.write(
    form === "json"
      ? jsonOut(`${JSON.stringify(receipt)}\n`, io.stdout)
      : fitLines(renderEraseReceipt(receipt, maskPhone(String(phone))), io.stdout.columns),
  );
  return EXIT.found;
}

/** Whether whoever is asked says yes, after being told what will go. */
async function agrees(told: string, io: Io): Promise<boolean> {
  await io.stderr.write(fitLines(`${told}\n`, io.stderr.columns));
  await io.stderr.flush();
  // Without anybody to ask it has come to an error before.
  if (io.ask !== undefined && (await confirm("This cannot be undone. Erase it?", io.ask))) {
    return true;
  }
  await say("nothing was erased.", io);
  return false;
}

/** The person's other ids, for the question: the receipt names none. */
async function otherIds(
  phone: PhoneKey,
  exact: boolean,
  { path }: ChosenFolder,
): Promise<PhoneKey[]> {
  if (exact) return [];
  const logs = openLogs({ dir: path });
  try {
    return (await logs.idsOf(phone)).filter((id) => id !== phone);
  } finally {
    await logs.close();
  }
}

function eraserOf(
  phone: PhoneKey,
  scope: { readonly everywhere: boolean; readonly exact: boolean },
  { line, io }: { readonly line: CommandLine; readonly io: Io },
): (dryRun: boolean) => Promise<EraseReceipt> {
  const folder = chooseFolder(line, io);
  return async (dryRun) => {
    // Not imported above: the command is published as CommonJS, the writer is an ES module.
    const { erase } = await import("@org/log-writer");
    try {
      return await erase({ dir: folder.path, phone, dryRun, ...scope });
    } catch (error) {
      if (isLogError(error, "LOG_FOLDER_MISSING")) throw missingFolderError(folder, io);
      throw error;
    }
  };
}

async function nothingToErase(phone: PhoneKey, everywhere: boolean, io: Io): Promise<ExitCode> {
  const where = everywhere
    ? ""
    : " as a log of its own; --everywhere looks into the other logs too";
  await say(`nothing is kept of ${phone}${where}.`, io);
  return EXIT.nothing;
}
