import { assertEquals } from "@std/assert";
import { untilContinued } from "../../../../lib/client/terminal/drawing/stop_group.ts";
import { Tty } from "../../../../lib/client/terminal/drawing/tty.ts";

const HAS_SIGNALS = Deno.build.os !== "windows";

function program(command: string): Deno.ChildProcess {
  return new Deno.Command(command, { args: ["60"], stdin: "null", stdout: "null" }).spawn();
}

Deno.test({
  name: "a client that is continued alone goes on, and leaves no stopped program behind",
  ignore: !HAS_SIGNALS,
  fn: async () => {
    const stopping = program("sleep");
    stopping.kill("SIGSTOP");
    const continued = untilContinued(stopping);
    Deno.kill(Deno.pid, "SIGCONT");
    await continued;
    assertEquals((await stopping.status).signal, "SIGKILL");
  },
});

Deno.test({
  name: "a program that ends is the end of the wait",
  ignore: !HAS_SIGNALS,
  fn: () => untilContinued(program("true")),
});

/** A terminal, and what has been done to it since the last look. */
function watched(hasTitle: boolean): { tty: Tty; done: () => string } {
  let text = "";
  const device = {
    setRaw: (isRaw: boolean) => void (text += isRaw ? "<raw>" : "<cooked>"),
    writeSync: (bytes: Uint8Array) => void (text += new TextDecoder().decode(bytes)),
  };
  const done = () => {
    const all = text;
    text = "";
    return all;
  };
  return { tty: new Tty(hasTitle, device), done };
}

Deno.test("reports of the focus are asked for, also after a stop, and switched off at the end", () => {
  const { tty, done } = watched(false);
  tty.enter({ focus: true });
  assertEquals(done().endsWith("\x1b[?2004h\x1b[?1004h"), true);
  tty.leave();
  assertEquals(done(), "\x1b[?1004l\x1b[?2026l\x1b[?2004l\x1b[?7h<cooked>");
  tty.leave();
  assertEquals(done(), "");
  tty.enter();
  assertEquals(done().endsWith("\x1b[?2004h\x1b[?1004h"), true);
});

Deno.test("no report of the focus comes that nobody has asked for", () => {
  const { tty, done } = watched(false);
  tty.enter();
  tty.leave();
  assertEquals(done().includes("\x1b[?1004h"), false);
});

Deno.test("the window's own title is laid aside once, and comes back whenever the client goes", () => {
  const { tty, done } = watched(true);
  assertEquals(tty.setTitle("too early"), "");
  tty.enter();
  done();
  assertEquals(tty.setTitle("hubbub"), "\x1b[22;0t\x1b]0;hubbub\x07");
  assertEquals(tty.setTitle("hubbub"), "");
  assertEquals(tty.setTitle("(3) hubbub"), "\x1b]0;(3) hubbub\x07");
  // A signal to go on comes also without a stop.
  tty.enter();
  assertEquals(done().includes("hubbub"), false);
  tty.leave("last\r\n");
  assertEquals(done().startsWith("last\r\n\x1b]0;\x07\x1b[23;0t"), true);
  tty.enter();
  assertEquals(done().endsWith("\x1b[22;0t\x1b]0;(3) hubbub\x07"), true);
});

Deno.test("a terminal without titles gets none, and none is restored", () => {
  const { tty, done } = watched(false);
  tty.enter();
  assertEquals(tty.setTitle("hubbub"), "");
  tty.leave();
  assertEquals(done().includes("\x1b[23;0t"), false);
});
