/**
 * `/lang zh`: the daemon's own words in another language, for one person. What people say stays as
 * they said it, and programs are spoken to in codes, which need no translation.
 *
 * @module
 */

import type { Spec } from "../command.ts";
import { LANGUAGES } from "../language.ts";

/** Chooses the language of the daemon's words. */
export const lang: Spec = {
  parameter: { field: "lang", placeholder: LANGUAGES.join("|"), isOptional: false },
  run(desk, wanted = "") {
    const language = LANGUAGES.find((each) => each === wanted.toLowerCase());
    if (language === undefined) {
      return desk.notice({ code: "lang-unknown", lang: wanted });
    }
    if (desk.client.audience === "programs") {
      return desk.notice({ code: "lang", why: "programs" });
    }
    desk.speak(language);
    desk.notice({ code: "lang", why: "chosen" });
  },
};
