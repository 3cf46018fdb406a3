/**
 * The dialog with what the reader can choose for this browser.
 *
 * @module
 */

import { type Language, LANGUAGES, type Words } from "../words/words.ts";
import { openDialog } from "./dialog.ts";
import { button, element, fill, isolated } from "./element.ts";
import { choice, field, select, textInput } from "./form.ts";
import { highlightsOf, type Preferences, type Theme } from "./preferences.ts";

/** What the browser says about notifications; `never`: it shows none of this page. */
export type NotifyPermission = "granted" | "denied" | "default" | "never";

/** What the dialog shows. */
export interface SettingsData {
  /** What is chosen. */
  readonly preferences: Preferences;
  /** Whether notifications can be shown. */
  readonly permission: NotifyPermission;
  /** Whom one ignores; undefined: not known yet. */
  readonly ignored?: readonly string[] | undefined;
}

/** What the dialog asks for. */
export interface SettingsCallbacks {
  /** Something was chosen: all preferences as they are now. */
  readonly choose: (preferences: Preferences) => void;
  /** One wants to hear this person again. */
  readonly unignore: (name: string) => void;
  /** It has closed. */
  readonly closed: () => void;
}

/** The dialog while it is open. */
export interface SettingsDialog {
  /** Shows what is chosen now. What is being typed stays. */
  readonly show: (data: SettingsData) => void;
}

/** Opens the dialog. */
export function openSettingsDialog(
  words: Words,
  data: SettingsData,
  on: SettingsCallbacks,
): SettingsDialog {
  let { preferences } = data;
  function choose(chosen: Partial<Preferences>): void {
    preferences = { ...preferences, ...chosen };
    on.choose(preferences);
  }
  const language = select(LANGUAGES, preferences.language);
  language.addEventListener("change", () => choose({ language: language.value as Language }));
  const theme = select(words.themes, preferences.theme);
  theme.addEventListener("change", () => choose({ theme: theme.value as Theme }));
  const arrivals = choice(words.arrivals, (isOn) => choose({ arrivals: isOn }));
  const notify = choice(words.notify, (isOn) => choose({ notify: isOn }), words.notifyHint);
  const cannot = element("p", { class: "quiet" });
  const highlights = textInput({ value: words.list(preferences.highlights) });
  highlights.addEventListener(
    "change",
    () => choose({ highlights: highlightsOf(highlights.value) }),
  );
  const ignoredTitle = element("h3", {}, words.ignoredPeople);
  const ignored = element("ul", {});
  openDialog(
    { title: words.settings, closeLabel: words.close, closed: on.closed },
    field(words.language, language),
    field(words.theme, theme),
    arrivals.root,
    notify.root,
    cannot,
    field(words.highlights, highlights, words.highlightsHint),
    ignoredTitle,
    ignored,
  );

  function show(now: SettingsData): void {
    preferences = now.preferences;
    arrivals.input.checked = preferences.arrivals;
    notify.input.checked = preferences.notify && now.permission === "granted";
    notify.input.disabled = now.permission === "never" || now.permission === "denied";
    cannot.textContent = cannotNotify(now.permission, words);
    cannot.hidden = cannot.textContent === "";
    const names = now.ignored ?? [];
    ignoredTitle.hidden = names.length === 0;
    fill(ignored, ...names.map((name) => ignoredRow(name, words, on)));
  }
  show(data);
  return { show };
}

function cannotNotify(permission: NotifyPermission, words: Words): string {
  if (permission === "denied") return words.notifyDenied;
  return permission === "never" ? words.notifyNever : "";
}

function ignoredRow(name: string, words: Words, on: SettingsCallbacks): HTMLElement {
  return element(
    "li",
    { class: "entry" },
    isolated(name),
    button(words.actions.unignore, () => on.unignore(name)),
  );
}
