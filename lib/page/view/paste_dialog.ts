/**
 * The dialog that asks before several pasted lines are sent.
 *
 * @module
 */

import type { Words } from "../words/words.ts";
import { openDialog } from "./dialog.ts";
import { button, element } from "./element.ts";
import { form, submitButton } from "./form.ts";

/** What was pasted. */
export interface PasteData {
  /** The lines, at least two. */
  readonly lines: readonly string[];
  /** Whether there were more lines than these. */
  readonly isCut: boolean;
}

/** What becomes of the lines. Without an answer nothing is sent, and nothing is pasted. */
export interface PasteCallbacks {
  /** Each line is to be a message. */
  readonly send: () => void;
  /** The lines are to stand in the box as one. */
  readonly join: () => void;
  /** It has closed, after one of these or without. */
  readonly closed?: () => void;
}

/** Opens the dialog. */
export function openPasteDialog(words: Words, data: PasteData, on: PasteCallbacks): void {
  const { lines, isCut } = data;
  function answer(then: () => void): void {
    dialog.close();
    then();
  }
  const dialog = openDialog(
    { title: words.pasteTitle(lines.length), closeLabel: words.close, closed: on.closed },
    form(
      () => answer(on.send),
      element("pre", { tabindex: 0, dir: "auto" }, lines.join("\n")),
      isCut ? element("p", { class: "quiet" }, words.pasteCut(lines.length)) : undefined,
      element(
        "footer",
        {},
        button(words.cancel, () => dialog.close()),
        button(words.pasteJoin, () => answer(on.join)),
        submitButton(words.pasteSend(lines.length)),
      ),
    ),
  );
  dialog.body.querySelector<HTMLElement>(".primary")?.focus();
}
