/**
 * Names: the rules for the names of clients and of rooms. A `Nick`, or the name of a room other than the
 * lobby, can only be made here, so none breaks a rule. `state/taken_names.ts` records which client holds
 * which name; the ledger knows the rooms.
 *
 * @module
 */

import { lazy } from "../../text/lazy.ts";
import type { NickProblem } from "../notice.ts";
import { areScriptsCompatible } from "../../text/scripts.ts";
import { skeleton } from "../../text/skeleton.ts";
import { graphemes, sanitize } from "../../text/sanitize.ts";
import type { Bytes, identity, RoomName } from "../units.ts";

/** A name that has passed the rules, or that the daemon has made; NFKC, safe to show. */
export type Nick = string & { readonly [identity]: "Nick" };

/** How long a name may be. */
interface Length {
  readonly graphemes: number;
  readonly bytes: Bytes;
}

const NICK_LENGTH: Length = { graphemes: 24, bytes: 64 };
const ROOM_LENGTH: Length = { graphemes: 32, bytes: 96 };
const MAX_MARKS = 4;

/** A text of more UTF-16 units for each allowed byte exceeds the limit in bytes even after NFKC. */
const UNITS_PER_BYTE = 8;

/** U+3007 is the Chinese digit zero; Unicode classes it as a letter number, not as a digit. */
const BAD_CHARACTER = /[^\p{L}\p{M}\p{Nd}\u3007._-]|\p{Default_Ignorable_Code_Point}/u;

/** Letters that look like the colon that follows a name in the line dialect. */
const COLON_AT_END = /[\u02d0\ua4fd]$/;

/** Names that look like the daemon, its operators, or all clients. */
const RESERVED_ENGLISH =
  "server|system|admin|administrator|root|operator|moderator|service|guest|everyone|all|here|nobody";

/** The same in Chinese, in simplified and in traditional characters. */
const RESERVED_CHINESE = "系统|系統|服务器|服務器|伺服器|管理员|管理員|超级管理员|超級管理員|" +
  "版主|站长|站長|群主|主持人|操作员|操作員|客服|官方|公告|所有人|全体成员|全體成員|大家|任何人|" +
  "游客|遊客|访客|訪客";

/** Case matters to look-alikes in one place: a capital I looks like l, a small i does not. */
const reserved: () => RegExp = lazy(() => {
  const english = skeleton(RESERVED_ENGLISH).replaceAll("i", "[il]");
  return new RegExp(`^(?:${english}|${skeleton(RESERVED_CHINESE)})$`);
});

/**
 * Matches the names that `guestNick()` makes, and their Chinese forms. It matches skeletons, in which
 * 0 is an o and 1 is an l.
 */
const guest: () => RegExp = lazy(() =>
  new RegExp(`^(?:guest|${skeleton("游客|遊客|访客|訪客")})[._-]+[0-9ol]+$`)
);

/**
 * Makes a name of a typed text without spaces around it; the name is its NFKC form. If the text breaks
 * a rule, returns the first problem found. Never throws.
 */
export function parseNick(text: string): Nick | NickProblem {
  if (isHopeless(text, NICK_LENGTH)) return tooLong(NICK_LENGTH.graphemes, "characters");
  const name = text.normalize("NFKC");
  return findProblem(name, NICK_LENGTH) ?? findReserved(name) ?? name as Nick;
}

/**
 * Makes the name of a room of a typed text, with or without the `#` before it. The rules are those of
 * names, except for the length and the reserved words. If the text breaks a rule, returns the first
 * problem found. Never throws.
 */
export function parseRoom(text: string): RoomName | NickProblem {
  if (isHopeless(text, ROOM_LENGTH)) return tooLong(ROOM_LENGTH.graphemes, "characters");
  const name = text.normalize("NFKC").replace(/^#/, "");
  return findProblem(name, ROOM_LENGTH) ?? name as RoomName;
}

/** The default name where addresses are shown, e.g. `[::1]:40321`. Never throws. */
export function addressNick(address: string): Nick {
  // No name that can be chosen contains a colon.
  return sanitize(address) as Nick;
}

/** The default name where addresses are not shown, e.g. `guest-7`. Never throws. */
export function guestNick(n: number): Nick {
  return `guest-${n}` as Nick;
}

/** Whether a text is so long that no client can have it for its name, in whatever form. Never throws. */
export function isNoName(text: string): boolean {
  return isHopeless(text, NICK_LENGTH);
}

function isHopeless(text: string, { bytes }: Length): boolean {
  return text.length > UNITS_PER_BYTE * bytes;
}

function findProblem(name: string, length: Length): NickProblem | undefined {
  return findBadCharacter(name) ?? findBadShape(name, length) ?? findMixedScripts(name);
}

function findBadCharacter(name: string): NickProblem | undefined {
  if (name === "") return { code: "name-empty" };
  const bad = BAD_CHARACTER.exec(name)?.[0] ?? COLON_AT_END.exec(name)?.[0];
  const codePoint = bad?.codePointAt(0);
  return codePoint === undefined ? undefined : { code: "name-bad-character", codePoint };
}

function findBadShape(name: string, length: Length): NickProblem | undefined {
  if (name.length > length.graphemes && graphemes(name).length > length.graphemes) {
    return tooLong(length.graphemes, "characters");
  }
  if (new TextEncoder().encode(name).length > length.bytes) return tooLong(length.bytes, "bytes");
  if (/^\p{M}/u.test(name)) return { code: "name-leading-mark" };
  if (!/\p{L}/u.test(name)) return { code: "name-no-letter" };
  if (/\p{M}{5}/u.test(name)) return { code: "name-too-many-marks", limit: MAX_MARKS };
  return undefined;
}

function findMixedScripts(name: string): NickProblem | undefined {
  return areScriptsCompatible(name) ? undefined : { code: "name-mixed-scripts", name };
}

function findReserved(name: string): NickProblem | undefined {
  // Punctuation around a reserved word, or marks on its letters, do not make another word.
  const likeness = skeleton(name).replace(/^[._-]+|[._-]+$|\p{M}/gu, "");
  if (!guest().test(likeness) && !reserved().test(likeness)) return undefined;
  return { code: "name-reserved", name };
}

function tooLong(limit: number, unit: "characters" | "bytes"): NickProblem {
  return { code: "name-too-long", limit, unit };
}
