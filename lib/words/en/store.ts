/**
 * English: the notices about the store.
 *
 * @module
 */

import type { StoreFault } from "../../core/store_notice.ts";
import type { StoreWords } from "../notice_words.ts";

const FAULTS: Readonly<Record<StoreFault, string>> = {
  "in-use": "another process has the folder",
  "foreign": "the file belongs to another program",
  "newer": "the file is of a later version of hubbub",
  "damaged": "the file is damaged",
  "full": "the disk is full",
  "locked": "another program has locked the file",
  "gone": "the file cannot be opened",
  "denied": "permission denied",
  "not-a-folder": "there is a file where a folder should be",
  "other": "the log says why",
};

/** Every notice about the store in English. */
export const ENGLISH_STORE: StoreWords = {
  "store-failed": ({ problem, waiting, dropped }) =>
    `nothing can be written to the disk: ${
      FAULTS[problem]
    }; events that wait: ${waiting}, lost: ${dropped}`,
  "store-works": ({ waiting, dropped }) =>
    `the disk can be written again; events that wait: ${waiting}, lost: ${dropped}`,
};
