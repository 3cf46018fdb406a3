/**
 * The page in Firefox: `deno task test:firefox`. Not among all tests, for it needs packages that few machines
 * have. `HUBBUB_PICTURES` names a folder for a picture of each step.
 *
 * @module
 */

import { FirefoxTab, HAS_FIREFOX } from "./firefox_tab.ts";
import { walk } from "./main_path.ts";
import { keepPicture } from "./pictures.ts";

Deno.test({
  name: HAS_FIREFOX ? "page in Firefox" : "page in Firefox (not installed)",
  ignore: !HAS_FIREFOX,
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async (test) => {
    await using tab = await FirefoxTab.start();
    await test.step(tab.browser, () => walk(tab, (name) => keepPicture(tab, name)));
  },
});
