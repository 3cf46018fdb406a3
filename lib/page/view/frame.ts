/**
 * The frame: the header, the lists at the sides, which are drawers where the window is narrow, and the
 * height that the keyboard of a phone leaves.
 *
 * @module
 */

import type { Talk } from "../model/talk.ts";
import type { TalkWords } from "../words/talk_en.ts";
import type { Words } from "../words/en.ts";
import { byId, isDialogOpen } from "./by_id.ts";
import { element, label } from "./element.ts";

/** A list at a side. */
export type Side = "rooms" | "people";

/** The frame in the page. */
export interface Frame {
  /** Shows a talk's name, topic, and how many people are in it. */
  readonly show: (talk: Talk | undefined) => void;
  /** Shows the user's name. */
  readonly name: (you: string) => void;
  /** Whether there are unread messages in talks that are not shown. */
  readonly news: (isAny: boolean) => void;
  /** Closes the drawer that is open, and gives the focus back. Tells whether there was one. */
  readonly close: () => boolean;
}

/** The window is at least so wide when the list of rooms, or of people, stands beside the talk; as in style/2_frame.css. */
const WIDE: Readonly<Record<Side, string>> = {
  rooms: "(min-width: 46em)",
  people: "(min-width: 64em)",
};
/** From this factor on the user has zoomed: then it is not the keyboard that makes the height less. */
const ZOOMED = 1.05;

/** Makes the frame of what stands in index.html; `rename` is called when one's own name is pressed. */
export function makeFrame(words: Words, talkWords: TalkWords, rename: () => void): Frame {
  const app = byId("app");
  const openers = { rooms: byId("open-rooms"), people: byId("open-people") };
  const drawers = makeDrawers(app, openers, words);
  const names = [byId("you"), byId("you-small")];
  for (const name of names) name.addEventListener("click", rename);
  label(openers.rooms, words.rooms);
  label(byId("open-search"), words.search);
  label(byId("open-settings"), words.settings);
  byId("rooms").setAttribute("aria-label", words.rooms);
  byId("people").setAttribute("aria-label", words.peopleCount(0));
  followViewport(app);
  app.hidden = false;

  return {
    show: (talk) => {
      const isRoom = talk?.kind === "room";
      byId("title").textContent = talk === undefined
        ? "hubbub"
        : isRoom
        ? `#${talk.name}`
        : talk.name;
      const topic = byId("topic");
      topic.textContent = talk?.topic ?? "";
      topic.title = talk?.topic ?? "";
      byId("open-room").hidden = talk === undefined;
      openers.people.hidden = !isRoom;
      byId("people-count").textContent = String(talk?.population ?? 0);
      label(openers.people, words.peopleCount(talk?.population ?? 0));
      byId("people").hidden = !isRoom;
      byId("people").setAttribute("aria-label", words.peopleCount(talk?.population ?? 0));
      app.classList.toggle("alone", !isRoom);
      if (!isRoom && app.dataset.open === "people") drawers.close();
    },
    name: (you) => {
      for (const name of names) {
        name.textContent = you;
        label(name, talkWords.youAre(you));
      }
    },
    news: (isAny) => openers.rooms.classList.toggle("news", isAny),
    close: drawers.close,
  };
}

function makeDrawers(
  app: HTMLElement,
  openers: Readonly<Record<Side, HTMLElement>>,
  words: Words,
): { close: () => boolean } {
  const scrim = element("button", { id: "scrim", type: "button", tabindex: -1 });
  label(scrim, words.close);
  scrim.addEventListener("click", () => close());

  function told(side: Side | undefined): void {
    for (const each of ["rooms", "people"] as const) {
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

  for (const side of ["rooms", "people"] as const) {
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

/** Where the keyboard lies over the page instead of making it smaller (Safari), the page is made smaller here. */
function followViewport(app: HTMLElement): void {
  const view = globalThis.visualViewport;
  if (!view) return;
  function fit(): void {
    if (!view || view.scale > ZOOMED) return;
    app.style.setProperty("--height", `${view.height}px`);
    app.style.setProperty("--top", `${view.offsetTop}px`);
  }
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  fit();
}
