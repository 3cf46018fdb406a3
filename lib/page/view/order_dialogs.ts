/**
 * The dialog that asks before somebody is muted, put out or banned.
 *
 * @module
 */

import type { DialogWords } from "../words/dialogs_en.ts";
import { openDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import { field, form, select, submitButton, textInput } from "./form.ts";

/** An act against a person that takes a reason, a time, or both. */
export type OrderAct = "mute" | "kick" | "ban";

/** What was decided about it. */
export interface OrderDecision {
  /** How long it lasts, as the daemon reads durations (`10m`); missing: without an end. */
  readonly for?: string;
  /** What the room is told of it; missing: nothing. */
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
  words: DialogWords,
  { act, name, room }: OrderData,
  decide: (decision: OrderDecision) => void,
): void {
  const { title, submit } = words.orders[act];
  let time: keyof DialogWords["durations"] = act === "mute" ? "10m" : "";
  const times = select(words.durations, time, (chosen) => time = chosen);
  const reason = textInput({ maxlength: REASON_LIMIT, autofocus: true });
  const dialog = openDialog(
    words,
    title(name, room),
    form(
      () => {
        const given = reason.value.trim();
        dialog.close();
        decide({
          ...(act === "kick" || time === "" ? {} : { for: time }),
          ...(act === "mute" || given === "" ? {} : { reason: given }),
        });
      },
      act === "kick" ? undefined : field(words.howLong, times),
      act === "mute" ? undefined : field(words.reason, reason, words.reasonHint),
      act === "ban" ? element("p", { class: "quiet" }, words.banHint) : undefined,
      element(
        "footer",
        {},
        button(words.cancel, () => dialog.close()),
        submitButton(submit, "danger"),
      ),
    ),
  );
}
