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
import { makeNotifier } from "./notifier.ts";
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

/** Makes the panels in the elements of index.html that are theirs. */
export function makePanels(page: PanelsPage): Panels {
  const { words, model } = page;
  const notifier = makeNotifier();
  const dialogs = new PanelDialogs(page, notifier);
  const people = makePeopleList(byId("people"), words, { choose: person });
  const rooms = makeRoomsList(byId("rooms-list"), words, {
    open: (talk) => page.act({ kind: "open", talk }),
    enter: () => dialogs.join(),
  });
  let unread = 0;

  function person(name: string, opener: HTMLElement): void {
    if (model.current !== undefined) openPersonMenu(page, { name, talk: model.current, opener });
  }

  function showPeople(): void {
    const talk = model.current;
    if (talk === undefined) return;
    people.show({ people: talk.people, count: talk.population });
  }

  function showCurrent(): void {
    const talk = model.current;
    document.title = talk === undefined ? "hubbub" : words.title(nameOf(talk), unread);
    rooms.show(model.talks.map((each) => rowOf(each, each.id === talk?.id)));
    if (talk === undefined) return;
    label(byId("open-room"), talk.kind === "room" ? words.roomSettings : words.about(talk.name));
  }

  byId("open-settings").addEventListener("click", () => dialogs.settings());
  byId("open-search").addEventListener("click", () => dialogs.search());
  byId("open-room").addEventListener("click", ({ currentTarget }) => {
    const talk = model.current;
    if (talk?.kind === "room") dialogs.room(talk);
    else if (talk !== undefined) person(talk.name, currentTarget as HTMLElement);
  });
  askWhenLookedAt(page);
  document.addEventListener("keydown", (event) => turnByKey(page, event));

  function show(change: Change): void {
    dialogs.show(change);
    switch (change.kind) {
      case "current":
        showCurrent();
        return showPeople();
      case "talks":
        return showCurrent();
      case "people":
        if (change.talk.id === model.current?.id) showPeople();
        return;
      case "title":
        unread = change.unread;
        return showCurrent();
      case "notify":
        return notify(change.talk, change.line);
    }
  }

  function notify(talk: Talk, line: SpokenLine): void {
    if (!page.preferences.notify) return;
    const isRoom = talk.kind === "room";
    void notifier.tell({
      title: isRoom ? words.notifyMention(line.from, nameOf(talk)) : line.from,
      text: line.text,
      tag: isRoom ? `hubbub:${talk.name}:${line.seq}` : `hubbub:@${line.from}:${line.at}`,
      open: () => page.act({ kind: "open", talk: talk.id }),
    });
  }

  return { show, person };
}

/**
 * The daemon is asked who is here when the reader turns to the list, and not before: a large room would
 * be asked about by everybody who enters.
 */
function askWhenLookedAt(page: PanelsPage): void {
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
}

/** Alt with an arrow goes to the talk above or below in the list. */
function turnByKey(page: PanelsPage, event: KeyboardEvent): void {
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
  const isPlain = event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (step === 0 || !isPlain || event.isComposing) return;
  const { talks, current } = page.model;
  const listed = [
    ...talks.filter(({ kind }) => kind === "room"),
    ...talks.filter(({ kind }) => kind === "private"),
  ];
  const next = listed[listed.findIndex(({ id }) => id === current?.id) + step];
  event.preventDefault();
  if (next !== undefined) page.act({ kind: "open", talk: next.id });
}

function rowOf(talk: Talk, isCurrent: boolean): TalkRow {
  const isPrivate = talk.kind === "private";
  return {
    key: talk.id,
    name: nameOf(talk),
    isPrivate,
    unread: talk.unread,
    mentions: isPrivate ? talk.unread : talk.mentions,
    isCurrent,
    isGone: !talk.isPresent,
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
