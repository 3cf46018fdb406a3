/**
 * The two storages of the browser, which may be forbidden or full: then nothing is kept, and nothing fails.
 *
 * @module
 */

import { texts } from "./model/fields.ts";

/** A storage that never throws. */
export interface Storage {
  /** The text under this key; null if there is none. */
  readonly getItem: (key: string) => string | null;
  /** Keeps a text under this key, if that can be. */
  readonly setItem: (key: string, text: string) => void;
}

/** What outlives the window, for all pages of this server. */
export const LASTING: Storage = careful(() => localStorage);
/** What belongs to this tab. */
export const OF_TAB: Storage = careful(() => sessionStorage);

/** Of what was kept under `key` as a list of texts, the list; empty for anything else. */
export function keptList(storage: Storage, key: string): string[] {
  try {
    return texts(JSON.parse(storage.getItem(key) ?? "[]"));
  } catch {
    return [];
  }
}

function careful(storage: () => Storage): Storage {
  return {
    getItem: (key) => {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    setItem: (key, text) => {
      try {
        storage().setItem(key, text);
      } catch {
        // Forbidden or full: it is forgotten with the page.
      }
    },
  };
}
