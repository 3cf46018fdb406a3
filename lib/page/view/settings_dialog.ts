/**
 * The dialog with what the reader can choose for this browser.
 *
 * @module
 */

import type { DialogWords } from "../words/dialogs_en.ts";
import { LANGUAGES } from "../words/words.ts";
import { type Dialog, openDialog } from "./dialog.ts";
import { button, element, fill, isolated } from "./element.ts";
import { choice, field, select, textInput } from "./form.ts";
import { highlightsOf, type Preferences } from "./preferences.ts";

/** What the browser says about notifications; `never`: it shows none of this page. */
export type NotifyPermission = "granted" | "denied" | "default" | "never";

/** What the dialog shows. */
export interface SettingsData {
  /** What is chosen. */
  readonly preferences: Preferences;
  /** Whether notifications can be shown. */
  readonly permission: NotifyPermission;
  /** Whom one ignores, as far as it is known. */
  readonly ignored: readonly string[];
}

/** What the dialog asks for. */
export interface SettingsCallbacks {
  /** Something was chosen. */
  readonly choose: (chosen: Partial<Preferences>) => void;
  /** One wants to hear this person again. */
  readonly unignore: (name: string) => void;
}

/** The dialog while it is open. */
export interface SettingsDialog extends Dialog {
  /** Shows what is chosen now. What is being typed stays. */
  readonly show: (data: SettingsData) => void;
}

/** Opens the dialog. */
export function openSettingsDialog(
  words: DialogWords,
  data: SettingsData,
  { choose, unignore }: SettingsCallbacks,
): SettingsDialog {
  const { preferences } = data;
  const language = select(
    LANGUAGES,
    preferences.language,
    (chosen) => choose({ language: chosen }),
  );
  const theme = select(words.themes, preferences.theme, (chosen) => choose({ theme: chosen }));
  const arrivals = choice(words.arrivals, undefined, (isOn) => choose({ arrivals: isOn }));
  const notify = choice(words.notify, words.notifyHint, (isOn) => choose({ notify: isOn }));
  const cannot = element("p", { class: "quiet" });
  const highlights = textInput({ value: words.list(preferences.highlights) });
  highlights.addEventListener(
    "change",
    () => choose({ highlights: highlightsOf(highlights.value) }),
  );
  const ignoredTitle = element("h3", {}, words.ignoredPeople);
  const ignored = element("ul");
  const dialog = openDialog(
    words,
    words.settings,
    field(words.language, language),
    field(words.theme, theme),
    arrivals.root,
    notify.root,
    cannot,
    field(words.highlights, highlights, words.highlightsHint),
    ignoredTitle,
    ignored,
  );

  function show({ preferences, permission, ignored: names }: SettingsData): void {
    const isGranted = permission === "granted";
    arrivals.input.checked = preferences.arrivals;
    notify.input.checked = preferences.notify && isGranted;
    notify.input.disabled = !isGranted && permission !== "default";
    cannot.textContent = words.cannotNotify[permission];
    ignoredTitle.hidden = names.length === 0;
    fill(
      ignored,
      ...names.map((name) =>
        element(
          "li",
          { class: "entry" },
          isolated(name),
          button(words.actions.unignore, () => unignore(name)),
        )
      ),
    );
  }
  show(data);
  return { ...dialog, show };
}
