/**
 * How far the client has read each of its rooms, across connections: what to ask for in order to read on, and
 * which events were missed, are news, or were read before. Pure.
 *
 * @module
 */

import { fold } from "../../text/fold.ts";
import type { DaemonEvent, RoomEvent } from "../../wire/json/daemon_event.ts";
import { enteredBy } from "../rooms/room_entry.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Recall } from "../typed/recall.ts";
import { RecallQueue } from "../typed/recall_queue.ts";
import type { Sendable } from "../typed/request.ts";
import { CatchUp, type MissedMark } from "./catch_up.ts";
import type { Hello } from "./link.ts";
import { Progress, type ReadPlace, type RoomEntry } from "./progress.ts";
import { type EntryReading, HIDDEN, SHOWN, type Verdict } from "./verdict.ts";

/** The most rooms whose progress is remembered; a hostile daemon may tell of more. */
const MAX_ROOMS = 200;

/** The reading of all rooms in one run. */
export class Reading {
  readonly #rooms: Rooms;
  readonly #recall: Recall;
  readonly #questions: RecallQueue;
  readonly #catchUp = new CatchUp();
  /** By folded name. */
  readonly #progress = new Map<string, Progress>();
  /** Folded names of the rooms that the hello of this connection asked for. */
  #greeted: ReadonlySet<string> = new Set();
  /** Those of them whose missed events it asked for; if there are any, it asked for no history. */
  #resumed: ReadonlySet<string> = new Set();
  /** Whether the daemon has `/history`. */
  #hasHistory = false;
  /** Folded names of the rooms whose history is expected without a question of the person. */
  readonly #awaited = new Set<string>();

  /** Begins before the first connection. */
  constructor(rooms: Rooms, recall: Recall) {
    this.#rooms = rooms;
    this.#recall = recall;
    this.#questions = new RecallQueue(recall);
  }

  /** What the person asks of an earlier time. */
  get questions(): RecallQueue {
    return this.#questions;
  }

  /** What the next hello asks for: what was missed, or if nothing has been read yet, history. */
  get wishes(): Pick<Hello, "history" | "resume"> {
    const places = this.#places;
    if (places.length > 0) return { resume: Object.fromEntries(places) };
    return this.#rooms.history > 0 ? { history: this.#rooms.history } : {};
  }

  /** Notes the next event; `you` is the name of the client before it. */
  note(event: DaemonEvent, you: string): Verdict {
    switch (event.kind) {
      case "welcome":
        this.#begin(event);
        return this.#enter(event.room, event);
      case "entered":
        // The welcome has told the first room's numbers.
        return this.#rooms.isHome(event.room) ? SHOWN : this.#enter(event.room, event);
      case "message":
      case "action":
      case "joined":
      case "left":
      case "renamed":
      case "topic":
      case "room":
        return this.#hear(event, you);
      case "gap":
        return this.#skipTo(event);
      case "skipped":
        this.#progressIn(event.room)?.noteSkipped();
        return SHOWN;
      case "history":
        return this.#recallPage(event);
      case "found": {
        const first = this.#recall.noteFound(event.events);
        const asks = this.#questions.noteAnswer();
        return { ...SHOWN, recalled: { events: event.events, first }, asks };
      }
      case "notice":
        return { ...SHOWN, asks: this.#questions.noteAnswer() };
      default:
        return SHOWN;
    }
  }

  /** Of the rooms that a hello asks for: by name, how far they have been read. */
  get #places(): readonly (readonly [name: string, place: ReadPlace])[] {
    return enteredBy(this.#rooms.wishes).flatMap((name) => {
      const place = this.#progress.get(fold(name))?.place;
      return place === undefined ? [] : [[name, place] as const];
    });
  }

  #begin({ room, commands = [] }: DaemonEvent & { readonly kind: "welcome" }): void {
    this.#hasHistory = commands.some(({ name }) => name === "history");
    this.#greeted = new Set([room, ...enteredBy(this.#rooms.wishes)].map(fold));
    this.#resumed = new Set(this.#places.map(([name]) => fold(name)));
    this.#awaited.clear();
    this.#catchUp.restart();
    this.#questions.restart();
  }

  #enter(room: string, entry: RoomEntry): Verdict {
    const key = fold(room);
    const progress = this.#progressIn(room);
    const isContinued = progress?.enter(entry) ?? false;
    if (progress?.isBehind) this.#catchUp.add(key, { room, count: progress.owed });
    if (!isContinued) this.#recall.noteEntry(room, entry.seq);
    const isResumed = isContinued && this.#resumed.has(key);
    const verdict = { ...SHOWN, reading: readingOf(progress, isContinued, isResumed) };
    if (this.#rooms.history === 0 || isResumed) return verdict;
    this.#awaited.add(key);
    // A hello asks for one of the two, and a request to enter a room for its history.
    const isAsked = this.#resumed.size === 0 || !this.#greeted.has(key);
    if (isAsked || !this.#hasHistory) return verdict;
    return { ...verdict, asks: [this.#historyOf(room, entry.seq)] };
  }

  /** What was said before the client came back to a room that counts anew. */
  #historyOf(room: string, seq: number): Sendable {
    return { type: "history", room, limit: this.#rooms.history, before: seq + 1 };
  }

  #hear(event: RoomEvent, you: string): Verdict {
    const { moment, marks, ...caughtUp } = this.#moment(event);
    if (moment === "known") return { ...HIDDEN, when: moment };
    if (moment === "now") {
      // What is said there from now on is not missed.
      if (event.kind === "left" && event.name === you) this.#progress.delete(fold(event.room));
      return { ...SHOWN, marks, ...caughtUp };
    }
    // The greeting tells who is here.
    if (event.kind === "joined" || event.kind === "left") return { ...HIDDEN, when: moment };
    return { isShown: true, when: moment, marks: this.#catchUp.show() };
  }

  #moment({ room, seq, kind }: RoomEvent): {
    readonly moment: Verdict["when"];
    readonly marks: readonly MissedMark[];
    readonly isCaughtUp?: boolean;
  } {
    const progress = this.#progressIn(room);
    const wasBehind = progress?.isBehind === true;
    const lost = progress?.owed;
    const moment = progress?.note(seq, kind === "message" || kind === "action") ?? "now";
    if (moment !== "now") return { moment, marks: [] };
    const marks = this.#catchUp.finish(fold(room), lost ?? 0);
    return { moment, marks, ...(wasBehind && { isCaughtUp: lost === 0 }) };
  }

  #skipTo({ room, to }: DaemonEvent & { readonly kind: "gap" }): Verdict {
    const progress = this.#progress.get(fold(room));
    if (progress?.isBehind) {
      progress.noteGap(to);
      this.#catchUp.noteGap(room);
    }
    return { ...HIDDEN, when: "missed" };
  }

  #recallPage({ room, events, before }: DaemonEvent & { readonly kind: "history" }): Verdict {
    if (!this.#awaited.delete(fold(room))) {
      const recalled = this.#recall.noteHistory(room, events, before);
      return { ...SHOWN, recalled, asks: this.#questions.noteAnswer() };
    }
    const fresh = this.#unread(room, events);
    this.#recall.noteEntryPage(room, fresh, before);
    return { ...SHOWN, isShown: fresh.length > 0, recalled: { events: fresh, isOfEntry: true } };
  }

  /** Without what was read on an earlier connection. */
  #unread(room: string, events: readonly RoomEvent[]): readonly RoomEvent[] {
    const progress = this.#progress.get(fold(room));
    if (!progress?.isBehind) return events;
    return events.filter(({ seq, kind }) =>
      progress.note(seq, kind === "message" || kind === "action") === "missed"
    );
  }

  /** How far a room has been read; undefined if there are too many. */
  #progressIn(room: string): Progress | undefined {
    const key = fold(room);
    const known = this.#progress.get(key);
    if (known !== undefined || this.#progress.size >= MAX_ROOMS) return known;
    const progress = new Progress();
    this.#progress.set(key, progress);
    return progress;
  }
}

function readingOf(
  progress: Progress | undefined,
  isContinued: boolean,
  isResumed: boolean,
): EntryReading {
  if (!isContinued) return "anew";
  if (!progress?.isBehind) return "level";
  return isResumed ? "behind" : "anew";
}
