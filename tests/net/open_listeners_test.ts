/**
 * The listeners of one daemon together: how they share a port, and who is blamed when they cannot.
 *
 * @module
 */

import { assert, assertEquals, assertRejects } from "@std/assert";
import { type ListenAddress, parseListenAddress } from "../../lib/net/address.ts";
import { ListenFailure, openListeners, type Wanted } from "../../lib/net/open_listeners.ts";
import type { Listener } from "../../lib/net/tcp.ts";
import { closedSince, openDescriptors } from "../support/pressure.ts";

const ANY_IPV4 = "0.0.0.0";
const ANY_IPV6 = "[::]";

/** Plain listeners, or over TLS where the text begins with `tls:`. */
function wanted(...texts: string[]): Wanted[] {
  return texts.map((text) => {
    const isTls = text.startsWith("tls:");
    return { address: addressOf(isTls ? text.slice("tls:".length) : text), isTls };
  });
}

function addressOf(text: string): ListenAddress {
  const address = parseListenAddress(text);
  assert(address !== undefined, text);
  return address;
}

/** A port that nothing listens on, for any address. */
function freePort(): number {
  using probe = Deno.listen({ hostname: "::", port: 0 });
  return probe.addr.port;
}

/** The index of the listener that a visitor of this host comes to. */
async function servedBy(listeners: readonly Listener[], hostname: string, port: number) {
  using _ = await Deno.connect({ hostname, port });
  const turns = listeners.map(async (listener, index) => {
    (await listener.accept()).close();
    return index;
  });
  const index = await Promise.race(turns);
  return { index, others: turns.filter((_, other) => other !== index) };
}

async function failureOf(...texts: string[]): Promise<ListenFailure> {
  const before = openDescriptors();
  const error = await assertRejects(() => openListeners(wanted(...texts)), ListenFailure);
  await closedSince(before);
  return error;
}

/** The listener of the same daemon that is named. */
async function ownerAmong(...texts: string[]): Promise<string | undefined> {
  const { fault } = await failureOf(...texts);
  return fault.code === "own" ? fault.owner : undefined;
}

for (const order of [[ANY_IPV4, ANY_IPV6], [ANY_IPV6, ANY_IPV4]]) {
  for (const scheme of ["", "tls:"]) {
    Deno.test(`${scheme}${order.join(" and ")} of one port are both served, and told in order`, async () => {
      const port = freePort();
      const texts = order.map((host) => `${host}:${port}`);
      for (const host of ["127.0.0.1", "::1"]) {
        const listeners = await openListeners(wanted(...texts.map((text) => `${scheme}${text}`)));
        assertEquals(listeners.map(({ address }) => address), texts);
        const { others } = await servedBy(listeners, host, port);
        for (const listener of listeners) listener.close();
        for (const other of others) await assertRejects(() => other, Deno.errors.BadResource);
      }
      // Nothing is left of either.
      for (const listener of await openListeners(wanted(...texts))) listener.close();
    });
  }
}

Deno.test("both wildcards with port 0 get a port each", async () => {
  const listeners = await openListeners(wanted("0.0.0.0:0", "[::]:0"));
  const ports = new Set(listeners.map(({ address }) => address.split(":").at(-1)));
  assertEquals(ports.size, 2);
  for (const listener of listeners) listener.close();
});

Deno.test("127.0.0.1 and ::1 of one port do not get in each other's way", async () => {
  const port = freePort();
  const listeners = await openListeners(wanted(`127.0.0.1:${port}`, `[::1]:${port}`));
  for (const listener of listeners) listener.close();
});

for (
  const [first, second] of [
    ["127.0.0.1", "127.0.0.1"],
    ["[::1]", "[::1]"],
    ["[::1]", "[0:0:0:0:0:0:0:1]"],
    ["0.0.0.0", "0.0.0.0"],
    ["0.0.0.0", "127.0.0.1"],
    ["127.0.0.1", "0.0.0.0"],
    ["[::]", "127.0.0.1"],
    ["127.0.0.1", "[::]"],
    ["[::]", "[::1]"],
    ["[::1]", "[::]"],
    ["127.0.0.1", "[::ffff:127.0.0.1]"],
    ["localhost", "localhost"],
    ["0.0.0.0", "localhost"],
    ["127.0.0.1", "tls:127.0.0.1"],
    ["0.0.0.0", "tls:[::]"],
    ["[::]", "tls:0.0.0.0"],
  ] as const
) {
  Deno.test(`${first} and ${second} of one port: the daemon blames itself`, async () => {
    const port = freePort();
    const { address, fault } = await failureOf(`${first}:${port}`, `${second}:${port}`);
    const written = (host: string) => host.replace("tls:", "").replace(/0:0:.*0:1/, "::1");
    const unwrapped = written(second).replace("[::ffff:127.0.0.1]", "127.0.0.1");
    assertEquals(address, `${unwrapped}:${port}`);
    assertEquals(fault, { code: "own", owner: `${written(first)}:${port}` });
  });
}

Deno.test("of several listeners the one that has the address is named", async () => {
  const port = freePort();
  const texts = ["127.0.0.1:0", `127.0.0.1:${port}`, `[::1]:${port}`, `127.0.0.1:${port}`];
  assertEquals(await ownerAmong(...texts), `127.0.0.1:${port}`);
});

for (const texts of [[ANY_IPV4], [ANY_IPV6], [ANY_IPV4, ANY_IPV6], [ANY_IPV6, ANY_IPV4]]) {
  Deno.test(`${texts.join(" and ")}: another program that has the port is blamed as before`, async () => {
    using taken = Deno.listen({ hostname: "::", port: 0 });
    const { fault } = await failureOf(...texts.map((host) => `${host}:${taken.addr.port}`));
    assertEquals(fault, { code: "taken" });
  });
}

Deno.test("what is no matter of two who want one address is nobody's fault of ours", async () => {
  const { fault } = await failureOf("127.0.0.1:0", "192.0.2.1:0");
  assertEquals(fault, { code: "no-such-address" });
});

Deno.test({
  name: "one Unix socket twice: the daemon blames itself, by whatever way the path leads there",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.symlink(folder, `${folder}/loop`);
      for (const second of ["chat.sock", "./chat.sock", "loop/chat.sock"]) {
        const texts = [`unix:${folder}/chat.sock`, `unix:${folder}/${second}`];
        assertEquals(await ownerAmong(...texts), texts[0]);
        assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["loop"]);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
