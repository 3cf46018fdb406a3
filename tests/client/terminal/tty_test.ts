import { assertEquals } from "@std/assert";
import { untilContinued } from "../../../lib/client/terminal/tty.ts";

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
