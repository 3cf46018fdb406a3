/**
 * A dialog: a `<dialog>` of the platform, which keeps the focus in it and closes by Escape, with a title,
 * a button that closes it, and a line for what went wrong.
 *
 * @module
 */

import { button, type Child, element, glyph, label } from "./element.ts";

/** A dialog that is open. */
export interface Dialog {
  /** The element; it is removed when the dialog closes. */
  readonly root: HTMLDialogElement;
  /** Where the contents go. */
  readonly body: HTMLElement;
  /** Shows what went wrong, and has it read aloud; an empty text shows nothing. */
  readonly fail: (text: string) => void;
  /** Closes it and gives the focus back. Does nothing if it is closed. */
  readonly close: () => void;
}

/** How to open a dialog. */
export interface DialogOptions {
  /** Its title, which is its name for screen readers. */
  readonly title: string;
  /** What the button with the cross is called. */
  readonly closeLabel: string;
  /** A class beside `dialog`'s own style. */
  readonly class?: string;
  /** Called once when it has closed, however it was closed. */
  readonly closed?: (() => void) | undefined;
}

/** Opens a dialog above the page with these contents. A press beside it closes it as well. */
export function openDialog(
  options: DialogOptions,
  ...contents: readonly Child[]
): Dialog {
  const title = element("h2", { tabindex: -1, dir: "auto" }, options.title);
  const fault = element("p", { class: "fault", role: "alert" });
  const cross = button("", () => root.close(), { class: "icon" });
  cross.append(glyph("close"));
  label(cross, options.closeLabel);
  const body = element(
    "div",
    { class: "body" },
    ...contents.filter((child) => child !== undefined),
  );
  const root = element(
    "dialog",
    { class: options.class, "aria-label": options.title },
    element("header", {}, title, cross),
    fault,
    body,
  );
  root.addEventListener("close", () => {
    root.remove();
    options.closed?.();
  });
  root.addEventListener("pointerdown", (event) => {
    if (event.target === root && isBeside(event, root)) root.close();
  });
  document.body.append(root);
  root.showModal();
  (body.querySelector<HTMLElement>("[autofocus]") ?? title).focus();
  return {
    root,
    body,
    fail: (text) => {
      fault.textContent = text;
    },
    close: () => root.close(),
  };
}

/** The ground around a dialog belongs to it, so that a press there has the dialog as its target. */
function isBeside(event: PointerEvent, root: HTMLElement): boolean {
  const { left, right, top, bottom } = root.getBoundingClientRect();
  return event.clientX < left || event.clientX > right || event.clientY < top ||
    event.clientY > bottom;
}
