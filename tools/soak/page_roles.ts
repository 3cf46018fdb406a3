/**
 * What pages do in a soak, by the web listener: most talk as a page does, some break the frames of their
 * WebSocket, and some only fetch files, or never end their request.
 *
 * @module
 */

import { randomFrame } from "./random_frames.ts";
import type { Crowd, Role, Wire } from "./crowd.ts";

const encoder = new TextEncoder();

/** The roles of the web listener, and how many play each. `isSocket` asks for the WebSocket first. */
export const PAGE_ROLES: readonly (readonly [count: number, isSocket: boolean, role: Role])[] = [
  [40, true, page],
  [8, true, frameGarbler],
  [8, false, fetcher],
  [4, false, slowHead],
];

const FILES = ["/", "/style.css", "/app.js", "/icon.svg", "/app.webmanifest", "/none"];

/** Says hello as the page does, talks, asks for history, and reads everything. */
async function page(wire: Wire, crowd: Crowd, number: number): Promise<void> {
  const reading = wire.drain();
  const hello = { hello: 1, nick: `g${number}`, arrivals: "gathered", lang: "zh", history: 50 };
  let isOpen = await wire.say(`${JSON.stringify(hello)}\n`);
  for (let n = 0; isOpen && !crowd.isOver; n++) {
    await crowd.nap(5000);
    const text = `number ${n} of page ${number}`;
    const asked = n % 3 === 0
      ? { type: "say", text, token: `${number}-${n}` }
      : n % 3 === 1
      ? { type: "history", room: "lobby", limit: 50 }
      : { type: "who" };
    isOpen = await wire.say(`${JSON.stringify(asked)}\n`);
    if (crowd.random() < 0.1) break;
  }
  if (crowd.random() < 0.5) await wire.finish();
  else wire.close();
  await reading;
}

/** Frames that no browser sends. */
async function frameGarbler(wire: Wire, crowd: Crowd): Promise<void> {
  const reading = wire.drain();
  let isOpen = await wire.say('{"hello":1}\n');
  while (isOpen && !crowd.isOver && crowd.random() < 0.9) {
    isOpen = await wire.harm(randomFrame(() => crowd.random()));
    await crowd.nap(400);
  }
  wire.close();
  await reading;
}

/** Fetches files over one connection, with a wrong request among them. */
async function fetcher(wire: Wire, crowd: Crowd): Promise<void> {
  const reading = wire.drain();
  let isOpen = true;
  while (isOpen && !crowd.isOver) {
    const path = FILES[Math.floor(crowd.random() * FILES.length)];
    const method = crowd.random() < 0.1 ? "POST" : "GET";
    isOpen = await wire.harm(
      encoder.encode(`${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`),
    );
    await crowd.nap(1000);
  }
  wire.close();
  await reading;
}

/** A byte a second of a head that never ends. */
async function slowHead(wire: Wire, crowd: Crowd): Promise<void> {
  const reading = wire.drain();
  let isOpen = await wire.harm(encoder.encode("GET / HTTP/1.1\r\nX-Long: "));
  while (isOpen && !crowd.isOver) {
    isOpen = await wire.harm(encoder.encode("x"));
    await crowd.nap(1000);
  }
  wire.close();
  await reading;
}
