/**
 * The people whom the person ignores. The daemon does it, and forgets it when the connection ends: after a reconnect
 * it is asked again. For a daemon without `/ignore` the client hides the lines itself, by name. Pure.
 *
 * @module
 */

import type { Notice } from "../../core/notice.ts";
import { fold } from "../../text/fold.ts";
import type { CommandInfo } from "../../wire/json/commands.ts";
import type { DaemonEvent } from "../../wire/json/daemon_event.ts";
import { linesFor } from "../../words/lines.ts";
import type { Phrases } from "../../words/phrases.ts";
import { LOBBY } from "../rooms/room_entry.ts";
import type { Sendable } from "../typed/request.ts";

/** The most people that are ignored, as a daemon has it. */
export const MAX_IGNORED: number = 100;

/** What is left to do with an event. */
export interface IgnoringVerdict {
  /** Whether the client hides it. */
  readonly isHidden: boolean;
  /** What to ask of the daemon; usually nothing. */
  readonly asks: readonly Sendable[];
}

/** The answer in words. Never throws. */
export function ignoringLines(answer: IgnoringAnswer, phrases: Phrases): string[] {
  if (answer.kind === "ignored") return linesFor(phrases, answer);
  return [`-- ${phrases.notice(answer.notice)}`];
}

/** The answer to a command that the client carries out in place of the daemon. */
export type IgnoringAnswer =
  | { readonly kind: "notice"; readonly notice: Notice }
  | { readonly kind: "ignored"; readonly names: readonly string[] };

const NOTHING: IgnoringVerdict = { isHidden: false, asks: [] };

/** The ignored people of one run, by folded name. */
export class Ignoring {
  /** Those that the daemon ignores for this connection. */
  readonly #told = new Map<string, string>();
  /** Those of earlier connections who have not been seen since. */
  readonly #owed = new Map<string, string>();
  /** Those whose lines the client hides. */
  readonly #hidden = new Map<string, string>();

  /** Takes note of an event of the daemon; `isMissed` if it was told to nobody here before. Never throws. */
  note(event: DaemonEvent, isMissed: boolean): IgnoringVerdict {
    switch (event.kind) {
      case "welcome":
        for (const [key, name] of this.#told) {
          if (this.#owed.size < MAX_IGNORED) this.#owed.set(key, name);
        }
        this.#told.clear();
        return this.#meet(event.members);
      case "entered":
        return this.#meet(event.members);
      case "joined":
        // After a restart of the daemon the others come back as well, before this client or after it.
        return isMissed ? NOTHING : this.#meet([event.name]);
      case "notice":
        this.#hear(event.known);
        return NOTHING;
      case "renamed":
        for (const names of [this.#told, this.#hidden]) {
          if (names.delete(fold(event.from))) names.set(fold(event.to), event.to);
        }
        return NOTHING;
      case "left":
        // Another person may take the name. What the client hides goes by the name alone.
        if (event.room === LOBBY && event.reason.code !== "part") {
          this.#told.delete(fold(event.name));
        }
        return NOTHING;
      case "message":
      case "action":
      case "private":
        return this.#isHidden(fold(event.from), isMissed)
          ? { ...NOTHING, isHidden: true }
          : NOTHING;
      default:
        return NOTHING;
    }
  }

  /**
   * Carries out `/ignore` and `/unignore` for a daemon without them; undefined for other commands, and where a name
   * is missing.
   */
  answer(
    command: string,
    input: string,
    commands: readonly CommandInfo[],
  ): IgnoringAnswer | undefined {
    if (commands.some(({ name }) => name === command)) return undefined;
    const name = input.trim();
    if (command === "ignore") return name === "" ? this.#list() : this.#begin(name);
    if (command !== "unignore" || name === "") return undefined;
    const why = this.#hidden.delete(fold(name)) ? "ended" : "not-ignored";
    return noticed({ code: "ignore", why, name });
  }

  /** What was missed was sent before the daemon could be asked again. */
  #isHidden(key: string, isMissed: boolean): boolean {
    return this.#hidden.has(key) || (isMissed && (this.#owed.has(key) || this.#told.has(key)));
  }

  #begin(name: string): IgnoringAnswer {
    if (this.#hidden.has(fold(name))) return noticed({ code: "ignore", why: "already", name });
    if (this.#hidden.size >= MAX_IGNORED) {
      return noticed({ code: "ignore-full", limit: MAX_IGNORED });
    }
    this.#hidden.set(fold(name), name);
    return noticed({ code: "ignore", why: "begun", name });
  }

  #list(): IgnoringAnswer {
    return { kind: "ignored", names: [...this.#hidden.values()] };
  }

  #hear(notice: Notice | undefined): void {
    if (notice?.code !== "ignore") return;
    const { why, name } = notice;
    const isIgnored = why === "begun" || why === "already";
    if (!isIgnored) this.#told.delete(fold(name));
    else if (this.#told.size < MAX_IGNORED) this.#told.set(fold(name), name);
  }

  /** Asks again for those who are here and were ignored on an earlier connection. */
  #meet(members: readonly string[]): IgnoringVerdict {
    if (this.#owed.size === 0) return NOTHING;
    const here = new Set(members.map(fold));
    const asks: Sendable[] = [];
    for (const [key, name] of this.#owed) {
      if (!here.has(key)) continue;
      this.#owed.delete(key);
      this.#told.set(key, name);
      asks.push({ type: "ignore", name });
    }
    return { isHidden: false, asks };
  }
}

function noticed(notice: Notice): IgnoringAnswer {
  return { kind: "notice", notice };
}
