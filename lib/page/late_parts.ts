/**
 * The late parts as the page sees them: loads them, and keeps for them what has changed before they are there.
 *
 * @module
 */

import { leaveOldBuild } from "./build.ts";
import type { Late, LatePage } from "./late.ts";
import type { Change } from "./model/change.ts";
import type { Storage } from "./storage.ts";
import { element } from "./view/element.ts";

/** The most changes that wait: the newest. */
const MOST_WAITING = 1000;
/** The buttons whose presses the late parts serve. */
const OPENERS = "[id^=open-]";

/** The late parts, loaded once, when they are first used. */
export class LateParts {
  readonly #page: LatePage;
  readonly #ofTab: Storage;
  #loading: Promise<Late> | undefined;
  #loaded: Late | undefined;
  #untold: Change[] = [];

  /** Loads nothing yet. */
  constructor(page: LatePage, ofTab: Storage) {
    this.#page = page;
    this.#ofTab = ofTab;
  }

  /** The parts; undefined until they are loaded. */
  get loaded(): Late | undefined {
    return this.#loaded;
  }

  /** Calls `then` with the parts, now or as soon as they are loaded; `otherwise` if they cannot be loaded now. */
  use(then: (late: Late) => void, otherwise: () => void = () => {}): void {
    if (this.#loaded !== undefined) return then(this.#loaded);
    this.#loading ??= this.#load();
    this.#loading.then(then, otherwise);
  }

  /** Tells them of a change, now or when they are there. */
  show(change: Change): void {
    if (this.#loaded !== undefined) return this.#loaded.show(change);
    this.#untold.push(change);
    if (this.#untold.length > MOST_WAITING) this.#untold.shift();
    const isAwaited = change.kind === "current" || change.kind === "answer" ||
      change.kind === "notify";
    if (isAwaited) this.use(() => {});
  }

  /** A press on what they serve is made again when they are there. */
  pressed(target: EventTarget | null): void {
    if (this.#loaded !== undefined || !(target instanceof Element)) return;
    const opener = target.closest<HTMLElement>(OPENERS);
    if (opener !== null) this.use(() => opener.click());
  }

  async #load(): Promise<Late> {
    try {
      const [{ makeLate }] = await Promise.all([import("./late.ts"), loadStyle()]);
      const late = this.#loaded = makeLate(this.#page);
      for (const change of this.#untold.splice(0)) late.show(change);
      return late;
    } catch (error) {
      this.#loading = undefined;
      void leaveOldBuild(this.#ofTab);
      throw error;
    }
  }
}

/** Loads the style of the late parts. Rejects if it cannot be fetched. */
function loadStyle(): Promise<unknown> {
  const link = element("link", { rel: "stylesheet", href: "late.css" });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
  });
}
