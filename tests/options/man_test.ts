import { assertEquals, assertStringIncludes } from "@std/assert";
import { commandsWith } from "../../lib/client/typed/command_list.ts";
import { CLIENT } from "../../lib/client/settings/program.ts";
import { CLIENT_OPTIONS } from "../../lib/client/settings/options.ts";
import { DAEMON } from "../../lib/options/daemon_program.ts";
import { manPage } from "../../lib/options/man.ts";

Deno.test("the manual page knows every option and hides no hyphen", () => {
  const page = manPage(CLIENT, "en");
  for (const name of Object.keys(CLIENT_OPTIONS)) {
    assertStringIncludes(page, `\\fB\\-\\-${name.replaceAll("-", "\\-")}\\fR`);
  }
  assertEquals(page.split("\n")[0], '.TH HUBBUB 1 "" "hubbub 0.1.0"');
});

Deno.test("the manual pages have commands and examples, that of the client has its keys", () => {
  for (const program of [CLIENT, DAEMON]) {
    for (const title of ["COMMANDS", "EXAMPLES"]) {
      assertStringIncludes(manPage(program, "en"), `\n.SH ${title}\n`, program.name);
    }
  }
  // Chinese text has signs where it may be broken.
  assertStringIncludes(manPage(CLIENT, "zh").replaceAll("\\:", ""), "\n.SH 按键\n");
});

Deno.test("the manual page of the client names every command of the client's own", () => {
  const page = manPage(CLIENT, "en");
  const own = commandsWith([]).map(({ name }) => name);
  assertEquals(own.filter((name) => !page.includes(`/${name}`)), []);
});
