import { assertEquals, assertRejects } from "@std/assert";
import { openConnection, SYSTEM_NETWORK } from "../../lib/net/connect.ts";
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

/** A network of addresses that never answer, but for some that lead to this machine. */
function networkOf(found: string[], live: Record<string, number>) {
  const opened: string[] = [];
  const given: string[] = [];
  /** Timers by their time. */
  const timers = new Map<number, () => void>();
  return {
    opened,
    given,
    find: () => Promise.resolve(found),
    open(ip: string, _port: number, signal: AbortSignal): Promise<Deno.TcpConn> {
      opened.push(ip);
      const port = live[ip];
      if (port !== undefined) return Deno.connect({ hostname: "127.0.0.1", port });
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => {
          given.push(ip);
          reject(signal.reason);
        })
      );
    },
    later(millis: number, act: () => void) {
      timers.set(millis, act);
      // Time passes as fast as it can, but for the deadline.
      if (millis < OPTIONS.deadlineMillis) {
        queueMicrotask(() => timers.get(millis) === act && act());
      }
      return () => timers.get(millis) === act && timers.delete(millis);
    },
  };
}

Deno.test("openConnection() reaches a host whose first address is dead in 250 ms", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const network = networkOf(["2001:db8::1", "2001:db8::2", "192.0.2.1"], {
    "192.0.2.1": listener.addr.port,
  });
  const greeting = greetOne(listener);
  const address = { transport: "tcp", hostname: "dual.example", port: 8000 } as const;
  using conn = await openConnection(address, OPTIONS, network);
  assertEquals(await readAll(conn), "hi\n");
  assertEquals(network.opened.slice(0, 2), ["2001:db8::1", "192.0.2.1"]);
  assertEquals(network.given[0], "2001:db8::1");
  await greeting;
});

Deno.test("openConnection() tries sixteen addresses of a host at most", async () => {
  const many = Array.from({ length: 500 }, (_, at) => `2001:db8::${at.toString(16)}`);
  const network = networkOf(many, {});
  const refuse = (ip: string) => {
    network.opened.push(ip);
    return Promise.reject(new Deno.errors.ConnectionRefused(ip));
  };
  const address = { transport: "tcp", hostname: "many.example", port: 8000 } as const;
  await assertRejects(
    () => openConnection(address, OPTIONS, { ...network, open: refuse }),
    Deno.errors.ConnectionRefused,
    "2001:db8::f",
  );
  assertEquals(network.opened.length, 16);
});

Deno.test("openConnection() asks no resolver about an IP address, which could lose its zone", async () => {
  for (const hostname of ["fe80::1%eth0", "::1", "192.0.2.1"]) {
    const address = { transport: "tcp", hostname, port: 8000 } as const;
    const opened: string[] = [];
    const network = networkOf([], {});
    const open = (ip: string) => {
      opened.push(ip);
      return Promise.reject(new Error("far enough"));
    };
    const { find } = SYSTEM_NETWORK;
    await assertRejects(
      () => openConnection(address, OPTIONS, { ...network, find, open }),
      Error,
      "far enough",
    );
    assertEquals(opened, [hostname]);
  }
});

Deno.test({
  name: "openConnection() checks a certificate without the final dot of the name",
  ignore: !hasOpenssl(),
  fn: async () => {
    const { cert, key } = await selfSigned();
    using listener = Deno.listenTls({ hostname: "127.0.0.1", port: 0, cert, key });
    const network = networkOf(["192.0.2.1"], { "192.0.2.1": listener.addr.port });
    const greeting = greetOne(listener);
    const address = { transport: "tls", hostname: "localhost.", port: 8000 } as const;
    using conn = await openConnection(address, { ...OPTIONS, caCerts: [cert] }, network);
    assertEquals(await readAll(conn), "hi\n");
    await greeting;
  },
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
