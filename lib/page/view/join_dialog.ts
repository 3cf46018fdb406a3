/**
 * The dialog in which one enters another room, by its name or from the list of the open ones.
 *
 * @module
 */

import type { RoomListed } from "../model/change.ts";
import type { Words } from "../words/words.ts";
import { openDialog } from "./dialog.ts";
import { button, element, fill, isolated } from "./element.ts";
import { field, form, submitButton, textInput } from "./form.ts";

/** What the dialog shows. */
export interface JoinData {
  /** The rooms to choose from; undefined: they are not known yet. */
  readonly rooms?: readonly RoomListed[];
  /** How many rooms are not listed. */
  readonly more?: number;
  /** Why one could not enter; read aloud. */
  readonly fault?: string;
  /** Whether what is wrong is the password: its field gets the focus. */
  readonly needsPassword?: boolean;
}

/** What the dialog asks for. */
export interface JoinCallbacks {
  /** One wants to enter this room, with this password if there is one. The dialog stays open. */
  readonly join: (room: string, password?: string) => void;
  /** It has closed. */
  readonly closed: () => void;
}

/** The dialog while it is open. */
export interface JoinDialog {
  /** Shows this; what is undefined stays as it is. */
  readonly show: (data: JoinData) => void;
  /** Closes it. */
  readonly close: () => void;
}

/** Opens the dialog; `room` stands in its field already. */
export function openJoinDialog(
  words: Words,
  on: JoinCallbacks,
  room = "",
): JoinDialog {
  const name = textInput({
    value: room,
    autofocus: true,
    required: true,
    autocapitalize: "none",
    spellcheck: "false",
  });
  const password = textInput({ type: "password", autocomplete: "off" });
  const list = element(
    "div",
    { class: "choices" },
    element("p", { class: "quiet" }, words.loading),
  );
  const dialog = openDialog(
    { title: words.enterRoom, closeLabel: words.close, closed: on.closed },
    form(
      () => {
        const wanted = name.value.trim();
        if (wanted === "") name.focus();
        else {on.join(
            wanted,
            password.value === "" ? undefined : password.value,
          );}
      },
      field(words.roomName, name, words.newRoomHint),
      field(words.passwordIfAny, password),
      element("footer", {}, submitButton(words.enter)),
    ),
    element("h3", {}, words.openRooms),
    list,
  );
  return {
    show: (data) => {
      if (data.rooms !== undefined) {
        fill(list, ...rowsOf(data.rooms, data.more ?? 0, words, on));
      }
      if (data.fault === undefined) return;
      dialog.fail(data.fault);
      (data.needsPassword ? password : name).select();
    },
    close: dialog.close,
  };
}

function rowsOf(
  rooms: readonly RoomListed[],
  more: number,
  words: Words,
  on: JoinCallbacks,
): HTMLElement[] {
  if (rooms.length === 0) {
    return [element("p", { class: "quiet" }, words.noOpenRooms)];
  }
  const rows = rooms.map(({ room, people, topic, isYours }) => {
    const facts = [words.here(people), ...(isYours ? [words.alreadyIn] : [])]
      .join(" · ");
    const press = button("", () => on.join(room), { class: "row tall" });
    press.append(
      element(
        "span",
        {},
        isolated(`#${room}`),
        element("span", { class: "quiet" }, facts),
      ),
    );
    if (topic) {
      press.append(
        element("span", { class: "quiet truncate", dir: "auto" }, topic),
      );
    }
    return element("li", {}, press);
  });
  const list = element("ul", {}, ...rows);
  return more > 0 ? [list, element("p", { class: "quiet" }, words.andMore(more))] : [list];
}
