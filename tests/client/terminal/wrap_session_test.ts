/**
 * Long lines on a real terminal.
 *
 * @module
 */

import { scene } from "../../support/terminal_scene.ts";

scene(
  "with --wrap words lines break between words, with --align texts begin in one column",
  async (s) => {
    await s.terminal.type("half a thought");
    await s.peer.message(
      "bob",
      "the quick brown fox jumps over the lazy dog and https://example.org/a/b",
    );
    await s.peer.message("cassandra", "ann: the same to you");
    await s.terminal.shows(`
              You are ann
              Also here: bob
         bob: the quick brown fox jumps
              over the lazy dog and
              https://example.org/a/b
    » cassandra: ann: the same to you
    ann> half a thought
  `);
  },
  { args: ["--wrap words --align 8"] },
);
