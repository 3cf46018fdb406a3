import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { parseServer, ServerProcess, splitWords } from "../../bench/meter/server_process.ts";

Deno.test("parseServer() takes a name before the command, or the program's own", () => {
  assertEquals(parseServer("go=./chat -p {port}"), { name: "go", command: "./chat -p {port}" });
  assertEquals(parseServer("/usr/bin/chat {port}"), {
    name: "chat",
    command: "/usr/bin/chat {port}",
  });
});

Deno.test("parseServer() takes a dialect out of the command", () => {
  assertEquals(parseServer("page={web}./chat {port}"), {
    name: "page",
    command: "./chat {port}",
    dialect: "web",
  });
});

Deno.test("parseServer() refuses a command without a port", () => {
  assertThrows(() => parseServer("chat -p 8000"), Error, "no {port}");
});

Deno.test("splitWords() splits at spaces outside of quotes", () => {
  assertEquals(splitWords(`a  --b="c d" 'e f'g ""`), ["a", "--b=c d", "e fg", ""]);
});

Deno.test("ServerProcess.start() says so when the server ends at once", async () => {
  const command = `${Deno.execPath()} eval 0 {port}`;
  await assertRejects(
    () => ServerProcess.start({ name: "x", command }, false),
    Error,
    "it ended at once",
  );
});
