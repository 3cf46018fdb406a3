/**
 * The dialog about a room: its topic, its settings as far as one may change them, and invitations.
 *
 * @module
 */

import type { Rank, RoomSettings } from "../model/talk.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import { type Dialog, openDialog } from "./dialog.ts";
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
  /** The person with this name should be invited. */
  readonly invite: (name: string) => void;
  /** The list of bans is wanted. */
  readonly bans: () => void;
  /** One wants to leave the room. */
  readonly leave: () => void;
}

/** The dialog while it is open. */
export interface RoomDialog extends Dialog {
  /** Shows the room as it is now. What is being typed stays. */
  readonly show: (data: RoomData) => void;
}

/** Each setting that is on or off, and the words of the command that make it so. */
const SWITCHES = [
  ["isPrivate", "private", "public"],
  ["isTopicLocked", "topic-lock on", "topic-lock off"],
  ["isModerated", "moderated on", "moderated off"],
] as const;

/** Opens the dialog. */
export function openRoomDialog(words: DialogWords, data: RoomData, on: RoomCallbacks): RoomDialog {
  const topic = makeLine(words.topic, words.save, on.setTopic);
  const invite = makeLine(words.invite, words.inviteDo, on.invite);
  const password = makeLine(
    words.password,
    words.save,
    (text) => on.set(`password ${text || "-"}`),
    words.passwordHint,
  );
  const switches = SWITCHES.map(([key, turnOn, turnOff]) => {
    const { name, hint } = words.switches[key];
    return { key, ...choice(name, hint, (isOn) => on.set(isOn ? turnOn : turnOff)) };
  });
  const recorded = element("p", { class: "quiet" }, words.recorded);
  const end = element("footer");
  const dialog = openDialog(
    words,
    words.roomTitle(data.room),
    topic.root,
    invite.root,
    ...switches.map(({ root }) => root),
    password.root,
    recorded,
    end,
  );
  const leaving = (act: () => void) => () => {
    dialog.close();
    act();
  };

  function show({ isLobby, rank, settings, topic: text, isRecorded, canLeave }: RoomData): void {
    const isOwner = isAtLeast(rank, "owner");
    const isModerator = isAtLeast(rank, "moderator");
    dialog.fail("");
    if (topic.input.value === topic.input.defaultValue) topic.input.value = text;
    topic.input.defaultValue = text;
    topic.input.disabled = settings?.isTopicLocked === true && !isModerator;
    invite.root.hidden = isLobby || (settings?.isPrivate === true && !isModerator);
    for (const { key, root, input } of switches) {
      root.hidden = settings === undefined || isLobby && !(isOwner && key !== "isPrivate");
      input.checked = settings?.[key] === true;
      input.disabled = !isOwner;
    }
    password.root.hidden = isLobby || !isOwner;
    password.input.placeholder = settings?.hasPassword ? "••••••" : "";
    recorded.hidden = !isRecorded;
    fill(
      end,
      isModerator ? button(words.bans, leaving(on.bans)) : undefined,
      canLeave ? button(words.leaveRoom, leaving(on.leave), { class: "danger" }) : undefined,
    );
  }
  show(data);
  return { ...dialog, show };
}

/** A line of text with a button that sends it. */
function makeLine(
  text: string,
  submit: string,
  send: (text: string) => void,
  hint?: string,
): { readonly root: HTMLElement; readonly input: HTMLInputElement } {
  const input = textInput();
  const root = form(
    () => send(input.value.trim()),
    field(text, input, hint),
    submitButton(submit, ""),
  );
  root.className = "beside";
  return { root, input };
}
