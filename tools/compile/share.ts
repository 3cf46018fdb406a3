/**
 * What a release has beside the executables: manual pages and completions, written by the programs'
 * own description of their options, in the folders where systems look for them below `share`.
 *
 * @module
 */

import { CLIENT } from "../../lib/client/settings/program.ts";
import { type Language, LANGUAGES } from "../../lib/core/language.ts";
import { completionScript } from "../../lib/options/completions.ts";
import { DAEMON } from "../../lib/options/daemon_program.ts";
import { manPage } from "../../lib/options/man.ts";
import type { Program } from "../../lib/options/program.ts";

/** The folder of all of it, relative to that of the executables. */
export const SHARE_FOLDER = "share";

/** Where `man` looks for each language; shells know one script for all of them. */
const MANUAL_FOLDERS: Readonly<Record<Language, string>> = { en: "man", zh: "man/zh_CN" };

/** One file of it. */
export interface ShareFile {
  /** Relative to the folder of the executables. */
  readonly path: string;
  /** Its text. */
  readonly text: string;
}

/** All of it, the same for every platform. Never throws. */
export function shareFiles(): ShareFile[] {
  return [DAEMON, CLIENT].flatMap(filesOf).map(({ path, text }) => ({
    path: `${SHARE_FOLDER}/${path}`,
    text,
  }));
}

/** Writes all of it below a folder, and returns the paths relative to that. */
export async function writeShare(folder: string): Promise<string[]> {
  const files = shareFiles();
  for (const { path, text } of files) {
    const parent = path.split("/").slice(0, -1).join("/");
    await Deno.mkdir(`${folder}/${parent}`, { recursive: true });
    await Deno.writeTextFile(`${folder}/${path}`, text);
  }
  return files.map(({ path }) => path);
}

function filesOf(program: Program): ShareFile[] {
  const { name, manual: { section } } = program;
  const manuals = LANGUAGES.map((language) => ({
    path: `${MANUAL_FOLDERS[language]}/man${section}/${name}.${section}`,
    text: manPage(program, language),
  }));
  return [
    ...manuals,
    {
      path: `bash-completion/completions/${name}`,
      text: completionScript(program, "bash", "en"),
    },
    { path: `zsh/site-functions/_${name}`, text: completionScript(program, "zsh", "en") },
    {
      path: `fish/vendor_completions.d/${name}.fish`,
      text: completionScript(program, "fish", "en"),
    },
  ];
}
