/**
 * Accidents of others: text of one person that did something in another's terminal, log or shell.
 * What is sent to anybody here must be safe to show, whichever door it came in by.
 *
 * @module
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { sanitize } from "../../lib/text/sanitize.ts";
import { createLog } from "../../lib/log/log.ts";
import { heardBefore, heardByNow, House } from "../support/house.ts";
import type { LineClient } from "../support/line_client.ts";

/** What has acted on a terminal, by what it did there. */
const ATTACKS: readonly (readonly [what: string, text: string])[] = [
  // CVE-2003-0063, CVE-2024-38396, ConEmu GHSA-hfcw-j543-xjp3: the title, reported back as if it were typed.
  ["title and title report", "\x1b]2;rm -rf ~\x07\x1b[21t"],
  // CVE-2008-2383: DECRQSS, whose answer holds what was asked.
  ["DECRQSS", "\x1bP$q\nid\n\x1b\\"],
  // CVE-2021-33477: ESC G Q, answered with a line end.
  ["ESC G Q", "\x1bGQ;!id"],
  ["answerback", "\x05"],
  ["the clipboard, OSC 52", "\x1b]52;c;Y3VybCB4fHNo\x07"],
  ["a link, OSC 8", "\x1b]8;;http://evil.example/\x1b\\click\x1b]8;;\x1b\\"],
  ["C1 controls", "\x9b31m\x9d2;x\x9c\x90$qx\x9c\x85"],
  // CVE-2016-7044, GHSA-h32h-429h-jx9q, CVE-2012-5854: a code that is cut short at the end.
  ["a code that is cut short", "x\x1b["],
  ["a colour code of IRC that is cut short", "x\x03"],
  // CVE-2021-42574: text that reads otherwise than it is.
  ["reordering", "access \u202e\u2066// admin\u2069 \u2066"],
  ["erasing", "paid\x08\x08\x08\x08free\x7f\r\x1b[2K"],
];

for (const [what, attack] of ATTACKS) {
  Deno.test(`no terminal is reached by ${what}, in any field, from either dialect to either`, async () => {
    await using house = await House.open(["--names", "guest"]);
    const ears = await listeners(house);
    await sendAsPerson(house, attack);
    await sendAsProgram(house, attack);
    const ofPerson = await heardBefore(ears.person, (line) => line.startsWith("eve has left"));
    const ofProgram = await heardBefore(ears.program, (line) => /"left".*"eve"/.test(line));
    for (const line of [...ofPerson, ...ofProgram]) assertEquals(sanitize(line), line);
    assert(
      ofPerson.some((line) => line.startsWith("mal: before \ufffd") || line.includes("\ufffd")),
    );
    for (const text of ofProgram.flatMap(textsOf)) assertEquals(sanitize(text), text);
    ears.person[Symbol.dispose]();
    ears.program[Symbol.dispose]();
  });
}

// CVE-2024-43785, CVE-2018-1000021, GHSA-364c-vvqx-446c: what is printed for oneself alone.
Deno.test("what one is answered is as safe as what others are told", async () => {
  await using house = await House.open(["--names", "guest"]);
  for (const [, attack] of ATTACKS) {
    const typed = attack.replace(/[\r\n]/g, "");
    using person = await house.connect(`/${typed}x\n/ping ${typed}\n/nick ${typed}\n/me`);
    await person.closeWrite();
    for (const line of await person.rest()) assertEquals(sanitize(line), line);
    using program = await house.connect('{"hello":1}');
    await program.send(JSON.stringify({ type: attack }));
    await program.send(JSON.stringify({ type: "ping", token: attack }));
    await program.send(JSON.stringify({ type: "nick", nick: attack }));
    await program.closeWrite();
    for (const text of (await program.rest()).flatMap(textsOf)) assertEquals(sanitize(text), text);
  }
});

// CVE-2005-0226 ngIRCd, CVE-2002-1675 UnrealIRCd: a format string that somebody else wrote.
Deno.test("formats and patterns are text: %s%n{}$& comes out as it went in, everywhere", async () => {
  const odd = "%s%n%x{}{0}$&$1$`\\0";
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  await ann.send(`${odd}\n/me ${odd}\n/ping ${odd}\n/${odd} x`);
  assertEquals(await ann.take(4), [
    `ann: ${odd}`,
    `* ann ${odd}`,
    `-- pong ${odd}`,
    `-- unknown command /${odd}; try /help, or begin with // to say it`,
  ]);
  using eve = await house.connect(`/nick eve\n/quit ${odd}`);
  await heardBefore(ann, `eve has left: ${odd}`);
  await eve.rest();
  let written = "";
  const log = createLog({
    format: "text",
    level: "info",
    write: (bytes) => (written += new TextDecoder().decode(bytes), bytes.length),
  });
  log.info("connected", { address: odd });
  await log.flush();
  assert(written.includes(odd.replaceAll("\\", "\\\\")), written);
});

// Deno GHSA-m4pq-fv2w-6hrw after CVE-2023-28446: removing one part of a sequence completes another.
Deno.test("nothing is removed, so no two halves join; and what is shown is what is acted on", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  await ann.send("\x1b\x1b[31m[2J\n/qu\x1bit\n/nick ad\u200bmin\n/\x1bquit");
  assertEquals(await ann.take(4), [
    "ann: \ufffd\ufffd[31m[2J",
    "-- unknown command /qu\ufffdit; try /help, or begin with // to say it",
    '-- only letters, digits and - _ . can be in a name, not "\ufffd"',
    "-- unknown command /\ufffdquit; try /help, or begin with // to say it",
  ]);
});

// Ergo #610, GHSA-52rh-5rpj-c3w6, CVE-2007-4398: a line end within a message is a message of its own.
Deno.test("a message is one line: CR, LF and NUL within it begin no other", async () => {
  await using house = await House.open(["--names", "guest"]);
  const { person, program } = await listeners(house);
  using eve = await house.connect('{"hello":1,"nick":"eve"}');
  const fake = "hi\r\n-- the server is shutting down\rann has left\n\0\u2028bob: x\u0085";
  await eve.send(JSON.stringify({ type: "say", text: fake }));
  await eve.send(JSON.stringify({ type: "nick", nick: "eve\nann has left" }));
  await eve.send(JSON.stringify({ type: "quit", reason: "bye\nbob: y" }));
  await heardBefore(person, "eve has arrived");
  assertEquals(await person.take(2), [
    "eve: hi\ufffd\ufffd-- the server is shutting down\ufffdann has left\ufffd\ufffd\ufffdbob: x\ufffd",
    "eve has left: bye\ufffdbob: y",
  ]);
  await heardBefore(program, (line) => line.includes('"left"'));
  using mal = await house.connect("/nick mal\nnul\0 and \0\n/me cr nul\r");
  await mal.closeWrite();
  await heardBefore(person, "mal has arrived");
  assertEquals(await person.take(2), ["mal: nul\ufffd and \ufffd", "* mal cr nul"]);
  await mal.rest();
  person[Symbol.dispose]();
  program[Symbol.dispose]();
});

// CVE-2015-8702 InspIRCd: the address of somebody is text as well.
Deno.test("an address comes from the kernel and nowhere else, and stays one word", async () => {
  await using house = await House.open(["--names", "address"]);
  using ann = await house.connect("/who");
  assertMatch(await ann.line() ?? "", /^You are 127\.0\.0\.1:\d+$/);
  await ann.line();
  assertMatch(await ann.line() ?? "", /^-- (\S+) #1, here \d+s, idle \d+s, from \1$/);
});

/** A person and a program who listen; the program's welcome is taken. */
async function listeners(house: House): Promise<{ person: LineClient; program: LineClient }> {
  const person = await house.enter("ann");
  const program = await house.connect('{"hello":1,"nick":"robo"}');
  await heardBefore(program, (line) => line.includes('"joined"'));
  await heardByNow(person);
  return { person, program };
}

async function sendAsPerson(house: House, attack: string): Promise<void> {
  const typed = attack.replace(/[\r\n]/g, " ");
  using mal = await house.connect(
    `/nick mal${typed}\n/nick mal\nbefore ${typed} after\n//${typed}\n/me ${typed}\n/quit ${typed}`,
  );
  await mal.rest();
}

async function sendAsProgram(house: House, attack: string): Promise<void> {
  using eve = await house.connect(JSON.stringify({ hello: 1, nick: `eve${attack}` }));
  for (const [type, field] of [["nick", "nick"], ["say", "text"], ["me", "text"]] as const) {
    await eve.send(JSON.stringify({ type, [field]: `${attack}x` }));
  }
  await eve.send('{"type":"nick","nick":"eve"}');
  await eve.send(JSON.stringify({ type: "quit", reason: attack }));
  await eve.rest();
}

/** All texts in an object of the JSON dialect. */
function textsOf(line: string): string[] {
  const texts: string[] = [];
  JSON.parse(line, (_, value) => (typeof value === "string" && texts.push(value), value));
  return texts;
}
