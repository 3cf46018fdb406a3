/**
 * A client of today and a daemon of tomorrow: a command that the client has never heard of is
 * completed, explained, bound and sent by the row in the welcome.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { paintPlain } from "../../lib/client/colors.ts";
import { openLink } from "../../lib/client/connection/link.ts";
import { Output } from "../../lib/client/pipe/output.ts";
import { runPipe } from "../../lib/client/pipe/pipe.ts";
import { ClientState } from "../../lib/client/connection/client_state.ts";
import { ENGLISH } from "../../lib/words/en/phrases.ts";
import { type FakePeer, FakeServer } from "../support/fake_server.ts";
import { scene } from "../support/terminal_scene.ts";

const WHISPER = {
  name: "whisper",
  params: [{ field: "to", shape: "nick" }, { field: "text", shape: "rest" }],
  summary: "say it to one alone",
};
const WHO = {
  name: "who",
  params: [{ field: "room", shape: "place", optional: true }],
  summary: "",
};
const COMMANDS = [WHO, WHISPER];

scene("a command of tomorrow is explained, completed and sent on a terminal", async (s) => {
  await s.terminal.type("/wh");
  await s.terminal.waitFor((screen) => screen.includes("/who [ROOM]  /whisper TO TEXT"));
  await s.terminal.type("i");
  await s.terminal.press("Tab");
  // The hint is there without the Tab as well, and a Tab that comes in one piece with text is text.
  await s.terminal.waitFor((screen) =>
    screen.includes("ann> /whisper\n/whisper TO TEXT  say it to one alone")
  );
  await s.terminal.type("b");
  await s.terminal.press("Tab");
  await s.terminal.waitFor((screen) => screen.includes("ann> /whisper bob"));
  await s.terminal.type("see you  later");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"whisper","to":"bob","text":"see you  later"}');
  await s.terminal.type("/whisper bob");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen.includes("-- usage: /whisper TO TEXT"));
  await s.terminal.type("/who dev");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"who","room":"dev"}');
}, { columns: 70, welcome: { commands: COMMANDS } });

scene("--plain sends a command of tomorrow, and asks what else looks like one", async (s) => {
  await s.terminal.type("/whisper bob hi");
  await s.terminal.press("Enter");
  assertEquals(await s.peer.hear(), '{"type":"whisper","to":"bob","text":"hi"}');
  await s.terminal.type("/whispr bob hi");
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen.includes("did you mean /whisper?"));
}, { args: ["--plain"], ready: "Also here: bob", columns: 70, welcome: { commands: COMMANDS } });

/** What a client in a pipe complains of while a daemon follows a script, and its exit code. */
async function piped(
  input: string,
  script: (peer: FakePeer) => Promise<void>,
): Promise<{ err: string; code: number }> {
  await using server = new FakeServer();
  using link = await openLink(server.address, { nick: "ann" }, { deadlineMillis: 5000 });
  let err = "";
  const running = runPipe({
    link,
    clientState: new ClientState({ name: "ann", isChosen: true }),
    input: { bytes: ReadableStream.from([new TextEncoder().encode(input)]), kind: "typed" },
    output: new Output(
      { isJson: false, timestamps: "off", paint: paintPlain, phrases: ENGLISH },
      {
        out: () => Promise.resolve(),
        err: (text) => {
          err += text;
          return Promise.resolve();
        },
      },
    ),
    isJson: false,
    phrases: ENGLISH,
    language: "en",
  });
  const peer = await server.accept();
  await script(peer);
  peer.close();
  return { code: await running, err };
}

Deno.test("a command of tomorrow is sent in a pipe, by the row in the welcome", async () => {
  const { err, code } = await piped(
    "/whisper bob hi there\n/whisper bob\n/me waves\n",
    async (peer) => {
      await peer.welcome(["bob"], { commands: COMMANDS });
      assertEquals(await peer.hear(), '{"type":"whisper","to":"bob","text":"hi there"}');
      assertEquals(await peer.hear(), undefined);
    },
  );
  // This daemon tells no /me.
  assertEquals(err, `hubbub: usage: /whisper TO TEXT\nhubbub: ${ENGLISH.unknownInPipe("me")}\n`);
  assertEquals(code, 1);
});

Deno.test("a daemon that tells no commands has those of this version", async () => {
  const { err } = await piped("/me waves\n/who\n", async (peer) => {
    await peer.welcome(["bob"]);
    assertEquals(await peer.hear(), '{"type":"me","text":"waves"}');
    assertEquals(await peer.hear(), '{"type":"who"}');
    assertEquals(await peer.hear(), undefined);
    const time = new Date().toISOString();
    await peer.say({ type: "action", seq: 2, time, room: "lobby", from: "ann", text: "waves" });
  });
  assertEquals(err, "");
});
