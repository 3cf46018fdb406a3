/**
 * The door of WebSockets: the first message is the hello, or there is no entry.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { HELLO_TIMEOUT, SocketDoor } from "../../../lib/doors/web/socket_door.ts";
import { helloBytes } from "../../../lib/doors/measure.ts";
import type { Ending, Peer } from "../../../lib/net/peer.ts";
import { pipe } from "../../../lib/net/pipe.ts";
import { FakePacer } from "../../support/fake_pacer.ts";
import { PipeEnd, PipeRoom } from "../../support/pipe_room.ts";

const MAX_LINE = 128;
const REFUSED = {
  type: "notice",
  code: "refused",
  text: 'the first message must be a hello, such as {"hello":1}, and must come soon',
  why: "no-hello",
};

/** A connection to a room through a socket door; each line stands for a message. */
class Scene implements AsyncDisposable {
  readonly pacer = new FakePacer();
  readonly door = new SocketDoor({
    maxLineBytes: MAX_LINE,
    language: "en",
    pacer: this.pacer,
  });
  readonly room = new PipeRoom({ door: this.door, maxLineBytes: MAX_LINE });
  readonly end: PipeEnd;
  /** Resolves with the code of the reason why the client left; undefined if it never entered. */
  readonly over: Promise<string | undefined>;
  /** How the daemon has closed the socket, each time that it was told to. */
  readonly endings: (Ending | undefined)[] = [];

  /** What reading the connection gives in place of bytes, if anything. */
  constructor(read?: () => Promise<Uint8Array | null>) {
    const [there, here] = pipe();
    const peer: Peer = {
      ...here,
      read: read ?? here.read,
      closeWrite: (ending) => {
        this.endings.push(ending);
        return here.closeWrite();
      },
    };
    this.end = new PipeEnd(there);
    this.over = this.room.serve(peer).then((reason) => reason?.code);
  }

  /** The next line as an object. */
  async next(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.end.line() ?? "null");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.end[Symbol.dispose]();
    await this.over;
    await this.room[Symbol.asyncDispose]();
    assertEquals(this.pacer.timers, 0);
  }
}

Deno.test("a hello as the first message enters in the JSON dialect, with what it asks for", async () => {
  await using scene = new Scene();
  await scene.end.send('{"hello":1,"nick":"ann"}\n{"type":"say","text":"hi"}\n');
  const { type, you } = await scene.next();
  assertEquals([type, you], ["welcome", "ann"]);
  assertEquals((await scene.next()).type, "joined");
  assertEquals((await scene.next()).text, "hi");
  // What came with the hello is carried out once.
  await scene.end.send('{"type":"say","text":"again"}\n');
  assertEquals((await scene.next()).text, "again");
});

Deno.test("nobody is greeted before the hello, which may take 10 s and come in pieces", async () => {
  await using scene = new Scene();
  await scene.end.send('{"hel');
  scene.pacer.advance(HELLO_TIMEOUT - 1);
  await scene.end.send('lo":1}\n');
  assertEquals((await scene.next()).type, "welcome");
  assertEquals(HELLO_TIMEOUT, 10_000);
});

Deno.test("a socket without a hello in 10 s is told so, and refused", async () => {
  for (const begun of ["", '{"hello"']) {
    await using scene = new Scene();
    if (begun !== "") await scene.end.send(begun);
    scene.pacer.advance(HELLO_TIMEOUT);
    assertEquals(await scene.next(), REFUSED);
    assertEquals(await scene.end.line(), undefined);
    assertEquals(scene.endings, ["refused"]);
    scene.end[Symbol.dispose]();
    assertEquals(await scene.over, undefined);
  }
});

Deno.test("what is no hello is refused, and nothing of it is said (the 200 ms rule does not hold)", async () => {
  const firsts = [
    "hello",
    "/nick ann",
    "",
    '{"type":"say","text":"hi"}',
    '{"hello":"world"}',
    "[]",
    "GET / HTTP/1.1",
    "\0",
    "x".repeat(MAX_LINE + 1),
    `{"hello":1,"nick":"${"x".repeat(helloBytes(MAX_LINE))}"}`,
  ];
  for (const first of firsts) {
    await using scene = new Scene();
    await scene.end.send(`${first}\n{"hello":1}\n`);
    assertEquals(await scene.next(), REFUSED, first);
    assertEquals(await scene.end.line(), undefined, first);
    assertEquals(scene.endings, ["refused"]);
  }
});

Deno.test("a text that is too long is refused with its token", async () => {
  await using scene = new Scene();
  const say = { type: "say", text: "x".repeat(MAX_LINE + 1), token: "t1" };
  await scene.end.send(`{"hello":1}\n${JSON.stringify(say)}\n`);
  await scene.next();
  await scene.next();
  const { code, limit, token } = await scene.next();
  assertEquals([code, limit, token], ["line-too-long", MAX_LINE, "t1"]);
});

Deno.test("a hello has as many bytes at most as at the plain door", async () => {
  const limit = helloBytes(MAX_LINE);
  const hello = (bytes: number) => `{"hello":1}`.padEnd(bytes);
  await using within = new Scene();
  await within.end.send(`${hello(limit)}\n`);
  assertEquals((await within.next()).type, "welcome");
  await using beyond = new Scene();
  await beyond.end.send(`${hello(limit + 1)}\n`);
  assertEquals(await beyond.next(), REFUSED);
});

Deno.test("a socket that is closed before its hello is closed on this side as well", async () => {
  await using scene = new Scene();
  await scene.end.closeWrite();
  assertEquals(await scene.over, undefined);
  assertEquals(scene.endings, [undefined]);
});

Deno.test("a socket that breaks the rules of its frames before the hello is told so", async () => {
  // A WebSocket sends the code of the violation when it is closed for writing.
  const violation = () => Promise.reject(new Deno.errors.InvalidData("an unmasked frame"));
  await using scene = new Scene(violation);
  assertEquals(await scene.over, undefined);
  assertEquals(scene.endings, [undefined]);
});

Deno.test("a stop does not wait for a hello: the socket is told that the daemon stops", async () => {
  for (const begun of ["", '{"hello"']) {
    await using scene = new Scene();
    if (begun !== "") await scene.end.send(begun);
    scene.door.endHellos();
    assertEquals(await scene.end.line(), undefined);
    scene.end[Symbol.dispose]();
    assertEquals(await scene.over, undefined);
    assertEquals(scene.endings, ["stopping"]);
  }
});

Deno.test("a stop waits a second at most for a socket that does not close", async () => {
  await using scene = new Scene(() => new Promise(() => {}));
  scene.door.endHellos();
  assertEquals(await scene.end.line(), undefined);
  scene.pacer.advance(1000);
  assertEquals(await scene.over, undefined);
});

Deno.test("after a stop a hello is no entry any more", async () => {
  const [there, here] = pipe();
  const endings: (Ending | undefined)[] = [];
  const closeWrite = (ending?: Ending) => {
    endings.push(ending);
    return here.closeWrite();
  };
  const door = new SocketDoor({ maxLineBytes: MAX_LINE, language: "en", pacer: new FakePacer() });
  door.endHellos();
  const received = door.receive({ ...here, closeWrite });
  await there.write(new TextEncoder().encode('{"hello":1}\n'));
  there.close();
  assertEquals([await received, endings], [undefined, ["stopping"]]);
  here.close();
});

Deno.test("adjust() holds for new connections", async () => {
  const pacer = new FakePacer();
  const door = new SocketDoor({ maxLineBytes: 10_000, language: "en", pacer });
  const receive = async () => {
    const [there, here] = pipe();
    const received = door.receive(here);
    await there.write(new TextEncoder().encode(`${'{"hello":1}'.padEnd(9000)}\n`));
    const { kind } = await received ?? { kind: "left" };
    there.close();
    here.close();
    return kind;
  };
  assertEquals(await receive(), "enter");
  door.adjust({ maxLineBytes: MAX_LINE, language: "zh" });
  assertMatch(door.refusal({ code: "refused", why: "tls" }), /聊天端口/);
  assertEquals(await receive(), "refuse");
});

Deno.test("a refusal at this door is an object of the JSON dialect", () => {
  const door = new SocketDoor({ maxLineBytes: MAX_LINE, language: "en", pacer: new FakePacer() });
  const line = door.refusal({ code: "refused", why: "full", open: 7 });
  assertMatch(line, /^\{.*\}\n$/);
  assertEquals(JSON.parse(line), {
    type: "notice",
    code: "refused",
    text: "the server is full: 7 people are connected; try again later",
    why: "full",
    open: 7,
  });
});
