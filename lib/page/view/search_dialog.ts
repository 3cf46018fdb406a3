/**
 * The dialog that searches what was said.
 *
 * @module
 */

import type { Found } from "../model/change.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { button, element, isolated } from "./element.ts";
import { form, submitButton, textInput } from "./form.ts";
import { momentOf } from "./moment.ts";

/** What a search has found. */
export interface FoundData {
  /** The lines, the newest first. */
  readonly lines: readonly Found[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}

/** What the dialog asks for. */
export interface SearchCallbacks {
  /** These words are sought, with filters as they are typed (`from:ann`). */
  readonly search: (words: string) => void;
  /** The place of the line is wanted. */
  readonly open: (line: Found) => void;
  /** The next lines of the last search are wanted. */
  readonly more: () => void;
}

/** The dialog while it is open. */
export interface SearchDialog extends Dialog {
  /** Shows what was found, below what `more` has found before. */
  readonly show: (data: FoundData) => void;
}

/** Opens the dialog. */
export function openSearchDialog(words: DialogWords, on: SearchCallbacks): SearchDialog {
  const sought = textInput({ enterkeyhint: "search", autofocus: true, "aria-label": words.search });
  sought.placeholder = words.searchHint;
  const list = element("ul", { class: "found" });
  const count = element("p", { class: "quiet", role: "status" });
  const more = button(words.more, () => {
    isMore = true;
    on.more();
  });
  let isMore = false;
  more.hidden = true;
  const dialog = openDialog(
    words,
    words.search,
    form(
      () => {
        isMore = false;
        on.search(sought.value.trim());
      },
      element("div", { class: "beside" }, sought, submitButton(words.search)),
    ),
    count,
    list,
    more,
  );
  dialog.root.className = "wide";
  return {
    ...dialog,
    show: ({ lines, hasMore }) => {
      dialog.fail("");
      if (!isMore) list.replaceChildren();
      list.append(...lines.map((line) =>
        rowOf(line, () => {
          dialog.close();
          on.open(line);
        })
      ));
      count.textContent = words.found(list.childElementCount, hasMore);
      more.hidden = !hasMore;
    },
  };
}

function rowOf({ room, from, text, at, isAction }: Found, open: () => void): HTMLElement {
  return element(
    "li",
    {},
    element(
      "p",
      { class: "quiet" },
      isolated(from),
      " · ",
      isolated(`#${room}`),
      " · ",
      momentOf(at),
    ),
    button(isAction ? `* ${from} ${text}` : text, open, { dir: "auto" }),
  );
}
