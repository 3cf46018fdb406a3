/**
 * The screens that the page is looked at on.
 *
 * @module
 */

import { devices } from "npm:playwright-core@1.65.1";
import type { BrowserContextOptions } from "npm:playwright-core@1.65.1";

/** The narrowest that WCAG asks for. */
export const NARROW: BrowserContextOptions = {
  viewport: { width: 320, height: 568 },
  isMobile: true,
  hasTouch: true,
};

/** A phone with touch, its pixels and its user agent. */
export const PHONE: BrowserContextOptions = { ...device("Pixel 7"), locale: "en-GB" };

/** A laptop. */
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };

/** The same at twice the size of text: a browser's zoom halves the page's pixels. */
export const ZOOMED: BrowserContextOptions = {
  viewport: { width: 640, height: 400 },
  deviceScaleFactor: 2,
};

/** A large screen. */
export const LARGE: BrowserContextOptions = { viewport: { width: 3840, height: 2160 } };

/** All of them by name. */
export const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  "320 px": NARROW,
  phone: PHONE,
  desktop: DESKTOP,
  "200 %": ZOOMED,
  "4K": LARGE,
};

function device(name: string): BrowserContextOptions {
  const { defaultBrowserType: _, ...options } = devices[name] ?? {};
  return options as BrowserContextOptions;
}
