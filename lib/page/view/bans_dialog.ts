/**
 * The bans of a room, each with a button that ends it.
 *
 * @module
 */

import type { Ban } from "../model/change.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { button, element, fill, isolated } from "./element.ts";
import { momentOf } from "./moment.ts";

/** What the dialog shows. */
export interface BansData {
  /** The bans, the oldest first. */
  readonly bans: readonly Ban[];
  /** How many more there are. */
  readonly more: number;
}

/** The dialog while it is open. */
export interface BansDialog extends Dialog {
  /** Shows these bans. */
  readonly show: (data: BansData) => void;
}

/**
 * Opens the dialog for the room with this name, its `#` included; empty until the bans are known.
 * `unban` is called with the name or the network whose ban should end.
 */
export function openBansDialog(
  words: DialogWords,
  room: string,
  unban: (target: string) => void,
): BansDialog {
  const list = element("ul");
  const others = element("p", { class: "quiet" }, words.loading);
  const dialog = openDialog(words, words.bansTitle(room), list, others);
  return {
    ...dialog,
    show: ({ bans, more }) => {
      fill(list, ...bans.map((ban) => rowOf(ban, words, unban)));
      others.textContent = more > 0 ? words.andMore(more) : bans.length > 0 ? "" : words.bansNone;
    },
  };
}

function rowOf(
  { name, network, by, since, until, reason }: Ban,
  words: DialogWords,
  unban: (target: string) => void,
): HTMLElement {
  const target = name || network;
  const end = until === undefined ? undefined : momentOf(until);
  return element(
    "li",
    { class: "entry" },
    element(
      "div",
      {},
      isolated(target),
      element("p", { class: "quiet" }, words.bannedBy(by, momentOf(since), end)),
      element("p", { dir: "auto" }, reason),
    ),
    button(words.unban, () => unban(target), { "aria-label": `${words.unban}: ${target}` }),
  );
}
