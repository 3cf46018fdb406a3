/**
 * A reload: for each option, that it is applied, or named as needing a restart; that nobody is disconnected;
 * and that with a mistake nothing changes.
 *
 * @module
 */

import { assert, assertEquals, assertRejects, assertStringIncludes, fail } from "@std/assert";
import { parseDaemon } from "../../lib/config/config.ts";
import { changesBetween } from "../../lib/config/reload.ts";
import { certificateTest } from "../support/certificates.ts";
import { heardByNow } from "../support/house.ts";
import { namesInFile, OPTION_SAMPLES, optionOf } from "../support/option_samples.ts";
import { ReloadHouse } from "../support/reload_house.ts";
import { PROBES } from "../support/reload_probes.ts";

Deno.test("every option says what a reload does with it, and has a test that sees it", async () => {
  for (const name of namesInFile()) {
    const { atReload } = optionOf(name);
    assert(["applied", "restart"].includes(atReload), `${name} says nothing of a reload`);
    assertEquals(
      Object.hasOwn(PROBES, name),
      atReload === "applied",
      `${name} in reload_probes.ts`,
    );
    const probe = PROBES[name];
    if (probe === undefined || !("file" in probe)) continue;
    const text = await Deno.readTextFile(new URL(`../${probe.file}`, import.meta.url));
    assertStringIncludes(text, `"${probe.test}"`);
  }
});

for (const [name, probe] of Object.entries(PROBES)) {
  if ("file" in probe) continue;
  if ("seenBefore" in probe) {
    Deno.test(`before a reload that applies ${name}`, async () => {
      await using house = await ReloadHouse.open(probe.before);
      assertEquals(await probe.look(house), probe.seenBefore);
    });
  }
  Deno.test(`a reload applies ${name}`, async () => {
    await using house = await ReloadHouse.open(probe.before);
    using ann = name === "max-connections" ? undefined : await house.enter("still-here");
    await house.reload(probe.after);
    const reloaded = await house.logged("config-reloaded");
    if (name !== "log-level") assertEquals(reloaded.map(({ changed }) => changed), [name]);
    assertEquals(await house.logged("restart-needed"), []);
    if (ann !== undefined) assertEquals(await heardByNow(ann), []);
    assertEquals(await probe.look(house), probe.seenAfter);
  });
}

/** New values of options that open something; without them is the old. */
const INSTEAD: Readonly<Record<string, string>> = {
  "listen": "127.0.0.2:0",
  "admin-listen": "unix:SOCKET",
  "data": "DATA",
};

/** What an option needs beside itself to be right. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  "cluster-key": ['cluster = ["nats://a"]'],
  "cluster-ca": ['cluster = ["nats://a"]'],
  "node": ['cluster = ["nats://a"]'],
  "socket-mode": ['listen = ["unix:SOCKET"]'],
  "durable": ["data = 'DATA'"],
};

for (const name of namesInFile().filter((name) => optionOf(name).atReload === "restart")) {
  // Without a certificate there is no listener over TLS; the certificate's own test adds one.
  if (name === "tls-listen" || name === "web-tls-listen") continue;
  Deno.test(`a reload names ${name} as needing a restart, again and again`, async () => {
    const isSocket = name === "socket-mode" && Deno.build.os === "windows";
    if (isSocket) return;
    const folder = await Deno.makeTempDir();
    const place = (line: string) =>
      line.replace("SOCKET", `${folder}/s`).replace("DATA", `${folder}/data`);
    const beside = (BESIDE[name] ?? []).map(place);
    const [first = "", second = ""] = OPTION_SAMPLES[name] ?? [];
    const [value, before] = INSTEAD[name] === undefined
      ? [first, [`${name} = '${second}'`]]
      : [place(INSTEAD[name]), []];
    try {
      await using house = await ReloadHouse.open([...beside, ...before]);
      const { addresses } = house.server;
      for (let time = 1; time <= 2; time++) {
        await house.reload([...beside, `${name} = '${value}'`]);
        assertEquals((await house.logged("config-reloaded")).at(-1)?.changed, "nothing");
        const needed = await house.logged("restart-needed");
        assertEquals(needed.map(({ options }) => options), Array(time).fill(name));
      }
      assertEquals(house.server.addresses, addresses);
      await house.reload([...beside, ...before]);
      assertEquals((await house.logged("restart-needed")).length, 2);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test("a reload does not change what all nodes must have alike, and says so", async () => {
  const lines = ['cluster = ["nats://in.memory"]', 'node = "one"'];
  await using house = await ReloadHouse.open([...lines, "max-rooms = 5"]);
  await house.reload([...lines, "max-rooms = 7", "burst = 9"]);
  const [{ error } = {}] = await house.logged("config-not-reloaded");
  assertEquals(
    error,
    "max-rooms must be the same on all nodes: stop all of them before it is changed",
  );
  assertEquals(house.running.config.burst, 5);
  await house.reload([...lines, "max-rooms = 5", "burst = 9"]);
  assertEquals(house.running.config.burst, 9);
});

Deno.test("what belongs to data that are not open needs a restart as they do", async () => {
  const folder = await Deno.makeTempDir();
  const kept = [`data = '${folder}/data'`, 'keep-for = "1d"', "keep-messages = 10"];
  try {
    for (const [before, after] of [[[], kept], [kept, []]] as const) {
      await using house = await ReloadHouse.open(before);
      for (let time = 1; time <= 2; time++) {
        await house.reload(after);
        assertEquals((await house.logged("config-reloaded")).at(-1)?.changed, "nothing");
        const needed = (await house.logged("restart-needed")).map(({ options }) => options);
        assertEquals(needed, Array(time).fill("data, keep-for, keep-messages"));
      }
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a certificate without a listener for it needs a restart", () => {
  const withTls = [
    "--tls-listen=127.0.0.1:0",
    "--tls-cert=c.pem",
    "--tls-key=k.pem",
    "--listen=127.0.0.1:0",
  ];
  const [all, plain] = [valuesOf(withTls), valuesOf(["--listen=127.0.0.1:0"])];
  const restart = ["tls-listen", "tls-cert", "tls-key"];
  assertEquals(changesBetween(all, plain), { applied: [], restart });
  assertEquals(changesBetween(plain, all), { applied: [], restart });
  const renewed = valuesOf([...withTls, "--tls-cert=d.pem"]);
  assertEquals(changesBetween(all, renewed), { applied: ["tls-cert"], restart: [] });
});

Deno.test("what belongs to a page that is not served needs a restart as it does", () => {
  const names = [
    "--web-host=a.example",
    "--web-origin=https://a.example",
    "--web-node=https://b.example",
  ];
  const web = ["--listen=127.0.0.1:0", "--web-listen=127.0.0.1:0"];
  const [all, none] = [valuesOf([...web, ...names]), valuesOf(["--listen=127.0.0.1:0"])];
  const restart = ["web-listen", "web-host", "web-origin", "web-node"];
  assertEquals(changesBetween(all, none), { applied: [], restart });
  assertEquals(changesBetween(none, all), { applied: [], restart });
  const applied = ["web-host", "web-origin", "web-node"];
  assertEquals(changesBetween(valuesOf(web), all), { applied, restart: [] });
});

function valuesOf(args: readonly string[]) {
  const startup = parseDaemon({ args, env: () => undefined }, "en");
  if (startup.kind !== "run") fail(JSON.stringify(startup));
  return startup.values;
}

Deno.test("with a mistake in the file nothing changes, and the log has its place", async () => {
  await using house = await ReloadHouse.open(['names = "guest"']);
  using ann = await house.enter("ann");
  const { config } = house.running;
  for (const wrong of ["rate = x", "burst = 0", "send-queue-max = 2048", "tls-key = 'k'"]) {
    await house.reload(['names = "address"', "idle-timeout = 0", wrong]);
    const [{ error } = {}] = (await house.logged("config-not-reloaded")).slice(-1);
    assertStringIncludes(String(error), `${house.pathOf("hubbubd.toml")}:`);
    assertEquals(house.running.config, config);
  }
  await Deno.remove(house.pathOf("hubbubd.toml"));
  await house.reload();
  assertEquals((await house.logged("config-not-reloaded")).length, 5);
  assertEquals(await house.logged("config-reloaded"), []);
  using bob = await house.connect("/ping");
  assertEquals(await bob.line(), "You are guest-2");
  assertEquals(await heardByNow(ann), ["guest-2 has arrived"]);
});

Deno.test("a reload shows another message of the day, and the same file anew", async () => {
  await using house = await ReloadHouse.open();
  const seenBy = async (name: string) => {
    using client = await house.connect(`/nick ${name}`);
    return (await heardByNow(client)).filter((line) => line.startsWith("--"));
  };
  const motd = house.pathOf("motd");
  assertEquals(await seenBy("ann"), []);
  await Deno.writeTextFile(motd, "welcome\n");
  await house.reload([`motd = '${motd}'`]);
  assertEquals(await seenBy("bob"), ["-- welcome"]);
  await Deno.writeTextFile(motd, "welcome back\n");
  await house.reload();
  assertEquals(await seenBy("cid"), ["-- welcome back"]);
  await Deno.remove(motd);
  await house.reload([`motd = '${motd}'`, "max-line = 128"]);
  assertEquals(await seenBy("dan"), ["-- welcome back"]);
  assertEquals(house.running.config.maxLine, 4096);
  const [{ error } = {}] = await house.logged("motd-not-reloaded");
  assertStringIncludes(String(error), "there is no such file");
  await house.reload([]);
  assertEquals(await seenBy("eve"), []);
});

certificateTest("a reload takes another certificate and key", async (folder) => {
  const [first, second] = [await folder.make("first"), await folder.make("second")];
  const lines = (listen: string, { certFile, keyFile }: typeof first) => [
    "listen = []",
    `tls-listen = '${listen}'`,
    `tls-cert = '${certFile}'`,
    `tls-key = '${keyFile}'`,
  ];
  await using house = await ReloadHouse.open(lines("127.0.0.1:0", first));
  const port = Number(house.server.addresses[0]?.split(":").at(-1));
  const shakeHands = async (cert: string) => {
    // An identity that is not trusted is noticed at the handshake, not when the socket connects.
    using conn = await Deno.connectTls({ hostname: "127.0.0.1", port, caCerts: [cert] });
    await conn.handshake();
  };
  await shakeHands(first.cert);
  await assertRejects(() => shakeHands(second.cert), Deno.errors.InvalidData);
  await house.reload(lines("127.0.0.1:0", second));
  await shakeHands(second.cert);
  await assertRejects(() => shakeHands(first.cert), Deno.errors.InvalidData);
  assertEquals((await house.logged("config-reloaded")).at(-1)?.changed, "tls-cert, tls-key");
  await house.reload(lines("127.0.0.2:0", second));
  assertEquals((await house.logged("restart-needed")).at(-1)?.options, "tls-listen");
  await house.reload([
    ...lines("127.0.0.1:0", { ...second, keyFile: first.keyFile }),
    "max-line = 128",
  ]);
  assertEquals((await house.logged("certificate-not-reloaded")).length, 1);
  assertEquals(house.running.config.maxLine, 4096);
  await shakeHands(second.cert);
});
