/**
 * Whether somebody looks at a tab. Headless browsers show all tabs, so the page is told otherwise as a
 * browser tells it: by the state of the document and its events.
 *
 * @module
 */

import type { Visitor } from "./visitor.ts";

/** The tab is behind another one. */
export function hide(visitor: Visitor): Promise<void> {
  return setShown(visitor, false);
}

/** The tab is in front, and has the focus. */
export function lookAt(visitor: Visitor): Promise<void> {
  return setShown(visitor, true);
}

async function setShown(visitor: Visitor, isShown: boolean): Promise<void> {
  await visitor.page.evaluate((isShown) => {
    const define = (key: string, value: unknown) =>
      Object.defineProperty(document, key, { value, configurable: true });
    define("visibilityState", isShown ? "visible" : "hidden");
    define("hidden", !isShown);
    define("hasFocus", () => isShown);
    document.dispatchEvent(new Event("visibilitychange"));
    globalThis.dispatchEvent(new Event(isShown ? "focus" : "blur"));
  }, isShown);
}
