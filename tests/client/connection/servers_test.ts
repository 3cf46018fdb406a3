/**
 * The client on a terminal with several addresses: which it tries, when it waits, and what it tells.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { openLink } from "../../../lib/client/connection/link.ts";
import { Servers } from "../../../lib/client/connection/servers.ts";
import { Uplink } from "../../../lib/client/connection/uplink.ts";
import { parseClientAddress } from "../../../lib/net/address.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { type FakePeer, FakeServer } from "../../support/fake_server.ts";

/** What becomes of one attempt: it fails, or a daemon does something with the client. */
type Attempt = "fails" | ((peer: FakePeer) => Promise<void>);

const WELCOME = async (peer: FakePeer) => {
  await peer.welcome();
  peer.close();
};
const STOPPING = async (peer: FakePeer) => {
  await peer.hear();
  await peer.bye("shutdown", "the server is shutting down");
};
const SHUT = async (peer: FakePeer) => {
  await peer.hear();
  await peer.say({ type: "notice", code: "cluster-shut", text: "not now" });
  await peer.bye("cluster-shut");
};
const FULL = async (peer: FakePeer) => {
  await peer.hear();
  await peer.write("-- the room is full\n");
  peer.close();
};

/** A run over the addresses a, b and c; returns what happened in order: attempts, waits, and what is told. */
async function run(attempts: Attempt[], isReconnecting = true): Promise<[string[], number]> {
  await using daemon = new FakeServer();
  const happened: string[] = [];
  const places = new Servers(
    [addressOf("a"), addressOf("b"), addressOf("c")],
    async (address, hello) => {
      const name = address.transport === "unix" ? "" : address.hostname;
      const attempt = attempts.shift();
      if (attempt === undefined) uplink.stop();
      else happened.push(name);
      if (typeof attempt !== "function") throw new Error(`${name} fails`);
      const link = await openLink(daemon.address, hello, { deadlineMillis: 5000 });
      await attempt(await daemon.accept());
      return link;
    },
  );
  const clientState = new ClientState({ name: "ann", isChosen: true });
  const uplink = new Uplink({
    connect: (hello) => places.connect(hello),
    places,
    clientState,
    isReconnecting,
    tell: (text) => Promise.resolve(void happened.push(text)),
    show: (line) => {
      if (line.kind === "event") clientState.note(line.event);
      return Promise.resolve();
    },
    phrases: ENGLISH,
    later: (millis, act) => {
      happened.push(millis < 1500 ? "waits" : "waits longer");
      queueMicrotask(act);
      return () => {};
    },
  });
  const code = await uplink.run();
  return [happened.filter((text) => text !== ENGLISH.lost), code];
}

function addressOf(name: string) {
  const address = parseClientAddress(name);
  if (address === undefined) throw new Error(name);
  return address;
}

const AT = (name: string) => `-- connected to ${name}:8000`;
const FAILS = (name: string) => `-- ${name} fails`;

Deno.test("the next address is tried at once where one fails, and the place is told", async () => {
  assertEquals(await run(["fails", "fails", WELCOME]), [
    ["a", FAILS("a"), "b", FAILS("b"), "c", AT("c"), "waits"],
    0,
  ]);
});

Deno.test("after a loss the next address comes first, and only rounds wait", async () => {
  const attempts: Attempt[] = [WELCOME, WELCOME, "fails", "fails", "fails", "fails", WELCOME];
  assertEquals(await run(attempts), [
    [
      ...["a", "waits", "b", AT("b"), "waits longer", "c", FAILS("c"), "a", FAILS("a")],
      ...["b", FAILS("b"), "waits longer", "c", "a", AT("a"), "waits longer"],
    ],
    0,
  ]);
});

Deno.test("a daemon that stops, whose cluster is shut, or that is full is passed by, also at the start", async () => {
  assertEquals((await run([STOPPING, SHUT, WELCOME]))[0], ["a", "b", "c", AT("c"), "waits"]);
  assertEquals((await run([FULL, WELCOME]))[0], ["a", "b", AT("b"), "waits"]);
  assertEquals((await run([WELCOME, STOPPING, SHUT, WELCOME]))[0], [
    ...["a", "waits", "b", "c", "a", "waits longer"],
  ]);
});

Deno.test("a client that never was in the chat ends after one round", async () => {
  await assertRejects(() => run(["fails", "fails", "fails"]), Error, "c fails");
  assertEquals(await run([FULL, FULL, FULL]), [["a", "b", "c"], 3]);
});

Deno.test("--no-reconnect tries all addresses at the start, and none after a loss", async () => {
  assertEquals((await run(["fails", WELCOME], false))[0], [
    ...["a", FAILS("a"), "b", AT("b"), `-- ${ENGLISH.connectionLost}`],
  ]);
});

Deno.test("a kick ends the client, wherever it is", async () => {
  const kicked = async (peer: FakePeer) => {
    await peer.welcome();
    await peer.bye("kicked", "by bob");
  };
  assertEquals(await run([kicked, WELCOME]), [["a"], 3]);
});
