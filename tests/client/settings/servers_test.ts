/**
 * Where the client finds its chat: several addresses, from one place alone.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { MAX_SERVERS } from "../../../lib/client/settings/config.ts";
import { startClient } from "../../../lib/client/settings/startup.ts";
import { formatAddress } from "../../../lib/net/address.ts";

const FILE = `
address = "usual.example"
servers = ["usual-b.example"]
[work]
address = "tls://a.example:9000"
servers = ["b.example", "unix:/run/a,b.sock"]
[home]
servers = ["c.example", "d.example"]
["e.example"]
plain = true
`;

/** The addresses of a client that is started so, each as it is written; or the sentence that says why there are none. */
async function serversOf(line: string, env: Record<string, string> = {}): Promise<string> {
  const all: Record<string, string> = { HOME: "/h", ...env };
  const startup = await startClient(line.split(" ").filter((word) => word !== ""), {
    env: (name) => all[name],
    loginName: () => "login",
    os: "linux",
    readFile: () => Promise.resolve(FILE),
  });
  if (startup.kind !== "run") return startup.kind === "problem" ? startup.problem : startup.kind;
  const { address, otherAddresses } = startup.config;
  return [address, ...otherAddresses].map(formatAddress).join(" ");
}

const ENV = { HUBBUB_SERVER: "v.example, w.example" };

const STARTS: ReadonlyArray<readonly [line: string, env: Record<string, string>, found: string]> = [
  ["--no-config", {}, "127.0.0.1:8000"],
  ["--no-config --server x --server tls://y:1", {}, "x:8000 tls://y:1"],
  ["--no-config z --server x --server unix:/y", {}, "z:8000 x:8000 unix:/y"],
  ["--no-config", ENV, "v.example:8000 w.example:8000"],
  ["--no-config z", ENV, "z:8000"],
  ["--no-config --server x", ENV, "x:8000"],
  ["", {}, "usual.example:8000 usual-b.example:8000"],
  ["", ENV, "v.example:8000 w.example:8000"],
  ["--server x", {}, "x:8000"],
  ["z", {}, "z:8000"],
  ["z --server x", {}, "z:8000 x:8000"],
  ["work", {}, "tls://a.example:9000 b.example:8000 unix:/run/a,b.sock"],
  ["work", ENV, "tls://a.example:9000 b.example:8000 unix:/run/a,b.sock"],
  ["--server x work", {}, "x:8000"],
  ["home", {}, "c.example:8000 d.example:8000"],
  ["e.example", {}, "e.example:8000"],
];

for (const [line, env, found] of STARTS) {
  const place = env === ENV ? " with HUBBUB_SERVER" : "";
  Deno.test(`hubbub ${line}${place} uses ${found}`, async () => {
    assertEquals(await serversOf(line, env), found);
  });
}

Deno.test("an address that is given twice is refused, however it is written", async () => {
  assertEquals(
    await serversOf("--no-config A.example --server b --server a.example:8000"),
    'the address "a.example:8000" is given twice',
  );
});

Deno.test(`${MAX_SERVERS} servers are taken, and no more`, async () => {
  const lineOf = (count: number) =>
    `--no-config ${Array.from({ length: count }, (_, index) => `--server h${index}`).join(" ")}`;
  assertEquals((await serversOf(lineOf(MAX_SERVERS))).split(" ").length, MAX_SERVERS);
  assertEquals(await serversOf(lineOf(MAX_SERVERS + 1)), "--server takes at most 16 values");
});

Deno.test("what is no address is refused by the name of the option", async () => {
  assertEquals(
    await serversOf("--no-config --server ftp://x"),
    '--server "ftp://x" is not HOST[:PORT], tls://HOST[:PORT] or unix:PATH',
  );
});
