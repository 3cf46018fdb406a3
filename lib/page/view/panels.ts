/**
 * The panels beside the talk: rooms and people, and the dialogs that the header opens; besides the title
 * of the document and notifications. Joins them with the chat.
 *
 * @module
 */

import type { Change } from "../model/change.ts";
import type { SpokenLine } from "../model/line.ts";
import type { Talk } from "../model/talk.ts";
import { label } from "./element.ts";
import { notify, watchView } from "./notifier.ts";
import { PanelDialogs } from "./panel_dialogs.ts";
import type { PanelsPage } from "./panels_page.ts";
import { makePeopleList } from "./people_list.ts";
import { openPersonMenu } from "./person_menu.ts";
import { makeRoomsList, type TalkRow } from "./rooms_list.ts";

/** The panels in the page. */
export interface Panels {
  /** Draws what has changed. */
  readonly show: (change: Change) => void;
  /** Opens the menu on a person of the open talk, beside this button. */
  readonly person: (name: string, opener: HTMLElement) => void;
}

/** After so many milliseconds the list of people may be asked for again. */
const FRESH_FOR = 60_000;
/** Names that may be old are asked about at once where no more people are. */
const SMALL_ROOM = 200;

/** Makes the panels in the elements of index.html that are theirs. */
export function makePanels(page: PanelsPage): Panels {
  const { words, model } = page;
  const dialogs = new PanelDialogs(page);
  const people = makePeopleList(byId("people"), words, person);
  const askWho = whenLookedAt(page);
  const rooms = makeRoomsList(byId("rooms-list"), words, {
    open: (talk) => page.act({ kind: "open", talk }),
    enter: () => dialogs.join(),
  });
  const openRoom = byId("open-room");
  let unread = 0;

  function person(name: string, opener: HTMLElement): void {
    if (model.current !== undefined) openPersonMenu(page, { name, talk: model.current, opener });
  }

  const drawPeople = inNextFrame(() => {
    const talk = model.current;
    if (talk === undefined) return;
    people.show({ people: talk.people, count: talk.population });
    const isSmall = talk.population <= SMALL_ROOM;
    if (talk.isStale && isSmall && byId("people").checkVisibility()) askWho();
  });

  const drawTalks = inNextFrame(() => {
    const talk = model.current;
    rooms.show(model.talks.map((each) => rowOf(each, each.id === talk?.id)));
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
  watchView();
  document.addEventListener("keydown", (event) => turnByKey(page, event));

  function show(change: Change): void {
    dialogs.show(change);
    switch (change.kind) {
      case "title":
        unread = change.unread;
        break;
      case "people":
        return drawPeople();
      case "notify":
        return tell(change.talk, change.line);
      case "current":
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

  function tell(talk: Talk, { from, text, seq, at }: SpokenLine): void {
    const name = nameOf(talk);
    if (!page.preferences.notify) return;
    void notify({
      title: words.list([from, ...(talk.kind === "room" ? [name] : [])]),
      text,
      tag: `hubbub:${name}:${seq ?? at}`,
      open: () => page.act({ kind: "open", talk: talk.id }),
    });
  }

  return { show, person };
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

/**
 * Asks the daemon who is here when the reader turns to the list, and not before: a large room would be
 * asked about by everybody who enters. Returns what asks, at most once in `FRESH_FOR`.
 */
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
  const { talks, current } = page.model;
  const listed = ["room", "private"].flatMap((kind) => talks.filter((talk) => talk.kind === kind));
  const next = listed[listed.findIndex(({ id }) => id === current?.id) + step];
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

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element ${id}`);
  return found;
}
