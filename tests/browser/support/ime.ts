/**
 * An input method as Chromium drives it: what is composed is shown in the box, keys that belong to the
 * composition arrive with the code 229, and the chosen text is inserted at the end. Safari ends the
 * composition before it reports the Enter that chose; its order is played by events of the page.
 *
 * @module
 */

import type { CDPSession, Locator } from "npm:playwright-core@1.65.1";
import type { Visitor } from "./visitor.ts";

/** What a key of a composition is reported as. */
const PROCESS_KEY = 229;

/** The input method of one tab. */
export class InputMethod {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  /** That of a visitor's tab; the box must have the focus when it is used. */
  static async of(visitor: Visitor): Promise<InputMethod> {
    return new InputMethod(await visitor.context.newCDPSession(visitor.page));
  }

  /** Shows what is being composed, in place of what was shown before. */
  async compose(text: string): Promise<void> {
    const end = text.length;
    const range = { selectionStart: end, selectionEnd: end };
    await this.#session.send("Input.imeSetComposition", { text, ...range });
  }

  /** Presses a key that the input method takes: Enter chooses, Escape gives up, Tab turns a page. */
  async press(key: string): Promise<void> {
    const code = { key: "Process", code: key, windowsVirtualKeyCode: PROCESS_KEY };
    await this.#session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...code });
    await this.#session.send("Input.dispatchKeyEvent", { type: "keyUp", ...code });
  }

  /** Ends the composition with this text. */
  async choose(text: string): Promise<void> {
    await this.#session.send("Input.insertText", { text });
  }
}

/** Composes and chooses by Enter, with the events in Safari's order. */
export async function composeAsSafari(box: Locator, text: string): Promise<void> {
  await box.evaluate((element: Element, { text, processKey }) => {
    const area = element as HTMLTextAreaElement;
    area.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    area.value += text;
    const input = { bubbles: true, inputType: "insertCompositionText" };
    area.dispatchEvent(new InputEvent("input", { ...input, isComposing: true }));
    area.dispatchEvent(new CompositionEvent("compositionend", { data: text, bubbles: true }));
    area.dispatchEvent(new InputEvent("input", { ...input, inputType: "insertFromComposition" }));
    // The Enter that chose: not composing any more, and known by its code alone.
    const enter = { key: "Enter", code: "Enter", keyCode: processKey, which: processKey };
    const options = { ...enter, isComposing: false, bubbles: true, cancelable: true };
    area.dispatchEvent(new KeyboardEvent("keydown", options));
    area.dispatchEvent(new KeyboardEvent("keyup", { ...options, keyCode: 13, which: 13 }));
  }, { text, processKey: PROCESS_KEY });
}
