/**
 * For every option that a reload applies: what can be seen of it from outside, before and after.
 *
 * @module
 */

import { heardBefore, heardByNow } from "./house.ts";
import { LineClient } from "./line_client.ts";
import type { ReloadHouse } from "./reload_house.ts";

/** How to see that an option has been applied. */
export interface Probe {
  /** The lines of the file before. */
  readonly before: readonly string[];
  /** The lines of the file after, which differ in this option alone. */
  readonly after: readonly string[];
  /** Looks at the running daemon. */
  readonly look: (house: ReloadHouse) => Promise<unknown>;
  /** What is seen before; undefined where one would have to wait for nothing to happen. */
  readonly seenBefore?: unknown;
  /** What is seen after. */
  readonly seenAfter: unknown;
}

/** A test of its own that shows it, because it cannot be seen from this machine or takes too long. */
export interface Elsewhere {
  /** The file, below `tests/`. */
  readonly file: string;
  /** The name of the test. */
  readonly test: string;
}

/** A rate at which a bucket does not fill while a test runs. */
const NEVER_FILLS = 0.001;

/** The line of a page, which an option of the page needs. */
const PAGE = 'web-listen = ["127.0.0.1:0"]';

/** The head of a handshake from another site's page. */
const HANDSHAKE: readonly string[] = [
  "Host: 127.0.0.1",
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==",
  "Sec-WebSocket-Protocol: hubbub.json.1",
  "Origin: https://other.example",
];

/** By option. An option that is applied and has no row here fails the test that walks all options. */
export const PROBES: Readonly<Record<string, Probe | Elsewhere>> = {
  "tls-cert": { file: "config/reload_test.ts", test: "a reload takes another certificate and key" },
  "tls-key": { file: "config/reload_test.ts", test: "a reload takes another certificate and key" },
  "web-host": {
    before: [PAGE],
    after: [PAGE, 'web-host = ["chat.example"]'],
    look: (house) => answerTo(house, "GET / HTTP/1.1", ["Host: chat.example"]),
    seenBefore: "HTTP/1.1 421 Misdirected Request",
    seenAfter: "HTTP/1.1 200 OK",
  },
  "web-origin": {
    before: [PAGE],
    after: [PAGE, 'web-origin = ["https://other.example"]'],
    look: (house) => answerTo(house, "GET /socket HTTP/1.1", HANDSHAKE),
    seenBefore: "HTTP/1.1 403 Forbidden",
    seenAfter: "HTTP/1.1 101 Switching Protocols",
  },
  "web-node": {
    before: [PAGE],
    after: [PAGE, 'web-node = ["https://b.example"]'],
    look: async (house) => {
      const page = await fetch(`http://${house.server.addresses.at(-1)}/`);
      const policy = page.headers.get("content-security-policy");
      return `${(await page.text()).includes("b.example")} ${policy?.includes("wss://b.example")}`;
    },
    seenBefore: "false false",
    seenAfter: "true true",
  },
  "names": {
    before: ['names = "guest"'],
    after: ['names = "address"'],
    look: async (house) => {
      using client = await house.connect("/ping");
      return /guest/.test(await client.line() ?? "") ? "guest" : "address";
    },
    seenBefore: "guest",
    seenAfter: "address",
  },
  "idle-timeout": {
    before: ['stall-timeout = "100ms"', "idle-timeout = 0"],
    after: ['stall-timeout = "100ms"', 'idle-timeout = "1500ms"'],
    look: async (house) => {
      using ann = await house.enter("ann");
      await heardBefore(ann, (line) => line.startsWith("-- disconnected: idle"));
      return "disconnected";
    },
    seenAfter: "disconnected",
  },
  "max-line": {
    before: ["max-line = 8192"],
    after: ["max-line = 128"],
    look: async (house) => {
      using ann = await house.enter("ann");
      await ann.send("x".repeat(200));
      return (await ann.line())?.slice(0, 12);
    },
    seenBefore: "ann: xxxxxxx",
    seenAfter: "-- that line",
  },
  "rate": {
    before: ["rate = 0", "burst = 2"],
    after: [`rate = ${NEVER_FILLS}`, "burst = 2"],
    look: pongsAtOnce,
    seenBefore: 5,
    seenAfter: 1,
  },
  "burst": {
    before: [`rate = ${NEVER_FILLS}`, "burst = 50"],
    after: [`rate = ${NEVER_FILLS}`, "burst = 3"],
    look: pongsAtOnce,
    seenBefore: 5,
    seenAfter: 2,
  },
  "send-queue": {
    before: ["send-queue = 65536"],
    after: ["send-queue = 1024"],
    look: async (house) => {
      using sleeper = await asleep(house);
      using ann = await house.enter("ann");
      await talk(ann, "x".repeat(100));
      return await sleeper.wakes("-- pong awake", (line) => line.includes("skipped"));
    },
    seenBefore: false,
    seenAfter: true,
  },
  "send-queue-max": {
    before: ["send-queue = 1024", "send-queue-max = 262144"],
    after: ["send-queue = 1024", "send-queue-max = 1024"],
    look: async (house) => {
      using _sleeper = await asleep(house);
      using ann = await house.enter("ann");
      const heard = await talk(ann, `/msg sleeper ${"x".repeat(100)}`);
      return heard.includes("sleeper has left (too slow)");
    },
    seenBefore: false,
    seenAfter: true,
  },
  "stall-timeout": {
    before: ['stall-timeout = "1h"'],
    after: ['stall-timeout = "20ms"'],
    look: async (house) => {
      using _sleeper = await asleep(house);
      using ann = await house.enter("ann");
      const left = "sleeper has left (too slow)";
      if (!(await talk(ann, "hello")).includes(left)) await heardBefore(ann, left);
      return left;
    },
    seenAfter: "sleeper has left (too slow)",
  },
  "max-connections": {
    before: ["max-connections = 9"],
    after: ["max-connections = 1"],
    look: async (house) => {
      using _ann = await house.enter("ann");
      using bob = await house.connect("/nick bob");
      return (await bob.line())?.split(" ", 3).join(" ");
    },
    seenBefore: "You are bob",
    seenAfter: "-- the server",
  },
  "max-per-address": {
    file: "admission/gate_test.ts",
    test: "other limits hold for new connections from the moment that they are set",
  },
  "connect-rate": {
    file: "admission/gate_test.ts",
    test: "other limits hold for new connections from the moment that they are set",
  },
  "max-rooms": {
    before: ["max-rooms = 9"],
    after: ["max-rooms = 0"],
    look: joins,
    seenBefore: "-- #dev: nobody else is here",
    seenAfter: "-- you cannot enter #dev: it is private, or no room can have that name now",
  },
  "max-rooms-per-person": {
    before: ["max-rooms-per-person = 9"],
    after: ["max-rooms-per-person = 1"],
    look: joins,
    seenBefore: "-- #dev: nobody else is here",
    seenAfter: "-- you are in 1 room, the most at once; leave one with: /part ROOM",
  },
  "history": {
    before: ["history = 0"],
    after: ["history = 5"],
    look: async (house) => {
      using ann = await house.enter("ann");
      await ann.send("hello");
      await heardByNow(ann);
      using bob = await house.connect("/nick bob");
      return (await heardByNow(bob)).some((line) => line === "-- end of history");
    },
    seenBefore: false,
    seenAfter: true,
  },
  "keep-for": {
    file: "store/pruning_test.ts",
    test: "Pruning goes by other bounds from the next time",
  },
  "keep-messages": {
    file: "store/pruning_test.ts",
    test: "Pruning goes by other bounds from the next time",
  },
  "motd": {
    file: "config/reload_test.ts",
    test: "a reload shows another message of the day, and the same file anew",
  },
  "lang": {
    before: ['lang = "en"'],
    after: ['lang = "zh"'],
    look: async (house) => {
      using ann = await house.connect("/nick ann");
      return await ann.line();
    },
    seenBefore: "You are ann",
    seenAfter: "你是 ann",
  },
  "log-level": {
    before: ['log-level = "info"'],
    after: ['log-level = "warn"'],
    look: async (house) => {
      const before = (await house.logged("entered")).length;
      using ann = await house.enter("ann");
      await heardByNow(ann);
      return (await house.logged("entered")).length - before;
    },
    seenBefore: 1,
    seenAfter: 0,
  },
  "log-names": {
    before: ['log-names = "on"'],
    after: ['log-names = "off"'],
    look: async (house) => {
      using ann = await house.enter("ann");
      await heardByNow(ann);
      return (await house.logged("entered")).at(-1)?.name;
    },
    seenBefore: "ann",
    seenAfter: undefined,
  },
  "grace": {
    before: ['grace = "10m"'],
    after: ['grace = "50ms"'],
    look: async (house) => {
      using _sleeper = await asleep(house);
      using ann = await house.enter("ann");
      await talk(ann, "hello");
      await house.server.stop();
      return "stopped";
    },
    seenAfter: "stopped",
  },
};

/** How many of five pings of one packet are answered before another person's line. */
async function pongsAtOnce(house: ReloadHouse): Promise<number> {
  using bob = await house.enter("bob");
  using ann = await house.connect(`/nick ann\n${"/ping\n".repeat(5)}`);
  await heardBefore(ann, "-- pong");
  await bob.send("that is all");
  const heard = await heardBefore(ann, "bob: that is all");
  return 1 + heard.filter((line) => line === "-- pong").length;
}

async function joins(house: ReloadHouse): Promise<string | undefined> {
  using ann = await house.enter("ann");
  await ann.send("/join dev");
  return await ann.line();
}

/** Somebody in the lobby who does not read. */
interface Sleeper extends Disposable {
  /** Asks for a pong with this token, and reads until it comes; whether a line before it has this look. */
  wakes(pong: string, look: (line: string) => boolean): Promise<boolean>;
}

async function asleep(house: ReloadHouse): Promise<Sleeper> {
  const connection = house.server.connect();
  const writer = connection.writable.getWriter();
  const reader = connection.readable.pipeThrough(new TextDecoderStream()).getReader();
  const send = (line: string) => writer.write(new TextEncoder().encode(`${line}\n`));
  const until = async (wanted: string) => {
    let text = "";
    while (!text.includes(`${wanted}\n`)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
    }
    return text.split("\n");
  };
  await send("/nick sleeper");
  await until("You are sleeper");
  return {
    async wakes(pong, look) {
      await send(`/ping ${pong.split(" ").at(-1)}`);
      return (await until(pong)).some(look);
    },
    [Symbol.dispose]: () => connection.close(),
  };
}

/** Sends a line 30 times, each in a round of writes of its own; returns all that was heard meanwhile. */
async function talk(client: LineClient, line: string): Promise<string[]> {
  const heard: string[] = [];
  for (let n = 0; n < 30; n++) {
    await client.send(line);
    heard.push(...await heardByNow(client));
  }
  return heard;
}

/** The first line of the answer of the page to a request. */
async function answerTo(
  house: ReloadHouse,
  request: string,
  fields: readonly string[],
): Promise<string | undefined> {
  using client = await LineClient.connect(house.server.addresses.at(-1) ?? "");
  await client.send([request, ...fields, "", ""].join("\r\n"));
  return await client.line();
}
