import { assertEquals, assertRejects } from "@std/assert";
import { openConnection, tryEach } from "../../lib/net/connect.ts";
import { Nobody } from "../support/nobody.ts";

const OPTIONS = { deadlineMillis: 5000 };

/** Accepts one connection, says a word and closes it. */
async function greetOne(listener: Deno.Listener): Promise<void> {
  using conn = await listener.accept();
  await conn.write(new TextEncoder().encode("hi\n"));
}

async function readAll(conn: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(64);
  const length = await conn.read(buffer) ?? 0;
  return new TextDecoder().decode(buffer.subarray(0, length));
}

Deno.test("openConnection() reaches a TCP listener by address and by name", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  for (const hostname of ["127.0.0.1", "localhost"]) {
    const greeting = greetOne(listener);
    using conn = await openConnection({ transport: "tcp", hostname, port }, OPTIONS);
    assertEquals(await readAll(conn), "hi\n");
    await greeting;
  }
});

Deno.test({
  name: "openConnection() reaches a Unix socket",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/socket`;
    {
      using listener = Deno.listen({ transport: "unix", path });
      const greeting = greetOne(listener);
      using conn = await openConnection({ transport: "unix", path }, OPTIONS);
      assertEquals(await readAll(conn), "hi\n");
      await greeting;
    }
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test("openConnection() rejects where nobody listens", async () => {
  using nobody = await Nobody.take();
  const { port } = nobody;
  await assertRejects(
    () => openConnection({ transport: "tcp", hostname: "127.0.0.1", port }, OPTIONS),
    Deno.errors.ConnectionRefused,
  );
});

Deno.test("openConnection() gives up a TLS handshake that nobody answers", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const accepted = listener.accept();
  const address = { transport: "tls", hostname: "127.0.0.1", port } as const;
  await assertRejects(
    () => openConnection(address, { deadlineMillis: 50 }),
    Deno.errors.TimedOut,
    "no answer within 0.05 s",
  );
  (await accepted).close();
});

Deno.test({
  name: "openConnection() trusts a certificate that it is given, and no other stranger",
  ignore: !hasOpenssl(),
  fn: trustTest,
});

async function trustTest(): Promise<void> {
  const { cert, key } = await selfSigned();
  using listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert, key });
  const address = { transport: "tls", hostname: "127.0.0.1", port: listener.addr.port } as const;
  const greeting = greetOne(listener);
  {
    using conn = await openConnection(address, { ...OPTIONS, caCerts: [cert] });
    assertEquals(await readAll(conn), "hi\n");
  }
  await greeting;
  const refused = greetOne(listener).catch(() => {});
  await assertRejects(() => openConnection(address, OPTIONS), Deno.errors.InvalidData);
  await refused;
}

Deno.test("tryEach() goes on to the next candidate, and stops at the first that works", async () => {
  const tried: string[] = [];
  const winner = await tryEach(["a", "b", "c"], 1000, (name) => {
    tried.push(name);
    return name === "a" ? Promise.reject(new Error("no")) : Promise.resolve(`won by ${name}`);
  });
  assertEquals([winner, tried], ["won by b", ["a", "b"]]);
});

Deno.test("tryEach() leaves time for the others when one never answers", async () => {
  const winner = await tryEach(
    ["silent", "quick"],
    40,
    (name, signal) =>
      name === "quick"
        ? Promise.resolve(name)
        : new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  assertEquals(winner, "quick");
});

Deno.test("tryEach() rejects with the last error, also of none", async () => {
  const fail = (name: string) => Promise.reject(new Error(name));
  await assertRejects(() => tryEach(["a", "b"], 1000, fail), Error, "b");
  await assertRejects(() => tryEach([], 1000, fail), Deno.errors.NotFound);
});

/** A certificate for this machine and its key, as PEM, made for one test. */
async function selfSigned(): Promise<{ cert: string; key: string }> {
  const folder = await Deno.makeTempDir();
  const words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 " +
    `-keyout ${folder}/key.pem -out ${folder}/cert.pem -subj /CN=localhost ` +
    "-addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE";
  const { success } = await new Deno.Command("openssl", { args: words.split(" ") }).output();
  if (!success) throw new Error("openssl cannot make a certificate");
  const cert = await Deno.readTextFile(`${folder}/cert.pem`);
  const key = await Deno.readTextFile(`${folder}/key.pem`);
  await Deno.remove(folder, { recursive: true });
  return { cert, key };
}

function hasOpenssl(): boolean {
  try {
    return new Deno.Command("openssl", { args: ["version"] }).outputSync().success;
  } catch {
    return false;
  }
}
