/**
 * The dialog that asks for one's name: at the first visit, when the name was refused, and to change it.
 *
 * @module
 */

import type { TalkWords } from "../words/talk_en.ts";
import { button, element } from "./element.ts";

/** What the dialog asks for. */
export interface NameCallbacks {
  /** A name was chosen, possibly an empty one. The dialog stays until `close` or `fail`. */
  readonly choose: (name: string) => void;
  /** The dialog has closed. */
  readonly closed: () => void;
}

/** The dialog. */
export interface NameDialog {
  /** Opens it with this name. `isFirst`: one is not in the chat yet, and it cannot be closed without a name. */
  readonly open: (name: string, isFirst: boolean) => void;
  /** Tells why the name was refused, and lets another be typed. */
  readonly fail: (reason: string) => void;
  /** Closes it. */
  readonly close: () => void;
  /** Whether it is open. */
  readonly isOpen: () => boolean;
}

/** The most characters that the field takes; the daemon has its own rules. */
const MOST_CHARACTERS = 64;

/** Makes the dialog; it is in the document only while it is open. */
export function makeNameDialog(words: TalkWords, on: NameCallbacks): NameDialog {
  const input = element("input", {
    id: "name",
    type: "text",
    dir: "auto",
    autocomplete: "nickname",
    autocapitalize: "none",
    spellcheck: "false",
    enterkeyhint: "go",
    maxlength: MOST_CHARACTERS,
    "aria-describedby": "name-hint name-fault",
    autofocus: true,
  });
  const fault = element("p", { id: "name-fault", class: "fault", role: "alert" });
  const cancel = button(words.cancel, () => dialog.close());
  const enter = element("button", { type: "submit", class: "primary" }, words.nameEnter);
  const form = element(
    "form",
    { novalidate: true },
    element("h2", { id: "name-title" }, words.nameTitle),
    element("p", { id: "name-hint", class: "quiet" }, words.nameHint),
    element("label", { class: "field" }, element("span", {}, words.nameField), input),
    fault,
    element("footer", {}, cancel, enter),
  );
  const dialog = element("dialog", { id: "name-dialog", "aria-labelledby": "name-title" }, form);
  let isFirst = false;

  dialog.addEventListener("cancel", (event) => {
    if (isFirst) event.preventDefault();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    on.closed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fault.textContent = "";
    on.choose(input.value.trim());
  });

  function open(name: string, first: boolean): void {
    isFirst = first;
    input.value = name;
    fault.textContent = "";
    cancel.hidden = first;
    enter.textContent = first ? words.nameEnter : words.nameChange;
    if (!dialog.isConnected) document.body.append(dialog);
    if (!dialog.open) dialog.showModal();
    input.select();
  }

  return {
    open,
    fail: (reason) => {
      fault.textContent = reason;
      input.select();
    },
    close: () => dialog.close(),
    isOpen: () => dialog.open,
  };
}
