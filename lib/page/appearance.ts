/**
 * Makes the page look as the user has chosen.
 *
 * @module
 */

import type { Preferences } from "./view/preferences.ts";

/** Tells the style sheets about the theme, and whether arrivals and departures are shown. */
export function follow({ theme, arrivals }: Preferences): void {
  const { dataset } = document.documentElement;
  if (theme === "auto") delete dataset.theme;
  else dataset.theme = theme;
  dataset.arrivals = arrivals ? "shown" : "hidden";
}
