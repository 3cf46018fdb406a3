/**
 * The frame: the header, the names of its parts, and the height that the keyboard of a phone leaves.
 *
 * @module
 */

import type { Talk } from "../model/talk.ts";
import type { TalkWords } from "../words/talk_en.ts";
import { byId } from "./by_id.ts";
import { label } from "./element.ts";

/** The frame in the page. */
export interface Frame {
  /** Shows a talk's name, topic, and how many people are in it. */
  readonly show: (talk: Talk | undefined) => void;
  /** Shows the user's name. */
  readonly name: (you: string) => void;
}

/** From this factor on the user has zoomed: then it is not the keyboard that makes the height less. */
const ZOOMED = 1.05;

/** Makes the frame of what stands in index.html; `rename` is called when one's own name is pressed. */
export function makeFrame(words: TalkWords, rename: () => void): Frame {
  const app = byId("app");
  const openPeople = byId("open-people");
  const names = [byId("you"), byId("you-small")];
  for (const name of names) name.addEventListener("click", rename);
  label(byId("open-rooms"), words.rooms);
  label(byId("open-search"), words.search);
  label(byId("open-settings"), words.settings);
  byId("rooms").setAttribute("aria-label", words.rooms);
  followViewport(app);
  app.inert = false;

  return {
    show: (talk) => {
      const isRoom = talk?.kind === "room";
      // Nobody is listed of a room that one was put out of.
      const hasPeople = isRoom && talk.isPresent;
      const count = talk?.population ?? 0;
      const topic = byId("topic");
      byId("title").textContent = talk === undefined
        ? "hubbub"
        : isRoom
        ? `#${talk.name}`
        : talk.name;
      topic.textContent = topic.title = talk?.topic ?? "";
      byId("open-room").hidden = talk === undefined;
      byId("people").hidden = openPeople.hidden = !hasPeople;
      byId("people-count").textContent = String(count);
      label(openPeople, words.peopleCount(count));
      byId("people").setAttribute("aria-label", words.peopleCount(count));
      app.classList.toggle("alone", !hasPeople);
    },
    name: (you) => {
      for (const name of names) {
        name.textContent = you;
        label(name, words.youAre(you));
      }
    },
  };
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
