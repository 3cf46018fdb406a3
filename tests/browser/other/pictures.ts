/**
 * Pictures of what a test saw, for people.
 *
 * @module
 */

import type { Tab } from "./tab.ts";

/** Keeps a picture of the tab as it is after a step, where `HUBBUB_PICTURES` names a folder. */
export async function keepPicture(tab: Tab, step: string): Promise<void> {
  const folder = Deno.env.get("HUBBUB_PICTURES");
  if (folder === undefined) return;
  const name = `${tab.browser} ${step}`.replace(/\W+/g, "-").toLowerCase();
  await Deno.writeFile(`${folder}/${name}.png`, await tab.picture());
}
