/**
 * What the members of a soak do: most are well behaved, and the others do what has worn servers down.
 * Each role plays until the crowd is over, connecting again whenever it is shown the door.
 *
 * @module
 */

import { NASTY_TEXTS } from "../../tests/fuzz/nasty.ts";
import { ROOMS } from "../../tests/fuzz/script.ts";
import type { Crowd, Role, Wire } from "./crowd.ts";
import { PAGE_ROLES } from "./page_roles.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Longer than the longest line of any sensible daemon. */
const LONG = "x".repeat(20_000);

/** Roles, how many play each, and how it behaves; with the pages 494, which six observers make 500. */
const ROLES: readonly (readonly [name: string, count: number, role: Role])[] = [
  ["member", 240, member],
  ["roamer", 30, roamer],
  ["churner", 60, churner],
  ["flooder", 20, flooder],
  ["endless", 8, endless],
  ["slow", 26, slowReader],
  ["deaf", 30, deafAsker],
  ["garbler", 20, garbler],
];

/** Between two connections of one player. */
const RETURN_MILLIS = 300;
/** Between the first connections of two players, so that the start is no flood by itself. */
const ARRIVAL_MILLIS = 4;

/** Plays all roles until the crowd is over. Rejects on what no daemon can cause. */
export async function playAll(crowd: Crowd): Promise<void> {
  const players = [
    ...ROLES.flatMap(([, count, role]) => severalOf(count, { role, isSocket: false })),
    ...PAGE_ROLES.flatMap(([count, isSocket, role]) =>
      crowd.webPort === undefined ? [] : severalOf(count, { role, isSocket, port: crowd.webPort })
    ),
  ];
  await Promise.all(players.map(async ({ role, isSocket, port, number }, index) => {
    await crowd.nap(index * ARRIVAL_MILLIS);
    while (!crowd.isOver) {
      const wire = await crowd.connect(port);
      if (wire !== undefined) {
        const isReady = !isSocket || await wire.upgrade(`127.0.0.1:${port}`);
        if (isReady) await role(wire, crowd, number);
        wire.close();
      }
      await crowd.nap(RETURN_MILLIS);
    }
  }));
}

interface Player {
  readonly role: Role;
  /** Whether it asks for the page's WebSocket first. */
  readonly isSocket: boolean;
  /** The port of the page; undefined is that of lines. */
  readonly port?: number;
}

function severalOf(count: number, player: Player): (Player & { readonly number: number })[] {
  return Array.from({ length: count }, (_, number) => ({ ...player, number }));
}

/** Talks now and then, also in private, and reads everything. Every third is a program. */
async function member(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  const isProgram = number % 3 === 0;
  const reading = wire.drain();
  let isOpen = await wire.say(
    isProgram ? `{"hello":1,"nick":"p${number}"}\n` : `/nick m${number}\n`,
  );
  const room = ROOMS[number % ROOMS.length] ?? "";
  if (isOpen) isOpen = await wire.say(joinLine(room, isProgram));
  for (let n = 0; isOpen && !crowd.isOver; n++) {
    await crowd.nap(n % 4 === 0 ? 30_000 : 10_000);
    const text = `number ${n} of ${number}`;
    if (n % 4 === 2) isOpen = await wire.say(privateWord({ to: number + 1, text, isProgram }));
    else if (n % 4 !== 0) isOpen = await wire.say(isProgram ? '{"type":"ping"}\n' : "\n");
    else isOpen = await wire.say(isProgram ? sayLine(room, text) : `${text}\n`);
  }
  wire.close();
  await reading;
}

/** A private word to a member, who may be gone. */
function privateWord(
  { to, text, isProgram }: { to: number; text: string; isProgram: boolean },
): string {
  const name = to % 3 === 0 ? `p${to}` : `m${to}`;
  return isProgram
    ? `${JSON.stringify({ type: "private", to: name, text })}\n`
    : `/msg ${name} ${text}\n`;
}

/** Goes from room to room, of which some are made and vanish with it. Every third is a program. */
async function roamer(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  const isProgram = number % 3 === 0;
  const reading = wire.drain();
  let isOpen = await wire.say(isProgram ? `{"hello":1}\n` : `/nick r${number}\n`);
  for (let n = 0; isOpen && !crowd.isOver; n++) {
    const chance = crowd.random();
    const room = chance < 0.3 ? "dev" : `room-${Math.floor(chance * 60)}`;
    isOpen = await wire.say(joinLine(room, isProgram));
    await crowd.nap(1000);
    const text = `roaming ${n} of ${number}`;
    isOpen &&= await wire.say(isProgram ? sayLine(room, text) : `${text}\n/who ${room}\n`);
    if (n % 10 === 0 && !isProgram) isOpen &&= await wire.say(`/topic of ${number}\n/rooms\n`);
    await crowd.nap(1000);
    // Some rooms are not left, until there are too many.
    if (chance < 0.1) continue;
    isOpen &&= await wire.say(isProgram ? `{"type":"part","room":"${room}"}\n` : "/part\n");
  }
  wire.close();
  await reading;
}

function joinLine(room: string, isProgram: boolean): string {
  return isProgram ? `{"type":"join","room":"${room}"}\n` : `/join ${room}\n`;
}

function sayLine(room: string, text: string): string {
  return `{"type":"say","room":"${room}","text":"${text}"}\n`;
}

/** Comes, says something or nothing, ignores somebody, is away, and goes in one of the ways to go. */
async function churner(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  const chance = crowd.random();
  if (chance < 0.8) await wire.say(`/nick c${number}\n`);
  if (chance < 0.3) await wire.say(`hello from ${number}\n/nick cc${number}\n`);
  else if (chance < 0.6) await wire.say(`/ignore m${number}\n/away c${number}\n/msg m1 hi\n`);
  await crowd.nap(2000);
  if (chance < 0.2) await wire.say("/quit so long\n");
  else if (chance < 0.5) await wire.finish();
  // Closed with the greeting unread, this is a reset.
  else return;
  await wire.drain();
}

/** Sends as fast as it can, and reads. One line in forty is chat, for the others' sake. */
async function flooder(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  const reading = wire.drain();
  const lines = "\n/ping\n/foo\n/nick\n".repeat(10);
  let isOpen = await wire.say(`/nick f${number}\n`);
  while (isOpen && !crowd.isOver) isOpen = await wire.say(`flood of ${number}\n${lines}`);
  await reading;
}

/** A line without an end, for some megabytes. */
async function endless(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  const reading = wire.drain();
  const part = encoder.encode(LONG);
  let isOpen = await wire.say(`/nick e${number}\n`);
  for (let n = 0; n < 200 && isOpen && !crowd.isOver; n++) isOpen = await wire.harm(part);
  wire.close();
  await reading;
}

/** Reads some bytes a second, while answers pile up. */
async function slowReader(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  let isOpen = await wire.say(`/nick l${number}\n`);
  for (let n = 0; isOpen && !crowd.isOver; n++) {
    await crowd.nap(500);
    isOpen = await wire.read(256) && (n % 4 > 0 || await wire.say("/help\n"));
  }
}

/** Asks for the longest answers there are and reads none, until it is let go. */
async function deafAsker(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  let isOpen = await wire.say(number % 2 === 0 ? `/nick d${number}\n` : '{"hello":1}\n');
  const question = number % 2 === 0 ? "/who\n" : '{"type":"who"}\n';
  while (isOpen && !crowd.isOver) {
    await crowd.nap(300);
    isOpen = await wire.say(question);
  }
}

/** Random bytes, attacks with a history, wrong protocols. */
async function garbler(wire: Wire, crowd: Crowd): Promise<void> {
  const reading = wire.drain();
  let isOpen = true;
  while (isOpen && !crowd.isOver && crowd.random() < 0.9) {
    isOpen = await wire.harm(garbage(crowd));
    await crowd.nap(400);
  }
  wire.close();
  await reading;
}

function garbage(crowd: Crowd): Uint8Array {
  const chance = crowd.random();
  if (chance < 0.1) return encoder.encode("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  if (chance < 0.2) return Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc);
  const bytes = crypto.getRandomValues(new Uint8Array(1 + Math.floor(crowd.random() * 3000)));
  if (chance < 0.6) return bytes;
  const text = NASTY_TEXTS[Math.floor(crowd.random() * NASTY_TEXTS.length)] ?? "";
  const verb = ["", "/nick ", "/me ", '{"type":"say","text":"'][Math.floor(crowd.random() * 4)] ??
    "";
  return encoder.encode(`${verb}${text}${decoder.decode(bytes.subarray(0, 20))}\r\n`);
}
