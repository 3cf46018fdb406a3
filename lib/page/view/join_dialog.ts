/**
 * The dialog in which one enters another room, by its name or from the list of the open ones.
 *
 * @module
 */

import type { RoomListed } from "../model/change.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { button, element, fill, isolated } from "./element.ts";
import { field, form, submitButton, textInput } from "./form.ts";

/** The rooms to choose from. */
export interface JoinData {
  /** Those that are listed. */
  readonly rooms: readonly RoomListed[];
  /** How many are not. */
  readonly more: number;
}

/** The dialog while it is open. */
export interface JoinDialog extends Dialog {
  /** Shows these rooms. */
  readonly show: (data: JoinData) => void;
  /** Asks for the password again. */
  readonly askPassword: () => void;
}

/** Called when one wants to enter a room, with its password if one was typed. The dialog stays open. */
export type Join = (room: string, password: string) => void;

/** Opens the dialog. */
export function openJoinDialog(words: DialogWords, join: Join): JoinDialog {
  const name = textInput({ autofocus: true, required: true, autocapitalize: "none" });
  const password = textInput({ type: "password" });
  const list = element("ul");
  const others = element("p", { class: "quiet" }, words.loading);
  const dialog = openDialog(
    words,
    words.enterRoom,
    form(
      () => join(name.value.trim(), password.value),
      field(words.roomName, name, words.newRoomHint),
      field(words.passwordIfAny, password),
      element("footer", {}, submitButton(words.enter)),
    ),
    element("h3", {}, words.openRooms),
    list,
    others,
  );
  return {
    ...dialog,
    show: ({ rooms, more }) => {
      fill(list, ...rooms.map((room) => rowOf(room, words, join)));
      others.textContent = more > 0 ? words.andMore(more) : "";
    },
    askPassword: () => password.select(),
  };
}

function rowOf(
  { room, people, topic, isYours }: RoomListed,
  words: DialogWords,
  join: Join,
): HTMLElement {
  const press = button("", () => join(room, ""), { class: "row tall" });
  press.append(
    element(
      "span",
      {},
      isolated(`#${room}`),
      element("span", { class: "quiet" }, words.here(people, isYours)),
    ),
    element("span", { class: "quiet truncate", dir: "auto" }, topic),
  );
  return element("li", {}, press);
}
