import { assertEquals, assertStringIncludes } from "@std/assert";
import { CLIENT } from "../../lib/client/settings/program.ts";
import { CLIENT_OPTIONS } from "../../lib/client/settings/options.ts";
import { manPage } from "../../lib/options/man.ts";

Deno.test("the manual page knows every option and hides no hyphen", () => {
  const page = manPage(CLIENT, "en");
  for (const name of Object.keys(CLIENT_OPTIONS)) {
    assertStringIncludes(page, `\\fB\\-\\-${name.replaceAll("-", "\\-")}\\fR`);
  }
  assertEquals(page.split("\n")[0], '.TH HUBBUB 1 "" "hubbub 0.1.0"');
});
