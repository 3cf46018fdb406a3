/**
 * `/lang zh`: the daemon's own text in another language, for one client. Messages of people are not
 * translated, and neither are the codes that programs receive.
 *
 * @module
 */

import { LANGUAGES } from "../language.ts";
import { command, type Spec } from "./spec.ts";

/** Chooses the language of the daemon's text. */
export const lang: Spec = command({
  isPrivate: true,
  params: [{ field: "lang", shape: "word", words: LANGUAGES }],
  run(by, { lang }) {
    const language = LANGUAGES.find((each) => each === lang.toLowerCase());
    if (language === undefined) return by.notice({ code: "lang-unknown", lang });
    by.speak(language);
    by.notice({ code: "lang", why: "chosen" });
  },
});
