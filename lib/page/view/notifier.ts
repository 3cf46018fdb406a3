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

/** Shows notifications while the page is not in view. */
export interface Notifier {
  /** What the browser allows. */
  readonly permission: () => NotifyPermission;
  /** Asks the reader, once, by the browser's own question; only after a press. Never rejects. */
  readonly ask: () => Promise<NotifyPermission>;
  /** Shows one, if the browser allows it and no tab of the page is in view. Never rejects. */
  readonly tell: (news: NewsOfSystem) => Promise<void>;
  /** Takes those away that are shown: the reader has come. */
  readonly clear: () => void;
}

/** The lock that every tab holds while it is in view, shared with the others. */
const IN_VIEW = "hubbub.in-view";
/** The most notifications that are remembered, to be taken away. */
const MOST_OPEN = 20;

/** Makes the notifier, which watches whether the page is in view. */
export function makeNotifier(): Notifier {
  const open: Notification[] = [];
  let release: (() => void) | undefined;

  function hold(): void {
    if (document.visibilityState === "hidden") {
      release?.();
      release = undefined;
    } else if (release === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      release = resolve;
      navigator.locks?.request(IN_VIEW, { mode: "shared" }, () => promise).catch(() => {});
    }
  }

  function clear(): void {
    for (const shown of open.splice(0)) shown.close();
  }

  hold();
  document.addEventListener("visibilitychange", () => {
    hold();
    if (document.visibilityState === "visible") clear();
  });

  return {
    permission,
    ask: async () => {
      if (permission() === "default") await Notification.requestPermission();
      return permission();
    },
    tell: async ({ title, text, tag, open: press }) => {
      if (permission() !== "granted" || await isInView()) return;
      const shown = make(title, { body: text, tag, icon: "icon.svg" });
      if (shown === undefined) return;
      shown.onclick = () => {
        focus();
        shown.close();
        press();
      };
      open.push(shown);
      if (open.length > MOST_OPEN) open.shift();
    },
    clear,
  };
}

/** Browsers on Android have the class but let only service workers notify, which the page's policy forbids. */
function permission(): NotifyPermission {
  const isAble = "Notification" in globalThis && isSecureContext &&
    !navigator.userAgent.includes("Android");
  return isAble ? Notification.permission : "never";
}

/** Whether any tab of the page is in view. */
async function isInView(): Promise<boolean> {
  if (document.visibilityState === "visible") return true;
  const held = (await navigator.locks?.query())?.held ?? [];
  return held.some(({ name }) => name === IN_VIEW);
}

/** Undefined where the browser has the class and lets nobody use it. */
function make(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options);
  } catch {
    return undefined;
  }
}
