/**
 * Joins model, link and view: what the user does goes to the model, what the model sends to the link, and
 * what has changed to the view.
 *
 * @module
 */

import { follow } from "./appearance.ts";
import { drawChange, type DrawingParts } from "./drawing.ts";
import { Link, type LinkWorld } from "./link/link.ts";
import type { Act, Outcome } from "./model/change.ts";
import { Model } from "./model/model.ts";
import type { LatePage } from "./late.ts";
import { LateParts } from "./late_parts.ts";
import type { TalkId } from "./model/talk.ts";
import { Naming } from "./naming.ts";
import { keptList, type Storage } from "./storage.ts";
import { isCommand, linesOf } from "./text/typed.ts";
import { type Composer, makeComposer } from "./view/composer.ts";
import { byId, isDialogOpen } from "./view/by_id.ts";
import { type Frame, makeFrame } from "./view/frame.ts";
import { Log } from "./view/log.ts";
import { makeNameDialog } from "./view/name_dialog.ts";
import { keepPreferences, type Preferences } from "./view/preferences.ts";
import { makeStatusLine } from "./view/status_line.ts";
import type { TalkWords } from "./words/talk_en.ts";
import { documentLanguage, localeFor } from "./words/words.ts";

const ROOMS = "hubbub.rooms";
const TAB = "hubbub.tab";
/** So much of the log is one page of it. */
const PAGE_PART = 0.9;

/** What is around the page. */
export interface PageWorld extends LinkWorld {
  /** What outlives the window. */
  readonly lasting: Storage;
  /** What belongs to this tab. */
  readonly ofTab: Storage;
  /** What the user has chosen, at the last visit or by the settings of the browser. */
  readonly preferences: Preferences;
  /** The texts in the language that is chosen there. */
  readonly texts: TalkWords;
  /** The room that the address asks for; undefined for none. */
  readonly room: string | undefined;
  /** Whether the device has a keyboard of its own: then the box has the focus without a press. */
  readonly hasKeys: () => boolean;
}

/** The page. */
export class Page {
  readonly #world: PageWorld;
  readonly #words: TalkWords;
  readonly #model: Model;
  readonly #link: Link;
  readonly #naming: Naming;
  readonly #frame: Frame;
  readonly #log: Log;
  readonly #composer: Composer;
  readonly #late: LateParts;
  readonly #parts: DrawingParts;
  #preferences: Preferences;

  /** Draws itself into index.html, and connects as soon as a name is known. */
  constructor(world: PageWorld) {
    this.#world = world;
    this.#preferences = world.preferences;
    this.#words = world.texts;
    const { language } = world.preferences;
    document.documentElement.lang = documentLanguage(language);
    this.#naming = new Naming(world.lasting, {
      choose: (name) => this.act({ kind: "name", name }),
      enter: () => this.#link.start(),
    });
    this.#model = new Model({
      nick: this.#naming.wanted,
      language,
      rooms: keptList(world.lasting, ROOMS),
      open: world.room,
      kept: world.ofTab.getItem(TAB) ?? undefined,
      watched: this.#preferences.highlights,
    });
    this.#link = new Link(world, {
      hello: () => this.#model.hello(),
      heard: (objects) => {
        for (const object of objects) this.#draw(this.#model.apply(object, world.now()));
      },
      changed: (status) => this.#draw(this.#model.linked(status)),
    });
    const dialog = makeNameDialog(this.#words, {
      choose: (name) => this.#naming.choose(name, this.#model.you),
      closed: () => {
        this.#naming.closed(this.#model.you);
        this.#focus();
      },
    });
    this.#frame = makeFrame(this.#words, () => dialog.open(this.#model.you, false));
    this.#late = new LateParts(this.#latePage(), world.ofTab);
    this.#log = this.#makeLog();
    this.#composer = this.#makeComposer();
    this.#parts = {
      model: this.#model,
      frame: this.#frame,
      log: this.#log,
      composer: this.#composer,
      status: makeStatusLine(byId("status"), this.#words, {
        connect: () => this.#link.start(),
        now: world.now,
      }),
      naming: this.#naming,
      turned: () => {
        this.#focus();
        this.#look(this.#log.isAtEnd);
      },
    };
    follow(this.#preferences);
    this.#frame.show(undefined);
    this.#naming.begin(dialog);
    byId("app").addEventListener("click", ({ target }) => this.#late.pressed(target));
    world.after(0, () => this.#late.use(() => this.#composer.explain()));
  }

  /** Does what the user wants, and draws what follows. */
  act(act: Act): void {
    this.#draw(this.#model.act(act, this.#world.now()));
  }

  /** The page came into sight, or went, or the network is there again. */
  seen(): void {
    if (document.visibilityState === "hidden") this.keep();
    else this.#link.wake();
    this.#look(this.#log.isAtEnd);
  }

  /** Keeps what belongs to this tab, before the page may go. */
  keep(): void {
    this.#world.ofTab.setItem(TAB, this.#model.kept());
  }

  /** A key outside of the box: a letter goes into the box, Escape to the newest line. */
  typed(event: KeyboardEvent): void {
    const { key, target, defaultPrevented, ctrlKey, metaKey, altKey } = event;
    const isElsewhere = target !== document.body && target !== byId("log");
    if (defaultPrevented || isElsewhere || ctrlKey || metaKey || altKey) return;
    if (key === "Escape") this.#log.toEnd();
    // Space scrolls the log.
    if (key.length === 1 && key !== " ") this.#composer.focus();
  }

  #makeLog(): Log {
    const format = new Intl.DateTimeFormat(
      localeFor(this.#preferences.language, navigator.languages),
      {
        dateStyle: "full",
      },
    );
    return new Log(
      { words: this.#words, day: (at) => format.format(at) },
      {
        earlier: () => this.#actOn((talk) => ({ kind: "earlier", talk })),
        person: (name, opener) => this.#late.use((late) => late.person(name, opener)),
        resend: (key) => this.#actOn((talk) => ({ kind: "resend", talk, key })),
        takeBack: (key) => this.#actOn((talk) => ({ kind: "take-back", talk, key })),
        looked: (isAtEnd) => this.#look(isAtEnd),
      },
    );
  }

  #makeComposer(): Composer {
    const log = byId("log");
    return makeComposer(
      this.#words,
      {
        canSend: (text) => this.#canSend(text),
        send: (text) => this.#send(text, false),
        changed: (text) => this.#actOn((talk) => ({ kind: "draft", talk, text })),
        pasted: (text) => this.#askAboutPaste(text),
        complete: (...typed) => this.#late.loaded?.complete(...typed),
        explain: (command) => this.#late.loaded?.explain(command) ?? "",
        paged: (direction) => log.scrollBy(0, direction * log.clientHeight * PAGE_PART),
        escaped: () => this.#log.toEnd(),
      },
    );
  }

  #latePage(): LatePage {
    const preferences = () => this.#preferences;
    return {
      talkWords: this.#words,
      model: this.#model,
      get preferences() {
        return preferences();
      },
      act: (act) => this.act(act),
      prefer: (chosen) => this.#prefer(chosen),
      insert: (text) => {
        this.#late.loaded?.closeDrawers();
        this.#composer.insert(text);
      },
    };
  }

  #draw({ changes, send }: Outcome): void {
    for (const object of send) this.#link.send(object);
    for (const change of changes) {
      this.#late.show(change);
      drawChange(change, this.#parts);
    }
    if (changes.some(({ kind }) => kind === "talks")) this.#keepRooms();
  }

  /** The rooms are entered again at the next visit. While the connection is lost one is in none. */
  #keepRooms(): void {
    if (this.#model.status.kind !== "open") return;
    const { lasting } = this.#world;
    const rooms = JSON.stringify(this.#model.rooms);
    if (rooms !== lasting.getItem(ROOMS)) lasting.setItem(ROOMS, rooms);
  }

  /** A command waits in the box for the late parts, which read it. */
  #canSend(text: string): boolean {
    if (this.#late.loaded !== undefined || !linesOf(text).some(isCommand)) return true;
    this.#late.use(() => this.#composer.submit(text));
    return false;
  }

  #send(text: string, isLiteral: boolean): void {
    this.#log.toEnd();
    this.#actOn((talk) => ({ kind: "enter", talk, text, isLiteral }));
  }

  #askAboutPaste(text: string): boolean {
    if (linesOf(text).length < 2) return false;
    const on = {
      send: (text: string) => this.#send(text, true),
      insert: (text: string) => this.#composer.insert(text),
    };
    this.#late.use((late) => late.paste(text, on), () => this.#composer.insert(text));
    return true;
  }

  #prefer(chosen: Preferences): void {
    const isOtherLanguage = chosen.language !== this.#preferences.language;
    this.#preferences = chosen;
    keepPreferences(this.#world.lasting, chosen);
    this.act({ kind: "watch", words: chosen.highlights });
    follow(chosen);
    if (isOtherLanguage) location.reload();
  }

  #look(isAtEnd: boolean): void {
    this.act({ kind: "look", isVisible: document.visibilityState === "visible", isAtEnd });
  }

  #focus(): void {
    if (this.#world.hasKeys() && !isDialogOpen()) {
      this.#composer.focus();
    }
  }

  #actOn(wish: (talk: TalkId) => Act): void {
    const talk = this.#model.current;
    if (talk !== undefined) this.act(wish(talk.id));
  }
}
