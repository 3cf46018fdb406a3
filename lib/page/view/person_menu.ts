/**
 * The menu on a person, and what its choices do.
 *
 * @module
 */

import type { Talk } from "../model/talk.ts";
import type { DialogWords } from "../words/dialogs_en.ts";
import { type MenuItem, openMenu } from "./menu.ts";
import { openOrderDialog } from "./order_dialogs.ts";
import type { PanelsPage } from "./panels_page.ts";
import { actionsOn, type PersonAction } from "./person_actions.ts";

/** The person, and where the user met them. */
export interface Met {
  /** The name of the person. */
  readonly name: string;
  /** The room, or the private conversation with the person. */
  readonly talk: Talk;
  /** The button beside which the menu opens. */
  readonly opener: HTMLElement;
}

/** Opens the menu on a person. */
export function openPersonMenu(page: PanelsPage, words: DialogWords, met: Met): void {
  const { name, talk, opener } = met;
  const isPrivate = talk.kind === "private";
  const person = talk.people.find((each) => each.name === name);
  const groups = actionsOn({
    yours: talk.rank,
    theirs: person?.rank,
    isYou: name === page.model.you,
    isIgnored: person?.isIgnored ?? false,
    hasVoice: person?.hasVoice ?? false,
    isModerated: talk.settings?.isModerated ?? false,
    isPrivate,
  }).map((actions) =>
    actions.map((action): MenuItem => ({
      text: words.actions[action],
      isDanger: action in words.orders,
      choose: () => carryOut(page, words, met, action),
    }))
  );
  openMenu({ label: name, groups, opener });
}

function carryOut(
  page: PanelsPage,
  words: DialogWords,
  { name, talk }: Met,
  action: PersonAction,
): void {
  const there = talk.kind === "room" ? { room: talk.name } : {};
  switch (action) {
    case "private":
      return page.act({ kind: "talk-to", name });
    case "close":
      return page.act({ kind: "close", talk: talk.id });
    case "mention":
      return page.insert(`${name} `);
    case "mute":
    case "kick":
    case "ban":
      return openOrderDialog(
        words,
        { act: action, name, room: `#${talk.name}` },
        (decision) =>
          page.act({ kind: "ask", object: { type: action, name, ...there, ...decision } }),
      );
    case "owner":
      return page.act({ kind: "ask", object: { type: "op", name, ...there, text: "owner" } });
    default:
      page.act({ kind: "ask", object: { type: action, name, ...there } });
  }
}
