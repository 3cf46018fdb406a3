/**
 * `/lang zh`: the daemon's own words in another language, for one person. What people say stays as
 * they said it, and programs are spoken to in codes, which need no translation.
 *
 * @module
 */

import { LANGUAGES } from "../language.ts";
import { command, type Spec } from "./spec.ts";

/** Chooses the language of the daemon's words. */
export const lang: Spec = command({
  params: [{ field: "lang", shape: "word", words: LANGUAGES }],
  run(desk, { lang }) {
    const language = LANGUAGES.find((each) => each === lang.toLowerCase());
    if (language === undefined) return desk.notice({ code: "lang-unknown", lang });
    if (desk.client.audience === "programs") {
      return desk.notice({ code: "lang", why: "programs" });
    }
    desk.speak(language);
    desk.notice({ code: "lang", why: "chosen" });
  },
});
