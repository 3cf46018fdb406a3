/**
 * The dialogs that ask before somebody is muted, put out, banned or invited.
 *
 * @module
 */

import type { Words } from "../words/words.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { button, type Child, element } from "./element.ts";
import { field, form, select, submitButton, textInput } from "./form.ts";

/** An act against a person that takes a reason, a time, or both. */
export type OrderAct = "mute" | "kick" | "ban";

/** What was decided about it. */
export interface OrderDecision {
  /** How long it lasts, as the daemon reads durations (`10m`); undefined: without an end. */
  readonly for?: string;
  /** What the room is told of it; undefined: nothing. */
  readonly reason?: string;
}

/** What the dialog is about. */
export interface OrderData {
  /** What is to be done. */
  readonly act: OrderAct;
  /** To whom. */
  readonly name: string;
  /** Where: the room with its `#`. */
  readonly room: string;
}

/** The most characters of a reason that can be typed: the daemon takes 400 bytes. */
const REASON_LIMIT = 133;

/** Opens the dialog; `decide` is called once if the reader goes through with it. */
export function openOrderDialog(
  words: Words,
  { act, name, room }: OrderData,
  decide: (decision: OrderDecision) => void,
): Dialog {
  const reason = textInput({ maxlength: REASON_LIMIT });
  const time = select(words.durations, act === "mute" ? "10m" : "");
  const dialog = ask(
    words,
    {
      title: words[`${act}Title`](name, room),
      submit: words[`${act}Do`],
      isDanger: true,
    },
    () =>
      decide({
        ...(act !== "kick" && time.value !== "" ? { for: time.value } : {}),
        ...(act !== "mute" && reason.value.trim() !== "" ? { reason: reason.value.trim() } : {}),
      }),
    [
      act === "kick" ? undefined : field(words.howLong, time),
      act === "mute" ? undefined : field(words.reason, reason, words.reasonHint),
      act === "ban" ? element("p", { class: "quiet" }, words.banHint) : undefined,
    ],
  );
  return dialog;
}

/** Opens the dialog that asks into which of these rooms, named without `#`, a person is invited. */
export function openInviteDialog(
  words: Words,
  { name, rooms }: { readonly name: string; readonly rooms: readonly string[] },
  decide: (room: string) => void,
): Dialog {
  const room = select(
    Object.fromEntries(rooms.map((each) => [each, `#${each}`])),
    rooms[0] ?? "",
  );
  return ask(
    words,
    { title: words.inviteTitle(name), submit: words.inviteDo, isDanger: false },
    () => decide(room.value),
    [field(words.inviteInto, room)],
  );
}

function ask(
  words: Words,
  options: {
    readonly title: string;
    readonly submit: string;
    readonly isDanger: boolean;
  },
  decide: () => void,
  fields: readonly Child[],
): Dialog {
  const dialog = openDialog(
    { title: options.title, closeLabel: words.close },
    form(
      () => {
        dialog.close();
        decide();
      },
      ...fields,
      element(
        "footer",
        {},
        button(words.cancel, () => dialog.close()),
        submitButton(options.submit, options.isDanger),
      ),
    ),
  );
  dialog.body.querySelector<HTMLElement>("input, select")?.focus();
  return dialog;
}
