import { assertEquals } from "@std/assert";
import { REAL_CLOCK } from "../../../lib/client/clock.ts";
import { CONVERSATION_OF_PERSON } from "../../../lib/client/connection/conversation.ts";
import { type Link, openLink } from "../../../lib/client/connection/link.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { Uplink } from "../../../lib/client/connection/uplink.ts";
import { troubleIn } from "../../../lib/client/terminal/prompt.ts";
import { type FakePeer, FakeServer } from "../../support/fake_server.ts";

/** What becomes of one attempt to connect: it fails, or the daemon does something with the client. */
type Attempt = string | ((peer: FakePeer) => Promise<void>);

const WELCOME = async (peer: FakePeer) => {
  await peer.welcome();
  peer.close();
};
const SILENCE = (peer: FakePeer) => Promise.resolve(peer.close());
const REFUSAL = async (peer: FakePeer) => {
  await peer.write("-- the room is full\n");
  peer.close();
};

/**
 * Lets a client connect, lose each connection and come back, without a pause; returns all that is
 * said to the person. An attempt that begins with `!` is made because the person has asked for it.
 */
async function reconnect(...attempts: Attempt[]): Promise<string[]> {
  const { said, code } = await run(attempts);
  assertEquals(code, 0);
  return said;
}

async function run(attempts: Attempt[]): Promise<{ said: string[]; code: number }> {
  await using server = new FakeServer();
  const clientState = new ClientState({ name: "ann", isChosen: true });
  const said: string[] = [];
  const say = (text: string) => {
    said.push(text);
    return Promise.resolve();
  };
  const connect = async (): Promise<Link> => {
    const attempt = attempts.shift();
    if (attempt === undefined) uplink.stop();
    else if (typeof attempt === "function") {
      const link = await openLink(server.address, { nick: "ann" }, { deadlineMillis: 5000 });
      await attempt(await server.accept());
      return link;
    } else if (attempt.startsWith("!")) uplink.reconnectNow();
    throw new Error(attempt?.replace("!", "") ?? "nobody hears this any more");
  };
  const uplink = new Uplink({
    connect,
    clientState,
    isReconnecting: true,
    tell: say,
    show: async (line) => {
      if (line.kind === "event") clientState.note(line.event);
      if (line.kind === "event" && line.event.kind === "notice") await say(line.event.text);
      else if (line.kind === "plain") await say(line.text);
    },
    phrases: ENGLISH,
    later: (_, act) => {
      queueMicrotask(act);
      return () => {};
    },
  });
  return { said, code: await uplink.run() };
}

const LOST = "-- the connection was lost; trying again (/reconnect tries at once)";

Deno.test("why the client cannot come back is said once for each reason", async () => {
  const said = await reconnect(WELCOME, "refused", "refused", "untrusted", "refused", "untrusted");
  assertEquals(said, [LOST, "-- refused", "-- untrusted"]);
});

Deno.test("a reason is said anew after the client was back", async () => {
  const said = await reconnect(WELCOME, "refused", WELCOME, "refused");
  assertEquals(said, [LOST, "-- refused", LOST, "-- refused"]);
});

Deno.test("whoever asks for an attempt is told why it failed, also if it was told before", async () => {
  const said = await reconnect(WELCOME, "refused", "refused", "!refused", "refused");
  assertEquals(said, [LOST, "-- refused", "-- refused"]);
});

Deno.test("a daemon that refuses the client at each return is heard once", async () => {
  const said = await reconnect(WELCOME, REFUSAL, REFUSAL, REFUSAL, WELCOME, REFUSAL);
  assertEquals(said, [LOST, "-- the room is full", LOST, "-- the room is full"]);
});

Deno.test("a stranger in the place of the daemon is spoken of once", async () => {
  const said = await reconnect(WELCOME, SILENCE, SILENCE);
  assertEquals(said, [LOST, `-- ${ENGLISH.noWelcome}`]);
});

Deno.test("the port of the web page is told in one sentence, and left", async () => {
  const { said, code } = await run([async (peer) => {
    await peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 5\r\n\r\nsorry");
    peer.close();
  }]);
  assertEquals([said, code], [[`-- ${ENGLISH.webPort}`], 3]);
});

Deno.test("a refusal in the JSON dialect is heard once as well, and tried again after a lockdown", async () => {
  const locked = async (peer: FakePeer) => {
    await peer.say({ type: "notice", code: "lockdown", why: "refused", text: "no newcomers" });
    await peer.bye("lockdown");
  };
  assertEquals(await reconnect(WELCOME, locked, locked, WELCOME, locked), [
    LOST,
    "no newcomers",
    LOST,
    "no newcomers",
  ]);
});

Deno.test("a ban that came meanwhile is said once, and ends the client with 3", async () => {
  const banned = async (peer: FakePeer) => {
    await peer.write("-- you are banned until 2026-11-26 14:02 UTC: spam\n");
    peer.close();
  };
  assertEquals(await run([WELCOME, "refused", banned, WELCOME]), {
    said: [LOST, "-- refused", "-- you are banned until 2026-11-26 14:02 UTC: spam"],
    code: 3,
  });
});

Deno.test("a client that leaves is not shown as one that connects", async () => {
  await using server = new FakeServer();
  const states: (string | undefined)[] = [];
  const clientState = new ClientState({ name: "ann", isChosen: true });
  const uplink = new Uplink({
    connect: () => openLink(server.address, { nick: "ann" }, { deadlineMillis: 5000 }),
    clientState,
    isReconnecting: true,
    tell: () => Promise.resolve(),
    show: (line) => {
      if (line.kind === "event" && line.event.kind === "welcome") void uplink.leave();
      states.push(troubleIn(uplink.state, ENGLISH, 0));
      return Promise.resolve();
    },
    phrases: ENGLISH,
  });
  states.push(troubleIn(uplink.state, ENGLISH, 0));
  const running = uplink.run();
  const peer = await server.accept();
  await peer.welcome();
  await peer.say({ type: "bye", reason: "bye", code: "quit" });
  peer.close();
  await running;
  states.push(troubleIn(uplink.state, ENGLISH, 0));
  assertEquals(states, ["connecting", undefined, undefined, undefined]);
});

for (const way of ["stop", "leave"] as const) {
  Deno.test(`a client that leaves (${way}) waits for no attempt to connect, and closes what comes of it`, async () => {
    await using server = new FakeServer();
    const asked = Promise.withResolvers<void>();
    const made = Promise.withResolvers<Link>();
    const uplink = new Uplink({
      connect: () => {
        asked.resolve();
        return made.promise;
      },
      clientState: new ClientState({ name: "ann", isChosen: true }),
      isReconnecting: true,
      tell: () => Promise.resolve(),
      show: () => Promise.resolve(),
      phrases: ENGLISH,
    });
    const running = uplink.run();
    await asked.promise;
    await uplink[way]();
    assertEquals(await running, 0);
    made.resolve(await openLink(server.address, { nick: "ann" }, { deadlineMillis: 5000 }));
    const peer = await server.accept();
    await peer.hear();
    assertEquals(await peer.hear(), undefined);
  });
}

Deno.test("a client that leaves gives up a daemon that does not answer, after half a minute", async () => {
  assertEquals(CONVERSATION_OF_PERSON.farewellMillis, 30_000);
  await using server = new FakeServer();
  const welcomed = Promise.withResolvers<void>();
  const said: string[] = [];
  const uplink = new Uplink({
    connect: (hello) => openLink(server.address, hello, { deadlineMillis: 5000 }),
    clientState: new ClientState({ name: "ann", isChosen: true }),
    isReconnecting: true,
    tell: (text) => Promise.resolve(void said.push(text)),
    show: () => Promise.resolve(welcomed.resolve()),
    phrases: ENGLISH,
    limits: { ...CONVERSATION_OF_PERSON, farewellMillis: 1 },
  });
  const running = uplink.run();
  const peer = await server.accept();
  await peer.welcome();
  await welcomed.promise;
  await uplink.leave();
  assertEquals(await peer.hear(), undefined);
  assertEquals([await running, said], [1, ["-- the connection was lost"]]);
});

Deno.test("the ping that measures the lag is answered out of the person's sight", async () => {
  await using server = new FakeServer();
  const shown: string[] = [];
  const heard = Promise.withResolvers<void>();
  const welcomed = Promise.withResolvers<void>();
  const uplink = new Uplink({
    connect: (hello) => openLink(server.address, hello, { deadlineMillis: 5000 }),
    clientState: new ClientState({ name: "ann", isChosen: true }),
    isReconnecting: false,
    tell: () => Promise.resolve(),
    show: (line) => {
      const kind = line.kind === "event" ? line.event.kind : line.kind;
      shown.push(kind);
      if (kind === "welcome") welcomed.resolve();
      if (kind === "message") heard.resolve();
      return Promise.resolve();
    },
    phrases: ENGLISH,
  });
  const running = uplink.run();
  const peer = await server.accept();
  await peer.welcome();
  await welcomed.promise;
  const at = Math.floor(REAL_CLOCK.steady());
  for (const later of [0, 30_000]) uplink.watchLag(at + later);
  assertEquals(uplink.lag(at + 60_000), 30);
  // The answer to the ping comes before the answer to this.
  await uplink.send('{"type":"say","text":"hi"}');
  await peer.hear();
  await peer.message("bob", "hi");
  await heard.promise;
  assertEquals([shown, uplink.lag(at + 60_000)], [["welcome", "message"], undefined]);
  uplink.stop();
  await running;
});
