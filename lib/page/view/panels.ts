/**
 * The panels beside the talk: rooms and people, and the title of the document. Joins them with the chat, and
 * with what is opened from them, menus and dialogs.
 *
 * @module
 */

import type { Change } from "../model/change.ts";
import type { Talk } from "../model/talk.ts";
import { byId, isDialogOpen } from "./by_id.ts";
import { makeDrawers } from "./drawers.ts";
import { label } from "./element.ts";
import { PanelDialogs } from "./panel_dialogs.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import type { PanelsPage } from "./panels_page.ts";
import type { PasteCallbacks, PasteData } from "./paste_dialog.ts";
import { makePeopleList } from "./people_list.ts";
import { makeRoomsList, type TalkRow } from "./rooms_list.ts";

/** The panels in the page. */
export interface Panels {
  /** Draws what has changed. */
  readonly show: (change: Change) => void;
  /** Opens the menu on a person of the open talk, beside this button. */
  readonly person: (name: string, opener: HTMLElement) => void;
  /** Asks what becomes of pasted lines. */
  readonly paste: (data: PasteData, on: PasteCallbacks) => void;
  /** Closes the list that lies above the talk. */
  readonly closeDrawers: () => void;
}

/** After so many milliseconds the list of people may be asked for again. */
const FRESH_FOR = 60_000;
/** Where no more people are, the daemon is asked at once who they are: ranks, who is away, who has left. */
const SMALL_ROOM = 200;
/** Makes the panels in the elements of index.html that are theirs. */
export function makePanels(page: PanelsPage, words: DialogWords): Panels {
  const { model } = page;
  const dialogs = new PanelDialogs(page, words);
  const drawers = makeDrawers(words);
  const askWho = whenLookedAt(page);
  const openRoom = byId("open-room");
  let unread = 0;
  /** Whether the talk was opened since the people were drawn. */
  let isOpened = false;

  /** In small rooms only: large ones would be asked about by everybody who enters. */
  function askWhenSeen({ population }: Talk): void {
    if (population <= SMALL_ROOM && byId("people").checkVisibility()) askWho();
  }

  function person(name: string, opener: HTMLElement): void {
    dialogs.person(name, opener);
  }

  const people = makePeopleList(byId("people"), words, person);
  const rooms = makeRoomsList(byId("rooms-list"), words, {
    open: (talk) => page.act({ kind: "open", talk }),
    enter: () => dialogs.join(),
  });
  const drawPeople = inNextFrame(() => {
    const talk = model.current;
    if (talk === undefined) return;
    people.show({ people: talk.people, count: talk.population });
    if (talk.isStale || isOpened) askWhenSeen(talk);
    isOpened = false;
  });
  const drawTalks = inNextFrame(() => {
    const talk = model.current;
    const { talks } = model;
    rooms.show(talks.map((each) => rowOf(each, each.id === talk?.id)));
    const hasNews = talks.some(({ id, unread }) => unread > 0 && id !== talk?.id);
    byId("open-rooms").classList.toggle("news", hasNews);
    if (talk === undefined) return;
    label(openRoom, talk.kind === "room" ? words.roomSettings : words.about(talk.name));
  });

  openRoom.addEventListener("click", () => {
    const talk = model.current;
    if (talk?.kind === "room") dialogs.room(talk);
    else if (talk !== undefined) person(talk.name, openRoom);
  });
  byId("open-settings").addEventListener("click", () => dialogs.settings());
  byId("open-search").addEventListener("click", () => dialogs.search());
  document.addEventListener("keydown", (event) => turnByKey(page, event));

  function show(change: Change): void {
    dialogs.show(change);
    switch (change.kind) {
      case "title":
        unread = change.unread;
        break;
      case "people":
        return drawPeople();
      case "current":
        isOpened = true;
        drawers.close();
        drawPeople();
        break;
      case "talks":
        break;
      default:
        return;
    }
    // The title is of use in a tab that is not seen, where no frame comes.
    document.title = words.title(model.current === undefined ? "" : nameOf(model.current), unread);
    drawTalks();
  }

  return {
    show,
    person,
    paste: (data, on) => dialogs.paste(data, on),
    closeDrawers: drawers.close,
  };
}

/** A function that has `draw` called once in the next frame, however often it is called before. */
function inNextFrame(draw: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  };
}

/** Asks the daemon who is here when the reader turns to the list. Returns what asks, at most once in `FRESH_FOR`. */
function whenLookedAt(page: PanelsPage): () => void {
  const asked = new Set<string>();
  function look(): void {
    const talk = page.model.current;
    if (talk?.kind !== "room" || !talk.isPresent || asked.has(talk.id)) return;
    asked.add(talk.id);
    setTimeout(() => asked.delete(talk.id), FRESH_FOR);
    page.act({ kind: "who", talk: talk.id });
  }
  byId("open-people").addEventListener("click", look);
  byId("people").addEventListener("pointerenter", look);
  byId("people").addEventListener("focusin", look);
  return look;
}

/** Alt with an arrow goes to the talk above or below in the list. */
function turnByKey(page: PanelsPage, event: KeyboardEvent): void {
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
  if (step === 0 || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // Lists of choices open by these keys.
  if (isDialogOpen()) return;
  const { talks, current } = page.model;
  const next = talks[talks.findIndex(({ id }) => id === current?.id) + step];
  event.preventDefault();
  if (next !== undefined) page.act({ kind: "open", talk: next.id });
}

function rowOf(talk: Talk, isCurrent: boolean): TalkRow {
  const { id, unread, mentions, isPresent } = talk;
  const isPrivate = talk.kind === "private";
  return {
    key: id,
    name: nameOf(talk),
    isPrivate,
    unread,
    mentions: isPrivate ? 0 : mentions,
    isCurrent,
    isGone: !isPresent,
  };
}

function nameOf({ kind, name }: Talk): string {
  return kind === "room" ? `#${name}` : name;
}
