/**
 * The manual pages and completions that come with the executables.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { shareFiles } from "../../../tools/compile/share.ts";

Deno.test("a release has manual pages and completions for both programs", () => {
  assertEquals(shareFiles().map(({ path }) => path).sort(), [
    "share/bash-completion/completions/hubbub",
    "share/bash-completion/completions/hubbubd",
    "share/fish/vendor_completions.d/hubbub.fish",
    "share/fish/vendor_completions.d/hubbubd.fish",
    "share/man/man1/hubbub.1",
    "share/man/man8/hubbubd.8",
    "share/man/zh_CN/man1/hubbub.1",
    "share/man/zh_CN/man8/hubbubd.8",
    "share/zsh/site-functions/_hubbub",
    "share/zsh/site-functions/_hubbubd",
  ]);
});

Deno.test("each of them speaks of its own program", () => {
  for (const { path, text } of shareFiles()) {
    const isDaemon = path.includes("hubbubd");
    assertEquals(text.includes("stall"), isDaemon, path);
    assert(text.endsWith("\n"), path);
  }
});
