/**
 * The box in which one writes. Enter sends, Shift+Enter makes a line; an input method that is choosing
 * characters has every key for itself.
 *
 * @module
 */

import { byteLength } from "../text/typed.ts";
import type { TalkWords } from "../words/talk_en.ts";
import { byId, byIdOf } from "./by_id.ts";
import type { Completion } from "./completion.ts";
import { label } from "./element.ts";
import { SentLines } from "./sent_lines.ts";

/** What keydown says while an input method takes the key; Safari says so after its compositionend. */
const TAKEN_BY_INPUT_METHOD = 229;
/** From this part of the limit on, the box tells how much is left. */
const WARN_FROM = 0.9;

/** What the box asks for. */
export interface ComposerCallbacks {
  /** Whether the text can be sent now; otherwise it stays in the box, for `submit`. */
  readonly canSend: (text: string) => boolean;
  /** The text should be sent; the box empties itself. */
  readonly send: (text: string) => void;
  /** The text is another now. */
  readonly changed: (text: string) => void;
  /** A text was pasted or dropped: true if it has several lines, about which somebody else asks, and the box takes nothing. */
  readonly pasted: (text: string) => boolean;
  /** Completes the word before the caret, or turns to its next completion (`step` 1) or the one before (-1). */
  readonly complete: (text: string, caret: number, step: number) => Completion | undefined;
  /** The usage and the purpose of a command, empty if there is no such command. */
  readonly explain: (command: string) => string;
  /** The log should go a page up (-1) or down. */
  readonly paged: (direction: -1 | 1) => void;
  /** Escape was pressed. */
  readonly escaped: () => void;
}

/** The box in the page. */
export interface Composer {
  /** Shows a talk's draft: `talk` is its name, such as `#dev`. */
  readonly show: (talk: string, draft: string) => void;
  /** Puts a text into the box instead of what is there. */
  readonly set: (draft: string) => void;
  /** Puts a text at the caret. */
  readonly insert: (text: string) => void;
  /** Sends the text if it stands in the box still. */
  readonly submit: (text: string) => void;
  /** What is told about the text may be another now. */
  readonly explain: () => void;
  /** The most bytes of a line, in UTF-8. */
  readonly limitTo: (bytes: number) => void;
  /** Puts the caret into the box. */
  readonly focus: () => void;
}

/** Makes the box in the elements of index.html. */
export function makeComposer(words: TalkWords, on: ComposerCallbacks): Composer {
  const [composer, limit, hint] = [byId("composer"), byId("limit"), byId("hint")];
  const message = byIdOf("message", HTMLTextAreaElement);
  const send = byIdOf("send", HTMLButtonElement);
  const sent = new SentLines();
  let limitBytes = Infinity;
  label(send, words.send);
  composer.setAttribute("aria-label", words.write);
  message.setAttribute("aria-label", words.write);

  function drawn(): void {
    const over = tell(message.value, limitBytes, limit, words);
    const command = /^\/(\S+)/.exec(message.value)?.[1];
    hint.textContent = command === undefined ? "" : on.explain(command);
    send.setAttribute("aria-disabled", String(over || message.value.trim() === ""));
    grow(message);
  }
  function write(text: string, caret = text.length): void {
    message.value = text;
    message.setSelectionRange(caret, caret);
    drawn();
    on.changed(text);
  }
  function submit(): void {
    const text = message.value;
    if (send.getAttribute("aria-disabled") === "true" || !on.canSend(text)) return;
    sent.add(text);
    message.value = "";
    drawn();
    on.send(text);
  }
  function completed(step: number): boolean {
    const completion = on.complete(message.value, message.selectionStart, step);
    if (completion === undefined) return false;
    write(completion.text, completion.to);
    return true;
  }
  function recalled(text: string | undefined): boolean {
    if (text !== undefined) write(text);
    return text !== undefined;
  }
  /** Whether the key is used here. */
  function takes(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (key === "Enter" && !shiftKey) submit();
    else if (key === "Tab") return completed(shiftKey ? -1 : 1);
    else if (key === "ArrowUp" && isOnEdge(message, "first")) {
      return recalled(sent.older(message.value));
    } else if (key === "ArrowDown" && isOnEdge(message, "last")) {
      return recalled(sent.newer(message.value));
    } else if (key === "PageUp" || key === "PageDown") on.paged(key === "PageUp" ? -1 : 1);
    else if (key === "Escape") on.escaped();
    else return false;
    return true;
  }

  message.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    if (takes(event)) event.preventDefault();
  });
  message.addEventListener("input", () => {
    drawn();
    on.changed(message.value);
  });
  addEventListener("resize", () => grow(message));
  function pasted(event: Event, from: DataTransfer | null): void {
    if (on.pasted(from?.getData("text/plain") ?? "")) event.preventDefault();
  }
  message.addEventListener("paste", (event) => pasted(event, event.clipboardData));
  message.addEventListener("drop", (event) => pasted(event, event.dataTransfer));
  // A press on the button must not take the focus, or the keyboard of a phone would go away.
  send.addEventListener("pointerdown", (event) => event.preventDefault());
  composer.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  drawn();

  return {
    show: (talk, draft) => {
      message.setAttribute("aria-label", words.messageTo(talk));
      message.placeholder = words.messageTo(talk);
      if (message.value !== draft) message.value = draft;
      drawn();
    },
    set: (draft) => {
      if (message.value === draft) return;
      message.value = draft;
      drawn();
    },
    insert: (text) => {
      const { selectionStart, selectionEnd, value } = message;
      write(
        value.slice(0, selectionStart) + text + value.slice(selectionEnd),
        selectionStart + text.length,
      );
      message.focus();
    },
    limitTo: (bytes) => {
      limitBytes = bytes;
      drawn();
    },
    submit: (text) => {
      if (message.value === text) submit();
    },
    explain: drawn,
    focus: () => message.focus(),
  };
}

/** Tells how much is left of the longest line, and whether it is too long. */
function tell(text: string, limitBytes: number, limit: HTMLElement, words: TalkWords): boolean {
  const longest = text.length * 3 < limitBytes * WARN_FROM
    ? 0
    : Math.max(...text.split("\n").map((line) => byteLength(line)));
  const over = longest - limitBytes;
  limit.textContent = over > 0
    ? words.tooLong(over)
    : longest > limitBytes * WARN_FROM
    ? words.left(-over)
    : "";
  limit.classList.toggle("over", over > 0);
  return over > 0;
}

/** Not every browser makes a box grow with its text; style/4_log.css limits its height. */
function grow(message: HTMLTextAreaElement): void {
  message.style.height = "auto";
  message.style.height = `${message.scrollHeight}px`;
}

/** Whether the caret is in the first, or in the last, line of the text. */
function isOnEdge(message: HTMLTextAreaElement, edge: "first" | "last"): boolean {
  const { selectionStart, selectionEnd, value } = message;
  if (selectionStart !== selectionEnd) return false;
  const beside = edge === "first" ? value.slice(0, selectionStart) : value.slice(selectionEnd);
  return !beside.includes("\n");
}
