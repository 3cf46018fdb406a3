/**
 * The page in WebKitGTK: `deno task test:webkit`. Not among all tests, for it needs packages that few machines
 * have. `HUBBUB_PICTURES` names a folder for a picture of each step.
 *
 * @module
 */

import { HAS_WEBKIT, WebKitTab } from "./webkit_tab.ts";
import { walk } from "./main_path.ts";
import { keepPicture } from "./pictures.ts";

Deno.test({
  name: HAS_WEBKIT ? "page in WebKitGTK" : "page in WebKitGTK (not installed)",
  ignore: !HAS_WEBKIT,
  sanitizeOps: false,
  sanitizeResources: false,
  fn: async (test) => {
    await using tab = await WebKitTab.start();
    await test.step(tab.browser, () => walk(tab, (name) => keepPicture(tab, name)));
  },
});
