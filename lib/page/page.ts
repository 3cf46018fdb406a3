/**
 * Joins model, link and view: what the user does goes to the model, what the model sends to the link, and
 * what has changed to the view.
 *
 * @module
 */

import { follow } from "./appearance.ts";
import { Link, type LinkWorld } from "./link/link.ts";
import type { Act, Change, Outcome } from "./model/change.ts";
import type { SpokenLine } from "./model/line.ts";
import { Model } from "./model/model.ts";
import type { TalkId } from "./model/talk.ts";
import { Naming } from "./naming.ts";
import { keptList, type Storage } from "./storage.ts";
import { candidatesOf, explain, pastedLines } from "./typing.ts";
import { type Announcer, makeAnnouncer } from "./view/announcer.ts";
import { type Composer, makeComposer } from "./view/composer.ts";
import { byId } from "./view/by_id.ts";
import { type Frame, makeFrame } from "./view/frame.ts";
import { type Log, makeLog } from "./view/log.ts";
import { makeNameDialog } from "./view/name_dialog.ts";
import { makePanels, type Panels } from "./view/panels.ts";
import { openPasteDialog } from "./view/paste_dialog.ts";
import { keepPreferences, type Preferences, readPreferences } from "./view/preferences.ts";
import { makeStatusLine, type StatusLine } from "./view/status_line.ts";
import { type TalkWords, talkWordsOf } from "./words/talk_words.ts";
import { documentLanguage, type Words, wordsOf } from "./words/words.ts";

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
  /** The languages that the user reads, the best first (BCP 47). */
  readonly languages: readonly string[];
  /** The room that the address asks for; undefined for none. */
  readonly room: string | undefined;
  /** Whether the device has a keyboard of its own: then the box has the focus without a press. */
  readonly hasKeys: () => boolean;
}

/** The page. */
export class Page {
  readonly #world: PageWorld;
  readonly #words: Words;
  readonly #talkWords: TalkWords;
  readonly #model: Model;
  readonly #link: Link;
  readonly #naming: Naming;
  readonly #frame: Frame;
  readonly #log: Log;
  readonly #composer: Composer;
  readonly #panels: Panels;
  readonly #status: StatusLine;
  readonly #announcer: Announcer;
  #preferences: Preferences;

  /** Draws itself into index.html, and connects as soon as a name is known. */
  constructor(world: PageWorld) {
    this.#world = world;
    this.#preferences = readPreferences(world.lasting, world.languages);
    const { language } = this.#preferences;
    this.#words = wordsOf(language);
    this.#talkWords = talkWordsOf(language);
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
    const dialog = makeNameDialog(this.#words, this.#talkWords, {
      choose: (name) => this.#naming.choose(name, this.#model.you),
      closed: () => {
        this.#naming.closed(this.#model.you);
        this.#focus();
      },
    });
    this.#frame = makeFrame(
      this.#words,
      this.#talkWords,
      () => dialog.open(this.#model.you, false),
    );
    this.#status = makeStatusLine(byId("status"), this.#talkWords, {
      connect: () => this.#link.start(),
      now: world.now,
    });
    this.#announcer = makeAnnouncer(byId("announce"), this.#talkWords);
    this.#log = this.#makeLog();
    this.#composer = this.#makeComposer();
    this.#panels = this.#makePanels();
    follow(this.#preferences);
    this.#frame.show(undefined);
    this.#naming.begin(dialog);
  }

  /** Does what the user wants, and draws what follows. */
  act(act: Act): void {
    this.#draw(this.#model.act(act, this.#world.now()));
  }

  /** The page came into sight, or went, or the network is there again. */
  seen(): void {
    if (document.visibilityState === "hidden") this.keep();
    else this.#link.wake();
    this.#look(this.#log.isAtEnd());
  }

  /** Keeps what belongs to this tab, before the page may go. */
  keep(): void {
    this.#world.ofTab.setItem(TAB, this.#model.kept());
  }

  /** A letter that is typed anywhere goes into the box. */
  typed(event: KeyboardEvent): void {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isNowhere = event.target === document.body || event.target === byId("log");
    // Space scrolls the log.
    if (isText && isNowhere && event.key !== " ") this.#composer.focus();
  }

  #makeLog(): Log {
    const format = new Intl.DateTimeFormat(this.#preferences.language, { dateStyle: "full" });
    return makeLog(
      { words: this.#talkWords, day: (at) => format.format(at) },
      {
        earlier: () => this.#actOn((talk) => ({ kind: "earlier", talk })),
        person: (name, opener) => this.#panels.person(name, opener),
        resend: (key) => this.#actOn((talk) => ({ kind: "resend", talk, key })),
        takeBack: (key) => this.#actOn((talk) => ({ kind: "take-back", talk, key })),
        looked: (isAtEnd) => this.#look(isAtEnd),
      },
    );
  }

  #makeComposer(): Composer {
    const log = byId("log");
    return makeComposer(
      this.#talkWords,
      {
        send: (text) => this.#send(text, false),
        changed: (text) => this.#actOn((talk) => ({ kind: "draft", talk, text })),
        pasted: (text) => this.#askAboutPaste(text),
        candidates: () => candidatesOf(this.#model),
        explain: (command) => explain(this.#model, command),
        paged: (direction) => log.scrollBy(0, direction * log.clientHeight * PAGE_PART),
        escaped: () => this.#log.toEnd(),
      },
    );
  }

  #makePanels(): Panels {
    const preferences = () => this.#preferences;
    return makePanels({
      words: this.#words,
      model: this.#model,
      get preferences() {
        return preferences();
      },
      act: (act) => this.act(act),
      prefer: (chosen) => this.#prefer(chosen),
      insert: (text) => {
        this.#frame.close();
        this.#composer.insert(text);
      },
    });
  }

  #draw({ changes, send }: Outcome): void {
    for (const object of send) this.#link.send(object);
    for (const change of changes) {
      this.#panels.show(change);
      this.#show(change);
    }
  }

  /** Draws a change; of those in a talk only the talk that is open. */
  #show(change: Change): void {
    const model = this.#model;
    if ("talk" in change && change.talk.id !== model.current?.id) return;
    switch (change.kind) {
      case "line":
        this.#log.add(change.talk, change.line);
        if (change.line.kind === "message" || change.line.kind === "action") {
          this.#tell(change.line);
        }
        return;
      case "older":
        return this.#log.older(change.talk, change.lines);
      case "lines":
        return this.#log.show(change.talk, model.you);
      case "forgotten":
        return this.#log.forget(change.talk, model.you);
      case "pending":
        return this.#log.pending(change.talk, model.you);
      case "draft":
        return this.#composer.set(change.talk.draft);
      case "marks":
        return this.#log.mark(change.talk);
      case "people":
      case "room":
        return this.#frame.show(change.talk);
      case "current":
        return this.#showCurrent();
      case "talks":
        this.#world.lasting.setItem(ROOMS, JSON.stringify(model.rooms));
        this.#frame.news(
          model.talks.some(({ id, unread }) => unread > 0 && id !== model.current?.id),
        );
        return;
      case "you":
        this.#frame.name(model.you);
        return this.#naming.named(model.you);
      case "status":
        this.#status.show(model.status);
        if (model.status.kind === "open") this.#composer.limitTo(model.maxLine);
        return;
      case "notice":
        return this.#naming.heard(change.code, change.text);
    }
  }

  #showCurrent(): void {
    const talk = this.#model.current;
    this.#frame.close();
    this.#frame.show(talk);
    if (talk === undefined) return;
    this.#log.show(talk, this.#model.you);
    this.#composer.show(talk.kind === "room" ? `#${talk.name}` : talk.name, talk.draft);
    this.#focus();
    this.#look(this.#log.isAtEnd());
  }

  #tell(line: SpokenLine): void {
    if (line.isOwn || document.visibilityState !== "visible") return;
    const { heard, heardAction } = this.#talkWords;
    this.#announcer.say((line.kind === "message" ? heard : heardAction)(line.from, line.text));
  }

  #send(text: string, isLiteral: boolean): void {
    this.#log.toEnd();
    this.#actOn((talk) => ({ kind: "enter", talk, text, isLiteral }));
  }

  #askAboutPaste(text: string): boolean {
    const pasted = pastedLines(text);
    if (pasted === undefined) return false;
    const { lines } = pasted;
    openPasteDialog(this.#words, pasted, {
      send: () => this.#send(lines.join("\n"), true),
      join: () => this.#composer.insert(lines.join(" ")),
    });
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
    if (this.#world.hasKeys() && document.querySelector("dialog[open]") === null) {
      this.#composer.focus();
    }
  }

  #actOn(wish: (talk: TalkId) => Act): void {
    const talk = this.#model.current;
    if (talk !== undefined) this.act(wish(talk.id));
  }
}
