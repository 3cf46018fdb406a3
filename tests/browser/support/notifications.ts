/**
 * A stand-in for the system's notifications, which no headless browser shows: keeps what the page asks
 * for, so that a test can read and press it.
 *
 * @module
 */

import type { Visitor } from "./visitor.ts";

/** Runs before the page's scripts; the permission is kept for all tabs of a profile. */
export const NOTIFICATIONS = `
  globalThis.notified = { shown: [], asked: 0, focused: 0 };
  globalThis.focus = () => { notified.focused++; };
  globalThis.Notification = class extends EventTarget {
    onclick = null;
    constructor(title, options = {}) {
      super();
      this.title = title;
      this.body = options.body ?? "";
      this.tag = options.tag ?? "";
      notified.shown.push(this);
    }
    close() {}
    static get permission() {
      try { return localStorage.getItem("test-permission") ?? "default"; } catch { return "default"; }
    }
    static async requestPermission() {
      notified.asked++;
      localStorage.setItem("test-permission", "granted");
      return "granted";
    }
  };
`;

/** One notification. */
export interface Notified {
  readonly title: string;
  readonly body: string;
  /** Another with the same takes its place. */
  readonly tag: string;
}

/** What this tab has asked the system to show. */
export function notifications(visitor: Visitor): Promise<Notified[]> {
  return visitor.page.evaluate(() =>
    Reflect.get(globalThis, "notified").shown.map((each: Notified) => ({
      title: each.title,
      body: each.body,
      tag: each.tag,
    }))
  );
}

/** How often this tab has asked for the permission. */
export function permissionsAsked(visitor: Visitor): Promise<number> {
  return visitor.page.evaluate(() => Reflect.get(globalThis, "notified").asked);
}

/** Presses the last notification; returns how often the tab came to the front. */
export function pressNotification(visitor: Visitor): Promise<number> {
  return visitor.page.evaluate(() => {
    const { shown } = Reflect.get(globalThis, "notified");
    const last = shown.at(-1);
    const click = new Event("click");
    last.onclick?.(click);
    last.dispatchEvent(click);
    return Reflect.get(globalThis, "notified").focused;
  });
}
