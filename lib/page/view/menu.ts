/**
 * A menu that opens beside a button, as the ARIA authoring practices describe it: arrows move,
 * Escape and Tab close it and give the focus back.
 *
 * @module
 */

import { button, element } from "./element.ts";
import { wantedBy } from "./menu_keys.ts";

/** One choice of a menu. */
export interface MenuItem {
  /** What it says. */
  readonly text: string;
  /** Whether it is shown as something that hurts. */
  readonly isDanger?: boolean;
  /** Called once, when the menu has closed. */
  readonly choose: () => void;
}

/** A menu to open. */
export interface MenuOptions {
  /** Its name: shown as its first line, and told to screen readers. */
  readonly label: string;
  /** The choices, in groups with a line between them. */
  readonly groups: readonly (readonly MenuItem[])[];
  /** The button that opened it; it has the focus again when the menu closes. */
  readonly opener: HTMLElement;
}

/** The least distance of the menu from an edge of the window, in CSS pixels. */
const MARGIN = 8;

/** Opens the menu beside its opener. It closes by a choice, a key, or a press elsewhere, the opener included. */
export function openMenu({ label, groups, opener }: MenuOptions): void {
  // The press has closed the menu already, and is about to open it again.
  if (opener.getAttribute("aria-expanded") === "true") return;
  const menu = element("div", { role: "menu", "aria-label": label, popover: "auto" });
  menu.append(element("p", { class: "quiet truncate", "aria-hidden": "true", dir: "auto" }, label));
  const items = groups.flatMap((group, index) => {
    if (index > 0) menu.append(element("div", { role: "separator" }));
    const choices = group.map(({ text, isDanger, choose }) =>
      button(text, () => close(choose), {
        role: "menuitem",
        tabindex: -1,
        class: isDanger ? "danger" : undefined,
      })
    );
    menu.append(...choices);
    return choices;
  });

  function close(then?: () => void): void {
    menu.hidePopover();
    opener.focus();
    then?.();
  }

  menu.addEventListener("keydown", (event) => {
    const at = items.findIndex((item) => item === document.activeElement);
    const wanted = wantedBy(event.key, at, items.length);
    if (wanted !== undefined) items[wanted]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    opener.setAttribute("aria-expanded", "false");
    menu.remove();
  });
  (opener.closest("nav, main, aside") ?? document.body).append(menu);
  menu.showPopover();
  place(menu, opener);
  opener.setAttribute("aria-expanded", "true");
  items[0]?.focus();
}

/** Puts the menu under its opener, or above where there is no room; on a phone the style puts it. */
function place(menu: HTMLElement, opener: HTMLElement): void {
  const from = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.min(from.left, innerWidth - width - MARGIN);
  const fits = from.bottom + height + MARGIN <= innerHeight;
  const top = fits ? from.bottom : from.top - height;
  menu.style.left = `${Math.max(MARGIN, left)}px`;
  menu.style.top = `${Math.min(Math.max(MARGIN, top), innerHeight - height - MARGIN)}px`;
}
