/**
 * The bans of a room, each with a button that ends it.
 *
 * @module
 */

import type { Ban } from "../model/change.ts";
import type { Words } from "../words/words.ts";
import { openDialog } from "./dialog.ts";
import { button, element, fill, isolated } from "./element.ts";
import { momentOf } from "./moment.ts";

/** What the dialog shows. */
export interface BansData {
  /** The bans, the oldest first. */
  readonly bans: readonly Ban[];
  /** How many more there are. */
  readonly more: number;
}

/** What the dialog asks for. */
export interface BansCallbacks {
  /** A ban should end: of this name, or of this network. */
  readonly unban: (target: string) => void;
  /** It has closed. */
  readonly closed: () => void;
}

/** The dialog while it is open. */
export interface BansDialog {
  /** Shows these bans. */
  readonly show: (data: BansData) => void;
}

/** Opens the dialog for the room with this name, its `#` included; empty until the bans are known. */
export function openBansDialog(words: Words, room: string, on: BansCallbacks): BansDialog {
  const list = element("ul", {}, element("li", { class: "quiet" }, words.loading));
  openDialog(
    { title: words.bansTitle(room), closeLabel: words.close, closed: on.closed },
    list,
  );
  return {
    show: ({ bans, more }) => {
      fill(
        list,
        ...bans.map((ban) => rowOf(ban, words, on)),
        bans.length === 0 ? element("li", { class: "quiet" }, words.bansNone) : undefined,
        more > 0 ? element("li", { class: "quiet" }, words.andMore(more)) : undefined,
      );
    },
  };
}

function rowOf(ban: Ban, words: Words, on: BansCallbacks): HTMLElement {
  const target = ban.name === "" ? ban.network : ban.name;
  const about = [
    words.banBy(ban.by, momentOf(ban.since)),
    ...(ban.until === undefined ? [] : [words.banUntil(momentOf(ban.until))]),
    ...(ban.name !== "" && ban.network !== "" ? [ban.network] : []),
  ];
  return element(
    "li",
    { class: "entry" },
    element(
      "div",
      {},
      isolated(target),
      element("p", { class: "quiet" }, about.join(" · ")),
      ban.reason === "" ? undefined : element("p", { dir: "auto" }, ban.reason),
    ),
    button(words.unban, () => on.unban(target), { "aria-label": words.unbanLabel(target) }),
  );
}
