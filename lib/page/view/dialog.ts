/**
 * A dialog: a `<dialog>` of the platform, which keeps the focus in it and closes by Escape, with a title,
 * a button that closes it, and a line for what went wrong.
 *
 * @module
 */

import type { DialogWords } from "../words/dialogs_en.ts";
import { button, type Child, element, glyph, label } from "./element.ts";

/** A dialog that is open, or was. */
export interface Dialog {
  /** The element; it leaves the document when the dialog closes. */
  readonly root: HTMLDialogElement;
  /** Shows what went wrong, and has it read aloud; an empty text shows nothing. */
  readonly fail: (text: string) => void;
  /** Closes it and gives the focus back. Does nothing if it is closed. */
  readonly close: () => void;
}

/**
 * Opens a dialog above the page with this title, its name for screen readers, and these contents. Without
 * an element with `autofocus` the title has the focus. A press beside the dialog closes it as well.
 */
export function openDialog(
  words: DialogWords,
  title: string,
  ...contents: readonly Child[]
): Dialog {
  const heading = element("h2", { tabindex: -1, dir: "auto" }, title);
  const fault = element("p", { class: "fault", role: "alert" });
  const close = () => root.close();
  const cross = button("", close, { class: "icon" });
  cross.append(glyph("close"));
  label(cross, words.close);
  const root = element(
    "dialog",
    { "aria-label": title },
    element("header", {}, heading, cross),
    fault,
    ...contents,
  );
  root.addEventListener("close", () => root.remove());
  root.addEventListener("pointerdown", (event) => {
    if (event.target === root && isBeside(event, root)) close();
  });
  document.body.append(root);
  root.showModal();
  (root.querySelector<HTMLElement>("[autofocus]") ?? heading).focus();
  return {
    root,
    fail: (text) => {
      fault.textContent = text;
    },
    close,
  };
}

/** The ground around a dialog belongs to it, so that a press there has the dialog as its target. */
function isBeside({ clientX, clientY }: PointerEvent, root: HTMLElement): boolean {
  const { left, right, top, bottom } = root.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
