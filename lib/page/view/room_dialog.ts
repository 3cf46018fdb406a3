/**
 * The dialog about a room: its topic and its settings, as far as one may change them.
 *
 * @module
 */

import type { Rank, RoomSettings } from "../model/talk.ts";
import type { Words } from "../words/words.ts";
import { openDialog } from "./dialog.ts";
import { button, element, fill } from "./element.ts";
import { choice, field, form, submitButton, textInput } from "./form.ts";
import { isAtLeast } from "./person_actions.ts";

/** A room as the dialog shows it. */
export interface RoomData {
  /** Its name, the `#` included. */
  readonly room: string;
  /** Whether it is the lobby, which is always open to everybody. */
  readonly isLobby: boolean;
  /** What it is about, possibly empty. */
  readonly topic: string;
  /** What one is in it. */
  readonly rank: Rank;
  /** Its settings; undefined until they are known. */
  readonly settings: RoomSettings | undefined;
  /** Whether what is said is kept. */
  readonly isRecorded: boolean;
  /** Whether one can leave it: not the last room. */
  readonly canLeave: boolean;
}

/** What the dialog asks for. It stays open, but for `leave` and `bans`. */
export interface RoomCallbacks {
  /** The topic should be this; empty: none. */
  readonly setTopic: (text: string) => void;
  /** A setting should change, in the words of the command `room`, such as `topic-lock on`. */
  readonly set: (setting: string) => void;
  /** The list of bans is wanted. */
  readonly bans: () => void;
  /** One wants to leave the room. */
  readonly leave: () => void;
  /** It has closed. */
  readonly closed: () => void;
}

/** The dialog while it is open. */
export interface RoomDialog {
  /** Shows the room as it is now. What is being typed stays. */
  readonly show: (data: RoomData) => void;
  /** Shows what was refused, and has it read aloud. */
  readonly fail: (text: string) => void;
}

/** Opens the dialog. */
export function openRoomDialog(words: Words, data: RoomData, on: RoomCallbacks): RoomDialog {
  const topic = makeTopic(words, on.setTopic);
  const settings = makeSettings(words, on.set);
  const end = element("footer");
  const recorded = element("p", { class: "quiet" }, words.recorded);
  const dialog = openDialog(
    { title: words.roomTitle(data.room), closeLabel: words.close, closed: on.closed },
    topic.root,
    settings.root,
    recorded,
    end,
  );

  function leaving(act: () => void): () => void {
    return () => {
      dialog.close();
      act();
    };
  }

  function show(now: RoomData): void {
    dialog.fail("");
    topic.show(now);
    settings.show(now);
    recorded.hidden = !now.isRecorded;
    fill(
      end,
      isAtLeast(now.rank, "moderator") ? button(words.bans, leaving(on.bans)) : undefined,
      now.canLeave ? button(words.leaveRoom, leaving(on.leave), { class: "danger" }) : undefined,
    );
    end.hidden = end.childElementCount === 0;
  }
  show(data);
  return { show, fail: dialog.fail };
}

interface Part {
  readonly root: HTMLElement;
  readonly show: (data: RoomData) => void;
}

function makeTopic(words: Words, setTopic: (text: string) => void): Part {
  const input = textInput({ placeholder: words.topicNone });
  const save = submitButton(words.save);
  const locked = element("p", { class: "quiet" }, words.topicLocked);
  let shown = "";
  const root = form(
    () => setTopic(input.value.trim()),
    field(words.topic, input),
    element("div", { class: "beside" }, locked, save),
  );
  input.addEventListener("input", () => {
    save.disabled = input.value.trim() === shown;
  });
  return {
    root,
    show: ({ topic, rank, settings }) => {
      const mayNot = settings?.isTopicLocked === true && !isAtLeast(rank, "moderator");
      input.readOnly = mayNot;
      locked.hidden = !mayNot;
      save.hidden = mayNot;
      if (input.value.trim() === shown) input.value = topic;
      shown = topic;
      save.disabled = input.value.trim() === shown;
    },
  };
}

function makeSettings(words: Words, set: (setting: string) => void): Part {
  const isPrivate = choice(
    words.settingPrivate,
    (isOn) => set(isOn ? "private" : "public"),
    words.settingPrivateHint,
  );
  const topicLock = choice(
    words.settingTopicLock,
    (isOn) => set(`topic-lock ${isOn ? "on" : "off"}`),
    words.settingTopicLockHint,
  );
  const moderated = choice(
    words.settingModerated,
    (isOn) => set(`moderated ${isOn ? "on" : "off"}`),
    words.settingModeratedHint,
  );
  const password = makePassword(words, set);
  const root = element(
    "div",
    { class: "settings" },
    isPrivate.root,
    topicLock.root,
    moderated.root,
    password.root,
  );
  return {
    root,
    show: (data) => {
      const { settings } = data;
      const mayNot = !isAtLeast(data.rank, "owner");
      root.hidden = settings === undefined || (mayNot && data.isLobby);
      isPrivate.root.hidden = data.isLobby;
      isPrivate.input.checked = settings?.isPrivate ?? false;
      topicLock.input.checked = settings?.isTopicLocked ?? false;
      moderated.input.checked = settings?.isModerated ?? false;
      for (const { input } of [isPrivate, topicLock, moderated]) input.disabled = mayNot;
      password.show(data);
    },
  };
}

function makePassword(words: Words, set: (setting: string) => void): Part {
  const input = textInput({ type: "password", autocomplete: "off" });
  const isSet = element("p", { class: "quiet" }, words.passwordIsSet);
  const remove = button(words.passwordRemove, () => set("password -"));
  const change = form(
    () => {
      const wanted = input.value.trim();
      if (wanted === "") return input.focus();
      input.value = "";
      set(`password ${wanted}`);
    },
    field(words.password, input),
    element("div", { class: "beside" }, remove, submitButton(words.passwordSet)),
  );
  const root = element("div", {}, isSet, change);
  return {
    root,
    show: ({ rank, settings, isLobby }) => {
      const has = settings?.hasPassword ?? false;
      isSet.hidden = !has;
      remove.hidden = !has;
      change.hidden = isLobby || !isAtLeast(rank, "owner");
    },
  };
}
