/**
 * Notifications of the system: asked for by a press in the settings alone, one for all tabs, and a press
 * on it brings the tab.
 *
 * @module
 */

import type { NotifyPermission } from "./settings_dialog.ts";

/** A notification. */
export interface NewsOfSystem {
  /** Its first line. */
  readonly title: string;
  /** What was said. */
  readonly text: string;
  /** The same in every tab that tells the same: later ones take the place of the first without a sound. */
  readonly tag: string;
  /** Called when it is pressed; the tab has the focus then. */
  readonly open: () => void;
}

/** The lock that every tab holds while it is in view, shared with the others. */
const IN_VIEW = "hubbub.in-view";

/** Has the other tabs know whether this one is in view. Called once; it lasts as long as the page. */
export function watchView(): void {
  let release: (() => void) | undefined;
  function look(): void {
    release?.();
    release = undefined;
    if (document.visibilityState === "hidden") return;
    const held = new Promise<void>((resolve) => release = resolve);
    navigator.locks?.request(IN_VIEW, { mode: "shared" }, () => held);
  }
  look();
  document.addEventListener("visibilitychange", look);
}

/** What the browser allows. On Android only service workers notify, and the page's policy allows none. */
export function notifyPermission(): NotifyPermission {
  const isAble = "Notification" in globalThis && isSecureContext &&
    !navigator.userAgent.includes("Android");
  return isAble ? Notification.permission : "never";
}

/** Has the browser ask the reader; only after a press. Never rejects. */
export async function askToNotify(): Promise<NotifyPermission> {
  if (notifyPermission() === "default") await Notification.requestPermission();
  return notifyPermission();
}

/** Shows a notification, if the browser allows it and no tab of the page is in view. Never rejects. */
export async function notify({ title, text, tag, open }: NewsOfSystem): Promise<void> {
  if (notifyPermission() !== "granted") return;
  const { held = [] } = await navigator.locks.query();
  if (held.some(({ name }) => name === IN_VIEW)) return;
  const shown = new Notification(title, { body: text, tag, icon: "icon.svg" });
  const clear = () => shown.close();
  document.addEventListener("visibilitychange", clear, { once: true });
  shown.onclick = () => {
    focus();
    clear();
    open();
  };
}
