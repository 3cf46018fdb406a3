/**
 * The menu on a person, and what its choices do.
 *
 * @module
 */

import type { Wire } from "../model/change.ts";
import type { Talk } from "../model/talk.ts";
import { type MenuItem, openMenu } from "./menu.ts";
import { openInviteDialog, openOrderDialog, type OrderAct } from "./order_dialogs.ts";
import type { PanelsPage } from "./panels_page.ts";
import { actionsOn, type PersonAction } from "./person_actions.ts";

/** The person and where it was met. */
export interface Met {
  /** The name of the person. */
  readonly name: string;
  /** The room, or the private conversation with the person. */
  readonly talk: Talk;
  /** The button beside which the menu opens. */
  readonly opener: HTMLElement;
}

/** The room that is always there, and always open. */
export const LOBBY = "lobby";
/** What takes somebody the word or the place. */
const HARMFUL: readonly PersonAction[] = ["mute", "kick", "ban"];

/** Opens the menu on a person. */
export function openPersonMenu(page: PanelsPage, met: Met): void {
  const { words } = page;
  const { name, talk, opener } = met;
  const person = talk.people.find((each) => each.name === name);
  const groups = actionsOn({
    yours: talk.rank,
    theirs: person?.rank,
    isYou: name === page.model.you,
    isIgnored: person?.isIgnored ?? false,
    hasVoice: person?.hasVoice ?? false,
    isModerated: talk.settings?.isModerated ?? false,
    canInvite: invitableRooms(page, talk).length > 0,
  }).map((actions) =>
    actions
      .filter((action) => action !== "private" || talk.kind === "room")
      .map((action): MenuItem => ({
        text: words.actions[action],
        isDanger: HARMFUL.includes(action),
        choose: () => carryOut(page, met, action),
      }))
  );
  const close: MenuItem = {
    text: words.closeConversation,
    choose: () => page.act({ kind: "close", talk: talk.id }),
  };
  openMenu({
    label: name,
    groups: talk.kind === "private" ? [...groups, [close]] : groups,
    opener,
  });
}

function carryOut(page: PanelsPage, { name, talk }: Met, action: PersonAction): void {
  const room = talk.kind === "room" ? { room: talk.name } : {};
  const ask = (object: Wire) => page.act({ kind: "ask", object });
  switch (action) {
    case "private":
      return page.act({ kind: "talk-to", name });
    case "mention":
      return page.insert(`${name} `);
    case "whois":
    case "ignore":
    case "unignore":
      return ask({ type: action, name });
    case "voice":
    case "devoice":
    case "op":
    case "deop":
    case "unmute":
      return ask({ type: action, name, ...room });
    case "owner":
      return ask({ type: "op", name, ...room, text: "owner" });
    case "mute":
    case "kick":
    case "ban":
      return askFirst(page, { name, talk }, action);
    case "invite":
      openInviteDialog(
        page.words,
        { name, rooms: invitableRooms(page, talk) },
        (into) => ask({ type: "invite", name, room: into }),
      );
      return;
  }
  action satisfies never;
}

function askFirst(page: PanelsPage, { name, talk }: Omit<Met, "opener">, act: OrderAct): void {
  openOrderDialog(
    page.words,
    { act, name, room: `#${talk.name}` },
    (decision) =>
      page.act({ kind: "ask", object: { type: act, name, room: talk.name, ...decision } }),
  );
}

/** Rooms beside the one that is open: everybody is in the lobby already, or can be. */
function invitableRooms(page: PanelsPage, open: Talk): string[] {
  return page.model.talks
    .filter(({ kind, name, isPresent, id }) =>
      kind === "room" && isPresent && name !== LOBBY && id !== open.id
    )
    .map(({ name }) => name);
}
