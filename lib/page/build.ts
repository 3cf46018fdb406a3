/**
 * Which build of the page this is. The names of its scripts say it, so that a page that stays open while the daemon is
 * upgraded never runs a late script of another build: it cannot be had.
 *
 * @module
 */

import type { Storage } from "./storage.ts";

const LEFT = "hubbub.left-build";

/**
 * Loads the page anew if the daemon serves another build of it by now; once for each build, so that a cache in between
 * causes no loop. Never rejects.
 */
export async function leaveOldBuild(ofTab: Storage): Promise<void> {
  const own = document.querySelector("script[type=module]")?.getAttribute("src") ?? "";
  if (own === "" || ofTab.getItem(LEFT) === own || !await isReplaced(own)) return;
  ofTab.setItem(LEFT, own);
  location.reload();
}

async function isReplaced(own: string): Promise<boolean> {
  try {
    const answer = await fetch("./", { cache: "no-store" });
    return answer.ok && !(await answer.text()).includes(own);
  } catch {
    return false;
  }
}
