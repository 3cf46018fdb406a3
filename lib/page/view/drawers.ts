/**
 * The lists at the sides: beside the talk where the window is wide, and drawers above it elsewhere.
 *
 * @module
 */

import type { Words } from "../words/en.ts";
import { byId, isDialogOpen } from "./by_id.ts";
import { element, label } from "./element.ts";

/** A list at a side. */
type Side = "rooms" | "people";

const SIDES: readonly Side[] = ["rooms", "people"];

/** The window is at least so wide when the list of rooms, or of people, stands beside the talk; as in style/2_frame.css. */
const WIDE: Readonly<Record<Side, string>> = {
  rooms: "(min-width: 46em)",
  people: "(min-width: 64em)",
};

/** The drawers in the page. */
export interface Drawers {
  /** Closes the drawer that is open, and gives the focus back. Tells whether there was one. */
  readonly close: () => boolean;
}

/** Makes drawers of the lists in index.html, which the buttons in the header open. */
export function makeDrawers(words: Words): Drawers {
  const app = byId("app");
  const openers = { rooms: byId("open-rooms"), people: byId("open-people") };
  const scrim = element("button", { id: "scrim", type: "button", tabindex: -1 });
  label(scrim, words.close);
  scrim.addEventListener("click", () => close());

  function told(side: Side | undefined): void {
    for (const each of SIDES) {
      const isBeside = matchMedia(WIDE[each]).matches;
      const isShown = isBeside ? !app.classList.contains(`without-${each}`) : each === side;
      openers[each].setAttribute("aria-expanded", String(isShown));
    }
  }
  function open(side: Side): void {
    app.dataset.open = side;
    app.append(scrim);
    byId("talk").inert = true;
    told(side);
    const current = byId(side).querySelector<HTMLElement>("[aria-current]");
    (current ?? byId(side).querySelector<HTMLElement>("button"))?.focus();
  }
  function close(): boolean {
    const side = app.dataset.open;
    if (side !== "rooms" && side !== "people") return false;
    delete app.dataset.open;
    scrim.remove();
    byId("talk").inert = false;
    told(undefined);
    openers[side].focus();
    return true;
  }

  for (const side of SIDES) {
    openers[side].addEventListener("click", () => {
      if (!matchMedia(WIDE[side]).matches) return open(side);
      app.classList.toggle(`without-${side}`);
      told(undefined);
    });
    // A window that grows shows the list beside the talk.
    matchMedia(WIDE[side]).addEventListener("change", () => {
      close();
      told(undefined);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || isDialogOpen()) return;
    if (close()) event.preventDefault();
  });
  told(undefined);
  return { close };
}
