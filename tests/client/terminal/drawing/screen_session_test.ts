import { assertEquals } from "@std/assert";
import { type Scene, scene } from "../../../support/terminal_scene.ts";

const GREETING = "You are ann\nAlso here: bob\n";

/** The numbers of the lines that bob has said, in the order in which they can be read. */
async function said({ terminal }: Scene): Promise<number[]> {
  return Array.from((await terminal.everything()).matchAll(/bob: <(\d+)>/g), ([, n]) => Number(n));
}

scene("tmux keeps each line once, no draft, and nothing from before the connection", async (s) => {
  await s.peer.message("bob", "before");
  await s.terminal.waitFor((screen) => screen.includes("bob: before"));
  await s.terminal.press("C-l");
  await s.terminal.waitFor((screen) => screen === "ann>");
  await s.terminal.type("a draft that fills the whole of this small screen, ");
  await s.terminal.type("and more than that, so that its beginning is not shown any more");
  await s.terminal.waitFor((screen) => screen.endsWith("any more"));
  await s.terminal.press("C-u");
  await s.terminal.waitFor((screen) => screen === "ann>");
  await s.terminal.type("/clear");
  await s.terminal.waitFor((screen) => screen.startsWith("ann> /clear"));
  await s.terminal.press("Enter");
  await s.terminal.waitFor((screen) => screen === "ann>");
  await s.peer.message("bob", "after");
  await s.terminal.waitFor((screen) => screen === "bob: after\nann>");
  assertEquals(await s.terminal.everything(), `${GREETING}bob: before\nbob: after\nann>`);
}, { columns: 40, rows: 4 });

scene("a window that is dragged while people talk loses no line", async (s) => {
  await s.terminal.type("x".repeat(70));
  await s.terminal.waitFor((screen) => screen.endsWith("\n" + "x".repeat(15)));
  let count = 0;
  const say = () => s.peer.message("bob", `<${count}>`, 42 + count++);
  const talking = (async () => {
    while (count < 60) await say();
  })();
  for (let columns = 58; columns > 20; columns -= 2) {
    await s.terminal.resize(columns, 10);
    await say();
  }
  await talking;
  await s.peer.message("bob", "the end", 42 + count);
  await s.terminal.waitFor((screen) => screen.includes("bob: the end\nann> x"));
  assertEquals(await said(s), [...Array(count).keys()]);
}, { columns: 60, rows: 10 });

scene("a client that is told from outside to go on has one prompt", async (s) => {
  await s.terminal.type("draft");
  await s.terminal.waitFor((screen) => screen.endsWith("ann> draft"));
  const pattern = `nick ann.*127.0.0.1:${s.server.port}$`;
  const found = await new Deno.Command("pgrep", { args: ["-f", pattern] }).output();
  const [pid] = new TextDecoder().decode(found.stdout).trim().split("\n");
  const written = await s.terminal.record();
  // The signal alone: the shell would take the terminal from a client that is stopped.
  Deno.kill(Number(pid), "SIGCONT");
  await written("ann> draft");
  await s.terminal.waitFor((screen) => screen === `${GREETING}ann> draft`);
});
