/**
 * Opens the dialogs of the panels, and brings each answer of the daemon to the dialog that waits for it.
 * An answer to a typed command, such as `/rooms`, opens the dialog that shows it.
 *
 * @module
 */

import type { Answer, Change, Wire } from "../model/change.ts";
import type { Talk } from "../model/talk.ts";
import { type BansDialog, openBansDialog } from "./bans_dialog.ts";
import { type JoinDialog, openJoinDialog } from "./join_dialog.ts";
import type { Notifier } from "./notifier.ts";
import type { PanelsPage } from "./panels_page.ts";
import { LOBBY } from "./person_menu.ts";
import type { Preferences } from "./preferences.ts";
import { openRoomDialog, type RoomData, type RoomDialog } from "./room_dialog.ts";
import { openSearchDialog, type SearchDialog } from "./search_dialog.ts";
import { openSettingsDialog, type SettingsData, type SettingsDialog } from "./settings_dialog.ts";
import { openWhoisDialog } from "./whois_dialog.ts";

/** So many messages from before are asked for with a room. */
const HISTORY = 50;
/** Codes of notices that answer what a dialog has asked. */
const JOIN_FAULT = /^(?:room-(?:private|password)|name-|banned|too-many-rooms|no-such-room|bad-)/;
const ROOM_FAULT = /^(?:not-allowed|no-change|topic-|muted|room-moderated|not-in-room|bad-|usage)/;
const SEARCH_FAULT = /^(?:search-|store-|bad-|no-such|not-in-room|room-private)/;

/** The dialogs of the panels: at most one of each is open. */
export class PanelDialogs {
  readonly #page: PanelsPage;
  readonly #notifier: Notifier;
  #join?: JoinDialog | undefined;
  /** The room that one wants to enter, without regard to case. */
  #entering?: string | undefined;
  #room?: { readonly dialog: RoomDialog; readonly talk: string } | undefined;
  #bans?: { readonly dialog: BansDialog; readonly room: string } | undefined;
  #search?: { readonly dialog: SearchDialog; isMore: boolean } | undefined;
  #settings?: SettingsDialog | undefined;
  #ignored: readonly string[] = [];

  /** Opens nothing yet. */
  constructor(page: PanelsPage, notifier: Notifier) {
    this.#page = page;
    this.#notifier = notifier;
  }

  /** Opens the dialog in which one enters a room, and asks which are open. */
  join(): void {
    this.#openJoin();
    this.#ask({ type: "rooms" });
  }

  /** Opens the dialog about a room, and asks for its settings. */
  room(talk: Talk): void {
    const { id, name } = talk;
    const dialog = openRoomDialog(this.#page.words, this.#roomData(talk), {
      setTopic: (text) => this.#ask({ type: "topic", room: name, text }),
      set: (text) => this.#ask({ type: "room", room: name, text }),
      bans: () => this.#askBans(name),
      leave: () => this.#page.act({ kind: "close", talk: id }),
      closed: () => {
        this.#room = undefined;
      },
    });
    this.#room = { dialog, talk: id };
    this.#ask({ type: "room", room: name });
  }

  /** Opens the search. */
  search(): void {
    if (this.#search !== undefined) return;
    const dialog = openSearchDialog(this.#page.words, {
      search: (words) => this.#seek({ words }, false),
      more: () => this.#seek({ more: true }, true),
      closed: () => {
        this.#search = undefined;
      },
    });
    this.#search = { dialog, isMore: false };
  }

  /** Opens the settings, and asks whom one ignores. */
  settings(): void {
    this.#openSettings();
    this.#ask({ type: "ignore" });
  }

  /** Takes what has changed in the chat. */
  show(change: Change): void {
    switch (change.kind) {
      case "answer":
        return this.#answer(change.answer);
      case "notice":
        return this.#notice(change.code, change.text);
      case "talks":
        return this.#entered();
      case "room":
      case "people":
        if (change.talk.id === this.#room?.talk) {
          this.#room.dialog.show(this.#roomData(change.talk));
        }
    }
  }

  #answer(answer: Answer): void {
    switch (answer.kind) {
      case "rooms":
        return this.#openJoin().show({ rooms: answer.rooms, more: answer.more });
      case "whois":
        return this.#whois(answer);
      case "bans":
        return this.#openBans(answer.room).show(answer);
      case "ignored":
        this.#ignored = answer.names;
        return this.#openSettings().show(this.#settingsData());
      case "found": {
        this.search();
        const isMore = this.#search?.isMore ?? false;
        this.#search?.dialog.show({ ...answer, isMore });
        return;
      }
    }
    answer satisfies never;
  }

  #notice(code: string, text: string): void {
    if (this.#entering !== undefined && JOIN_FAULT.test(code)) {
      this.#entering = undefined;
      this.#join?.show({ fault: text, needsPassword: code === "room-password" });
    }
    if (ROOM_FAULT.test(code)) this.#room?.dialog.fail(text);
    if (SEARCH_FAULT.test(code)) this.#search?.dialog.fail(text);
    if (code === "ban-ended" && this.#bans !== undefined) this.#askBans(this.#bans.room);
    if (code === "ignore" && this.#settings !== undefined) this.#ask({ type: "ignore" });
  }

  /** The room that one wanted to enter may be there now: it is opened. */
  #entered(): void {
    const wanted = this.#entering;
    const talk = wanted === undefined ? undefined : this.#roomCalled(wanted);
    if (talk === undefined) return;
    this.#entering = undefined;
    this.#join?.close();
    this.#page.act({ kind: "open", talk: talk.id });
  }

  #openJoin(): JoinDialog {
    this.#join ??= openJoinDialog(this.#page.words, {
      join: (room, password) => {
        this.#entering = room.replace(/^#/, "");
        if (this.#roomCalled(this.#entering) !== undefined) return this.#entered();
        this.#ask({
          type: "join",
          room,
          history: HISTORY,
          ...(password === undefined ? {} : { password }),
        });
      },
      closed: () => {
        this.#join = undefined;
      },
    });
    return this.#join;
  }

  #whois({ person }: Extract<Answer, { kind: "whois" }>): void {
    const { name } = person;
    const isYou = name === this.#page.model.you;
    openWhoisDialog(this.#page.words, person, {
      write: isYou ? undefined : () => this.#page.act({ kind: "talk-to", name }),
    });
  }

  #openBans(room: string): BansDialog {
    if (this.#bans?.room === room) return this.#bans.dialog;
    const dialog = openBansDialog(this.#page.words, `#${room}`, {
      unban: (name) => this.#ask({ type: "unban", room, name }),
      closed: () => {
        this.#bans = undefined;
      },
    });
    this.#bans = { dialog, room };
    return dialog;
  }

  #askBans(room: string): void {
    this.#openBans(room);
    this.#ask({ type: "bans", room });
  }

  #openSettings(): SettingsDialog {
    this.#settings ??= openSettingsDialog(this.#page.words, this.#settingsData(), {
      choose: (chosen) => this.#choose(chosen),
      unignore: (name) => this.#ask({ type: "unignore", name }),
      closed: () => {
        this.#settings = undefined;
      },
    });
    return this.#settings;
  }

  /** Notifications are chosen only with the browser's leave, which is asked for here. */
  #choose(chosen: Preferences): void {
    if (!chosen.notify || this.#notifier.permission() === "granted") {
      return this.#page.prefer(chosen);
    }
    this.#notifier.ask().then((permission) => {
      this.#page.prefer({ ...chosen, notify: permission === "granted" });
      this.#settings?.show(this.#settingsData());
    });
  }

  #settingsData(): SettingsData {
    const { preferences } = this.#page;
    return { preferences, permission: this.#notifier.permission(), ignored: this.#ignored };
  }

  #roomData(talk: Talk): RoomData {
    const rooms = this.#page.model.talks.filter(({ kind, isPresent }) =>
      kind === "room" && isPresent
    );
    return {
      room: `#${talk.name}`,
      isLobby: talk.name === LOBBY,
      topic: talk.topic,
      rank: talk.rank,
      settings: talk.settings,
      isRecorded: talk.isRecorded,
      canLeave: rooms.length > 1 || !talk.isPresent,
    };
  }

  #roomCalled(name: string): Talk | undefined {
    const sought = name.toLowerCase();
    return this.#page.model.talks.find((talk) =>
      talk.kind === "room" && talk.isPresent && talk.name.toLowerCase() === sought
    );
  }

  #seek(object: Wire, isMore: boolean): void {
    if (this.#search !== undefined) this.#search.isMore = isMore;
    this.#ask({ type: "search", ...object });
  }

  #ask(object: Wire): void {
    this.#page.act({ kind: "ask", object });
  }
}
