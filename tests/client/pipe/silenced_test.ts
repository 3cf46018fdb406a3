import { assertEquals } from "@std/assert";
import { play } from "../../support/piped.ts";

const REFUSED = { type: "notice", code: "muted", why: "refused", room: "lobby", text: "muted" };
const MODERATED = { type: "notice", code: "room-moderated", room: "lobby", text: "moderated" };
const DONE = { type: "notice", code: "muted", why: "done", room: "lobby", name: "eve", text: "x" };

const CASES = [
  [
    REFUSED,
    "said",
    3,
    "hubbub: what is said is not heard: you are muted in every room; " +
    "you can still write to operators in private\n",
  ],
  [
    MODERATED,
    "typed",
    3,
    "hubbub: what is said is not heard: #lobby is moderated: " +
    "only operators and people with a voice speak there\n",
  ],
  [
    { type: "notice", code: "muted", why: "of-tomorrow", text: "no" },
    "said",
    3,
    "hubbub: what is said is not heard: no\n",
  ],
  [DONE, "typed", 0, ""],
  [REFUSED, "json", 0, ""],
] as const;

for (const [notice, kind, wanted, sentence] of CASES) {
  Deno.test(`${notice.code}, ${"why" in notice ? notice.why : ""}: ${kind} gives ${wanted}`, async () => {
    const { code, err } = await play(
      async (peer, client) => {
        client.type(kind === "json" ? '{"type":"say","text":"a"}\n' : "a\nb\n");
        client.end();
        await peer.welcome();
        while (await peer.hear() !== undefined) await peer.say(notice);
        await peer.bye("end-of-input");
      },
      kind,
    );
    assertEquals([code, err], [wanted, sentence]);
  });
}
