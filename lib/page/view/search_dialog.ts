/**
 * The dialog that searches what was said.
 *
 * @module
 */

import type { Found } from "../model/change.ts";
import type { Words } from "../words/words.ts";
import { openDialog } from "./dialog.ts";
import { button, element, fill, isolated } from "./element.ts";
import { form, submitButton, textInput } from "./form.ts";
import { markedParts } from "./marked.ts";
import { momentOf } from "./moment.ts";

/** What a search has found. */
export interface FoundData {
  /** The lines, the newest first. */
  readonly lines: readonly Found[];
  /** Whether there are more. */
  readonly hasMore: boolean;
  /** Whether they follow those that are shown. */
  readonly isMore: boolean;
}

/** What the dialog asks for. */
export interface SearchCallbacks {
  /** These words are sought, with filters as they are typed (`from:ann`). */
  readonly search: (words: string) => void;
  /** The next lines of the last search are wanted. */
  readonly more: () => void;
  /** It has closed. */
  readonly closed: () => void;
}

/** The dialog while it is open. */
export interface SearchDialog {
  /** Shows what was found. */
  readonly show: (data: FoundData) => void;
  /** Shows why nothing was sought, and has it read aloud. */
  readonly fail: (text: string) => void;
}

/** Opens the dialog. */
export function openSearchDialog(words: Words, on: SearchCallbacks): SearchDialog {
  const sought = textInput({
    type: "search",
    autofocus: true,
    "aria-label": words.search,
    placeholder: words.searchHint,
    enterkeyhint: "search",
  });
  const list = element("ul", { class: "found" });
  const count = element("p", { class: "quiet", role: "status" });
  const more = button(words.more, on.more, { hidden: true });
  let asked = "";
  let shown = 0;
  const dialog = openDialog(
    { title: words.search, closeLabel: words.close, class: "wide", closed: on.closed },
    form(
      () => {
        asked = sought.value.trim();
        dialog.fail("");
        if (asked === "") sought.focus();
        else on.search(asked);
      },
      element("div", { class: "beside" }, sought, submitButton(words.search)),
    ),
    count,
    list,
    more,
  );
  return {
    show: ({ lines, hasMore, isMore }) => {
      const rows = lines.map((line) => rowOf(line, asked));
      shown = isMore ? shown + lines.length : lines.length;
      if (isMore) list.append(...rows);
      else fill(list, ...rows);
      count.textContent = shown === 0
        ? words.foundNone
        : hasMore
        ? words.foundMore(shown)
        : words.found(shown);
      more.hidden = !hasMore;
    },
    fail: dialog.fail,
  };
}

function rowOf({ room, line }: Found, asked: string): HTMLElement {
  const said = element("p", { dir: "auto" });
  said.append(
    ...markedParts(line.text, asked).map(({ text, isMarked }) =>
      isMarked ? element("mark", {}, text) : text
    ),
  );
  return element(
    "li",
    {},
    element(
      "p",
      { class: "quiet" },
      isolated(line.from),
      " · ",
      isolated(`#${room}`),
      " · ",
      element("time", { datetime: new Date(line.at).toISOString() }, momentOf(line.at)),
    ),
    said,
  );
}
