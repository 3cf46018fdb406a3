/**
 * The user's name: asked for at the first visit, kept for the next one, and asked for again when it is refused.
 *
 * @module
 */

import { REFUSED_NAME } from "./model/notices.ts";
import type { Storage } from "./storage.ts";
import type { NameDialog } from "./view/name_dialog.ts";

const KEY = "hubbub.name";
/** Names that the daemon gives; nobody can choose them. */
const GUEST = /^guest-\d+$/;

/** What happens with a name. */
export interface NamingCallbacks {
  /** This name is wanted from here on; empty for that of a guest. */
  readonly choose: (name: string) => void;
  /** The first name was chosen: the page may connect. */
  readonly enter: () => void;
}

/** The user's name in this browser. */
export class Naming {
  readonly #storage: Storage;
  readonly #on: NamingCallbacks;
  #dialog: NameDialog | undefined;
  /** Undefined until it was chosen; empty for a guest. */
  #wanted: string | undefined;
  /** Whether the user has had the wanted name, or was told why not. */
  #isSettled = false;

  /** Takes the name of the last visit. */
  constructor(storage: Storage, on: NamingCallbacks) {
    this.#storage = storage;
    this.#on = on;
    this.#wanted = storage.getItem(KEY) ?? undefined;
  }

  /** The name that is wanted, as the hello has it. */
  get wanted(): string {
    return this.#wanted ?? "";
  }

  /** Uses this dialog, and asks if no name is known; otherwise enters at once. */
  begin(dialog: NameDialog): void {
    this.#dialog = dialog;
    if (this.#wanted === undefined) dialog.open("", true);
    else this.#on.enter();
  }

  /** A name was chosen in the dialog; `you` is the present one. */
  choose(name: string, you: string): void {
    const isFirst = this.#wanted === undefined;
    if (!isFirst && (name === "" || name === you)) {
      this.#dialog?.close();
      return;
    }
    this.#wanted = name;
    this.#isSettled = name === "";
    this.#on.choose(name);
    if (isFirst) this.#on.enter();
  }

  /** The dialog has closed: without a name at the first visit, the user is a guest. */
  closed(you: string): void {
    if (this.#wanted === undefined) this.choose("", you);
  }

  /** The daemon has told the user's name. */
  named(you: string): void {
    const isWanted = you === this.wanted.normalize("NFKC");
    if (isWanted || this.wanted === "") this.#dialog?.close();
    this.#isSettled ||= isWanted;
    if (GUEST.test(you)) return;
    this.#wanted = you;
    this.#storage.setItem(KEY, you);
  }

  /** Tells in the dialog why a name was refused, if it was chosen there or kept; any other notice is left alone. */
  heard(code: string, text: string): void {
    const dialog = this.#dialog;
    if (dialog === undefined || !REFUSED_NAME.test(code)) return;
    if (this.#isSettled && !dialog.isOpen()) return;
    if (!dialog.isOpen()) dialog.open(this.wanted, false);
    dialog.fail(text);
    this.#isSettled = true;
  }
}
