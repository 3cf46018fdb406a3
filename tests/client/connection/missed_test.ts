import { assertEquals } from "@std/assert";
import { House } from "../../support/house.ts";
import { LineClient } from "../../support/line_client.ts";
import { Returner } from "../../support/returner.ts";

/** A program called bob that talks in the lobby and in dev. */
async function talker(house: House): Promise<LineClient> {
  const bob = await house.connect('{"hello":1,"nick":"bob","rooms":["dev"]}');
  await until(bob, '"room":"dev","name":"bob"');
  return bob;
}

/** Says these lines in the lobby, or in the room before a colon; settles when all have been told. */
async function say(bob: LineClient, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    const [, room = "lobby", text = ""] = /^(?:(\w+): )?(.*)$/.exec(line) ?? [];
    await bob.send(JSON.stringify({ type: "say", room, text }));
  }
  await bob.send('{"type":"ping","token":"said"}');
  await until(bob, '"said"}');
}

/** Reads until a line has some text in it. */
async function until(client: LineClient, text: string): Promise<void> {
  while (!(await client.line() ?? text).includes(text));
}

/** Cuts the connection, and waits until the daemon has noticed. */
async function cut(ann: Returner, bob: LineClient): Promise<void> {
  ann.cut();
  await until(bob, '"name":"ann"');
}

/** Comes back, and waits for a live line; what was shown since the cut, without it and the greeting. */
async function comeBack(ann: Returner, bob: LineClient, mark: string): Promise<string[]> {
  const { length } = ann.lines;
  await ann.return();
  await until(bob, '"type":"joined"');
  await say(bob, mark);
  await ann.until((lines) => lines.at(-1)?.endsWith(mark) === true);
  const shown = ann.lines.slice(length, -1);
  return shown.slice(shown.findIndex((line) => line.startsWith("Also here")) + 1);
}

Deno.test("what was said while a client was away is shown between marks, once, in order", async () => {
  await using house = await House.open();
  using bob = await talker(house);
  await using ann = new Returner(house.address);
  await until(bob, '"name":"ann"');
  await say(bob, "before");
  await ann.until((lines) => lines.at(-1) === "bob: before");
  await cut(ann, bob);
  await say(bob, "one");
  {
    using cay = await house.connect('{"hello":1,"nick":"cay"}');
    await until(bob, '"name":"cay"');
    await cay.send('{"type":"me","text":"waves"}');
    await until(bob, '"waves"');
  }
  await until(bob, '"name":"cay"');
  await say(bob, "three");
  assertEquals(await comeBack(ann, bob, "live"), [
    "-- 3 messages missed while offline",
    "bob: one",
    "* cay waves",
    "bob: three",
    "-- now",
  ]);
  // And nothing more, the next time.
  await cut(ann, bob);
  assertEquals(await comeBack(ann, bob, "live again"), []);
});

Deno.test("a client that was alone, and whose connection was cut, missed nothing", async () => {
  await using house = await House.open();
  await using ann = new Returner(house.address);
  await ann.until((lines) => lines.includes("Nobody else is here"));
  ann.cut();
  await house.logged("disconnected");
  await ann.return();
  await ann.until((lines) => lines.filter((line) => line === "Nobody else is here").length === 2);
  using bob = await talker(house);
  await say(bob, "live");
  await ann.until((lines) => lines.at(-1) === "bob: live");
  assertEquals(ann.lines.filter((line) => line.includes("offline")), []);
});

Deno.test("of a daemon that was started anew, its history is shown in place of a number", async () => {
  const first = await House.open();
  await using ann = new Returner(first.address);
  await ann.until((lines) => lines.includes("Nobody else is here"));
  ann.cut();
  await first[Symbol.asyncDispose]();
  await using second = await House.open();
  using bob = await talker(second);
  await say(bob, "one", "two");
  await ann.return(second.address);
  await ann.until((lines) => lines.includes("-- end of history"));
  assertEquals(ann.lines.slice(-3), ["bob: one", "bob: two", "-- end of history"]);
  assertEquals(ann.lines.filter((line) => line.includes("offline")), []);
});

Deno.test("what was missed in several rooms is shown in the order in which it was said", async () => {
  await using house = await House.open();
  using bob = await talker(house);
  await using ann = new Returner(house.address, ["dev"]);
  await until(bob, '"room":"dev","name":"ann"');
  await cut(ann, bob);
  await say(bob, "dev: one", "two", "dev: three", "four");
  assertEquals(await comeBack(ann, bob, "live"), [
    "-- #dev: also here: bob",
    "-- 4 messages missed while offline",
    "#dev bob: one",
    "bob: two",
    "#dev bob: three",
    "bob: four",
    "-- now",
  ]);
});

Deno.test("through random cuts a client is shown each line once, in order", async () => {
  const seed = Math.floor(Math.random() * 2 ** 32);
  const random = pseudoRandom(seed);
  await using house = await House.open();
  using bob = await talker(house);
  await using ann = new Returner(house.address, ["dev"]);
  await until(bob, '"room":"dev","name":"ann"');
  const said: string[] = [];
  const talk = async () => {
    const lines = Array.from({ length: random(6) }, (_, at) => {
      const text = `line ${said.length + at}`;
      return random(2) === 0 ? text : `dev: ${text}`;
    });
    said.push(...lines);
    await say(bob, ...lines);
  };
  for (let round = 0; round < 20; round++) {
    await talk();
    ann.cut();
    await talk();
    await ann.return();
    await talk();
  }
  await say(bob, "the end");
  await ann.until((lines) => lines.at(-1) === "bob: the end");
  const shown = ann.lines.filter((line) => /bob: line \d+$/.test(line));
  assertEquals(
    shown.map((line) => line.replace(/^#dev bob: /, "dev: ").replace(/^bob: /, "")),
    said,
    `seed ${seed}`,
  );
  assertEquals(ann.lines.filter((line) => line.includes("cannot be shown")), [], `seed ${seed}`);
  for (const [told, counted] of sections(ann.lines)) assertEquals(told, counted, `seed ${seed}`);
});

/** Of each pair of marks: the number that the first tells, and how many lines are between them. */
function sections(lines: readonly string[]): (readonly [told: number, counted: number])[] {
  const begun = lines.flatMap((line, at) => {
    const [, told] = /^-- (\d+) messages? missed/.exec(line) ?? [];
    return told === undefined ? [] : [{ told: Number(told), at }];
  });
  return begun.flatMap(({ told, at }) => {
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => line.startsWith("-- "));
    // A cut may come before the second mark.
    return rest[end] === "-- now" ? [[told, end] as const] : [];
  });
}

/** A whole number below a bound, each time another. */
function pseudoRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
}
