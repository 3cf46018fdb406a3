/**
 * Rooms over real sockets: one order for everybody, whatever rooms the lines belong to, and lines that
 * a slow reader misses, counted for each room.
 *
 * @module
 */

import { assertEquals, assertGreater } from "@std/assert";
import { heardBefore, House } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";
import { floodLine, MORE_THAN_A_SOCKET_HOLDS } from "./support/pressure.ts";

/** A client, and how it says something in a room. */
interface Voice {
  readonly name: string;
  readonly client: LineClient;
  readonly rooms: readonly string[];
  readonly isProgram: boolean;
}

const LINES = 150;
const LINES_AT_ONCE = 30;

async function enter(house: House, name: string, rooms: readonly string[]): Promise<Voice> {
  const isProgram = name.startsWith("bot");
  const hello = { hello: 1, nick: name, rooms: rooms.filter((room) => room !== "lobby") };
  const client = await house.connect(isProgram ? JSON.stringify(hello) : `/nick ${name}`);
  for (const room of isProgram ? [] : rooms) await client.send(`/join ${room}`);
  const voice = { name, client, rooms, isProgram };
  await caughtUp(voice, "entered");
  return voice;
}

/** What is heard before the pong, in the words of the line dialect. */
async function caughtUp(voice: Voice, token: string): Promise<string[]> {
  const { client } = voice;
  await client.send(pingOf(voice, token));
  return toWords(await heardBefore(client, (line) => isPong(line, token)));
}

/**
 * Says lines in its rooms by turns, many at once, so that one turn of the loop has lines of several
 * rooms. A person turns to each room before it speaks there.
 */
async function talk({ name, client, rooms, isProgram }: Voice): Promise<void> {
  for (let first = 0; first < LINES; first += LINES_AT_ONCE) {
    const lines = Array.from({ length: LINES_AT_ONCE }, (_, index) => {
      const n = first + index;
      const room = rooms[n % rooms.length] ?? "lobby";
      const text = `${name} ${n}`;
      return isProgram ? JSON.stringify({ type: "say", room, text }) : `/join ${room}\n${text}`;
    });
    await client.send(lines.join("\n"));
  }
}

Deno.test("any two lines that two people hear, they hear in one order, whatever the rooms", async () => {
  await using house = await House.open();
  const voices = await Promise.all([
    enter(house, "ann", ["lobby", "dev"]),
    enter(house, "bob", ["dev", "ops"]),
    enter(house, "cay", ["lobby", "ops", "dev"]),
    enter(house, "bot-d", ["dev", "ops"]),
    enter(house, "bot-e", ["ops", "lobby"]),
    enter(house, "bot-f", ["zoo", "dev", "lobby"]),
  ]);
  for (const voice of voices) await caughtUp(voice, "all-here");
  await Promise.all(voices.map(talk));
  // Each sender's pong comes after its own lines have been told to all.
  for (const voice of voices) await voice.client.send(pingOf(voice, "said"));
  const heard = new Map<string, string[]>();
  for (const voice of voices) {
    const before = await heardBefore(voice.client, (line) => isPong(line, "said"));
    const after = await caughtUp(voice, "last");
    const lines = [...toWords(before), ...after];
    heard.set(voice.name, lines.filter((line) => /^(?:#\w+ )?([\w-]+): \1 \d+$/.test(line)));
    voice.client[Symbol.dispose]();
  }
  // Everybody is in the lobby as well; who is in three rooms hears most.
  assertGreater(heard.get("cay")?.length ?? 0, 4 * LINES);
  for (const [one, ofOne] of heard) {
    assertEquals(new Set(ofOne).size, ofOne.length, `${one} hears something twice`);
    const places = new Map(ofOne.map((line, index) => [line, index]));
    for (const [other, ofOther] of heard) {
      const shared = ofOther.flatMap((line) => places.get(line) ?? []);
      assertEquals(shared, shared.toSorted((a, b) => a - b), `${one} and ${other}`);
    }
  }
});

function pingOf({ isProgram }: Voice, token: string): string {
  return isProgram ? JSON.stringify({ type: "ping", token }) : `/ping ${token}`;
}

function isPong(line: string, token: string): boolean {
  return line === `-- pong ${token}` || line.includes(`"token":"${token}"`);
}

function toWords(lines: readonly string[]): string[] {
  return lines.map((line) => {
    if (!line.startsWith("{")) return line;
    const { room, from, text } = JSON.parse(line);
    return `${room === "lobby" ? "" : `#${room} `}${from}: ${text}`;
  });
}

Deno.test("what a slow reader misses is counted for each room, in a line of that room", async () => {
  await using house = await House.open(["--send-queue", "4096"]);
  using ann = await house.enter("ann");
  await ann.send("/join dev");
  await ann.take(2);
  const conn = await house.dial();
  using slow = new LineClient(conn);
  await slow.send("/nick slow\n/join dev");
  await heardBefore(ann, "#dev slow has arrived");
  for (let n = 0; n < MORE_THAN_A_SOCKET_HOLDS; n++) {
    await ann.send(floodLine(n));
    assertEquals(await ann.line(), `#dev ann: ${floodLine(n)}`);
  }
  await ann.send("/join lobby\none\ntwo");
  await heardBefore(ann, "ann: two");
  await slow.send("/ping end");
  const heard = await heardBefore(slow, "-- pong end");
  const skipped = (room: RegExp) =>
    heard.reduce((sum, line) => sum + Number(room.exec(line)?.[1] ?? 0), 0);
  const inDev = heard.filter((line) => line.startsWith("#dev ann: ")).length;
  const inLobby = heard.filter((line) => line.startsWith("ann: ")).length;
  const missedInDev = skipped(/^#dev -- (\d+) messages? skipped$/);
  assertGreater(missedInDev, 0);
  assertEquals(inDev + missedInDev, MORE_THAN_A_SOCKET_HOLDS);
  assertEquals(inLobby + skipped(/^-- (\d+) messages? skipped$/), 2);
});
