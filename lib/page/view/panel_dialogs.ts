/**
 * Menus, dialogs and notifications. Opens the dialogs of the panels, and brings each answer of the daemon to the dialog that waits for it. An answer to a typed command,
 * such as `/rooms`, opens the dialog that shows it.
 *
 * @module
 */

import type { Answer, Change, Wire } from "../model/change.ts";
import type { SpokenLine } from "../model/line.ts";
import { readAnswer } from "../model/read_answer.ts";
import type { Talk } from "../model/talk.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import { type BansDialog, openBansDialog } from "./bans_dialog.ts";
import type { Dialog } from "./dialog.ts";
import { type JoinDialog, openJoinDialog } from "./join_dialog.ts";
import { askToNotify, notify, notifyPermission, watchView } from "./notifier.ts";
import type { PanelsPage } from "./panels_page.ts";
import { openPasteDialog, type PasteCallbacks, type PasteData } from "./paste_dialog.ts";
import { openPersonMenu } from "./person_menu.ts";
import type { Preferences } from "./preferences.ts";
import { openRoomDialog, type RoomData, type RoomDialog } from "./room_dialog.ts";
import { openSearchDialog, type SearchDialog } from "./search_dialog.ts";
import { openSettingsDialog, type SettingsData, type SettingsDialog } from "./settings_dialog.ts";
import { openWhoisDialog } from "./whois_dialog.ts";

/** The room that is always there, and always open. */
const LOBBY = "lobby";
/** Notices that answer nothing: they come by themselves. */
const UNASKED = /^(?:motd|announcement|shutdown|lockdown|idle-warning|is-away|room-recorded)$/;

/** The dialogs of the panels: at most one of each is open. */
export class PanelDialogs {
  readonly #page: PanelsPage;
  readonly #words: DialogWords;
  #join: JoinDialog | undefined;
  /** The room that one wants to enter, without `#`. */
  #entering: string | undefined;
  /** The rooms that one was in then: the daemon may spell the new one in another way. */
  #rooms: ReadonlySet<string> = new Set();
  #room: RoomDialog | undefined;
  #roomId = "";
  #bans: BansDialog | undefined;
  #bansOf = "";
  #search: SearchDialog | undefined;
  #settings: SettingsDialog | undefined;
  #ignored: readonly string[] = [];
  /** The dialog that has asked last: what is refused is shown there. */
  #asking: Dialog | undefined;

  /** Opens nothing yet. */
  constructor(page: PanelsPage, words: DialogWords) {
    this.#page = page;
    this.#words = words;
    watchView();
  }

  /** Opens the dialog in which one enters a room, and asks which are open. */
  join(): void {
    this.#ask({ type: "rooms" }, this.#openJoin());
  }

  /** Opens the dialog about a room, and asks for its settings. */
  room(talk: Talk): void {
    const { id, name: room } = talk;
    const ask = (object: Wire) => this.#ask({ room, ...object }, this.#room);
    this.#roomId = id;
    this.#room = openRoomDialog(this.#words, this.#roomData(talk), {
      setTopic: (text) => ask({ type: "topic", text }),
      set: (text) => ask({ type: "room", text }),
      invite: (name) => ask({ type: "invite", name }),
      bans: () => this.#askBans(room),
      leave: () => this.#page.act({ kind: "close", talk: id }),
    });
    ask({ type: "room" });
  }

  /** Opens the search. */
  search(): SearchDialog {
    if (!isOpen(this.#search)) {
      const ask = (object: Wire) => this.#ask({ type: "search", ...object }, this.#search);
      this.#search = openSearchDialog(this.#words, {
        search: (words) => ask({ words }),
        open: ({ room, seq }) => this.#page.act({ kind: "seek", room, seq }),
        more: () => ask({ more: true }),
      });
    }
    return this.#search;
  }

  /** Opens the settings, and asks whom one ignores. */
  settings(): void {
    this.#ask({ type: "ignore" }, this.#openSettings());
  }

  /** Opens the menu on a person of the open talk, beside this button. */
  person(name: string, opener: HTMLElement): void {
    const talk = this.#page.model.current;
    if (talk !== undefined) openPersonMenu(this.#page, this.#words, { name, talk, opener });
  }

  /** Asks what becomes of pasted lines. */
  paste(data: PasteData, on: PasteCallbacks): void {
    openPasteDialog(this.#words, data, on);
  }

  /** Takes what has changed in the chat. */
  show(change: Change): void {
    switch (change.kind) {
      case "answer":
        return this.#answer(readAnswer(change.object));
      case "notice":
        return this.#notice(change.code, change.text);
      case "notify":
        return this.#tell(change.talk, change.line);
      case "talks":
        return this.#entered();
      case "room":
      case "people":
        if (change.talk.id === this.#roomId) this.#room?.show(this.#roomData(change.talk));
    }
  }

  #tell({ id, kind, name }: Talk, { from, text, seq, at }: SpokenLine): void {
    if (!this.#page.preferences.notify) return;
    void notify({
      title: kind === "room" ? this.#words.list([from, `#${name}`]) : from,
      text,
      tag: `hubbub:${name}:${seq ?? at}`,
      open: () => this.#page.act({ kind: "open", talk: id }),
    });
  }

  #answer(answer: Answer | undefined): void {
    switch (answer?.kind) {
      case "rooms":
        return this.#openJoin().show(answer);
      case "whois":
        return openWhoisDialog(this.#words, answer.person);
      case "bans":
        return this.#openBans(answer.room).show(answer);
      case "ignored":
        this.#ignored = answer.names;
        return this.#openSettings().show(this.#settingsData());
      case "found":
        return this.search().show(answer);
    }
  }

  #notice(code: string, text: string): void {
    if (UNASKED.test(code)) return;
    if (code === "ban-ended" && isOpen(this.#bans)) return this.#askBans(this.#bansOf);
    if (code === "ignore" && isOpen(this.#settings)) return this.settings();
    this.#entering = undefined;
    this.#asking?.fail(text);
    if (code === "room-password") this.#join?.askPassword();
  }

  /** The room that one wanted to enter may be there now: it is opened. */
  #entered(): void {
    const sought = this.#entering?.toLowerCase();
    const talk = this.#presentRooms().find(({ id, name }) =>
      name.toLowerCase() === sought || !this.#rooms.has(id)
    );
    if (sought === undefined || talk === undefined) return;
    this.#entering = undefined;
    this.#join?.close();
    this.#page.act({ kind: "open", talk: talk.id });
  }

  #openJoin(): JoinDialog {
    if (!isOpen(this.#join)) {
      this.#join = openJoinDialog(this.#words, (room, password) => {
        this.#entering = room.replace("#", "");
        this.#rooms = new Set(this.#presentRooms().map(({ id }) => id));
        this.#entered();
        if (this.#entering === undefined) return;
        const object = { type: "join", room };
        this.#ask(password === "" ? object : { ...object, password }, this.#join);
      });
    }
    return this.#join;
  }

  #openBans(room: string): BansDialog {
    if (!isOpen(this.#bans) || this.#bansOf !== room) {
      this.#bansOf = room;
      this.#bans = openBansDialog(
        this.#words,
        `#${room}`,
        (name) => this.#ask({ type: "unban", room, name }, this.#bans),
      );
    }
    return this.#bans;
  }

  #askBans(room: string): void {
    this.#ask({ type: "bans", room }, this.#openBans(room));
  }

  #openSettings(): SettingsDialog {
    if (!isOpen(this.#settings)) {
      this.#settings = openSettingsDialog(this.#words, this.#settingsData(), {
        choose: (chosen) => void this.#choose(chosen),
        unignore: (name) => this.#ask({ type: "unignore", name }, this.#settings),
      });
    }
    return this.#settings;
  }

  /** Notifications are chosen only with the browser's leave, which is asked for here. */
  async #choose(chosen: Partial<Preferences>): Promise<void> {
    const isGranted = !chosen.notify || await askToNotify() === "granted";
    this.#page.prefer({
      ...this.#page.preferences,
      ...chosen,
      ...(isGranted ? {} : { notify: false }),
    });
    this.#settings?.show(this.#settingsData());
  }

  #settingsData(): SettingsData {
    const { preferences } = this.#page;
    return { preferences, permission: notifyPermission(), ignored: this.#ignored };
  }

  #roomData(talk: Talk): RoomData {
    const others = this.#presentRooms().filter(({ id }) => id !== talk.id);
    return {
      ...talk,
      room: `#${talk.name}`,
      isLobby: talk.name === LOBBY,
      canLeave: others.length > 0,
    };
  }

  #presentRooms(): Talk[] {
    return this.#page.model.talks.filter(({ kind, isPresent }) => kind === "room" && isPresent);
  }

  #ask(object: Wire, dialog: Dialog | undefined): void {
    this.#asking = dialog;
    this.#page.act({ kind: "ask", object });
  }
}

function isOpen<Any extends Dialog>(dialog: Any | undefined): dialog is Any {
  return dialog?.root.open === true;
}
