/**
 * How many WebSockets a second the page's listener opens: `deno run -A bench/upgrades.ts [SECONDS]`. Starts a daemon
 * from source on 127.0.0.1; clients connect, ask for the socket, read the answer and leave, again and again.
 *
 * @module
 */

import { readProcess } from "./meter/proc.ts";
import { parseServer, ServerProcess } from "./meter/server_process.ts";
import { ENGINE_FLAGS } from "../tools/compile/programs.ts";

const CLIENTS = 32;
const WARM_MILLIS = 2000;
const MAIN = new URL("../main.ts", import.meta.url).pathname;

if (import.meta.main) await main(Number(Deno.args[0] ?? 6));

async function main(seconds: number): Promise<void> {
  const port = freePort();
  const command = parseServer(
    `daemon="${Deno.execPath()}" run -A --no-prompt ${ENGINE_FLAGS.join(" ")} "${MAIN}" ` +
      `--listen 127.0.0.1:{port} --web-listen 127.0.0.1:${port} --rate 0 --max-per-address 0 --connect-rate 0 ` +
      "--idle-timeout 0 --max-connections 20000 --log-level error",
  );
  await using server = await ServerProcess.start(command, true);
  await upgrade(port, WARM_MILLIS);
  const before = readProcess(server.pid)?.cpuSeconds ?? NaN;
  const begin = performance.now();
  const count = await upgrade(port, seconds * 1000);
  const took = (performance.now() - begin) / 1000;
  const cpu = (readProcess(server.pid)?.cpuSeconds ?? NaN) - before;
  const text =
    `${Math.round(count / took)} upgrades/s, ${Math.round(cpu / count * 1e6)} us of the ` +
    "daemon's processor each\n";
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

/** Lets clients come and go for so long; how many got their socket. Throws if one is refused. */
async function upgrade(port: number, millis: number): Promise<number> {
  const end = performance.now() + millis;
  const request = new TextEncoder().encode(
    `GET /socket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
      "Sec-WebSocket-Protocol: hubbub.json.1\r\n\r\n",
  );
  let count = 0;
  const come = async () => {
    const answer = new Uint8Array(1024);
    while (performance.now() < end) {
      using conn = await Deno.connect({ hostname: "127.0.0.1", port });
      await conn.write(request);
      const text = new TextDecoder().decode(answer.subarray(0, await conn.read(answer) ?? 0));
      if (!text.startsWith("HTTP/1.1 101 ")) throw new Error(`refused: ${text}`);
      count++;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, come));
  return count;
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
