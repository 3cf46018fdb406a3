import { assertEquals } from "@std/assert";
import type { ClientConfig } from "../../../lib/client/settings/config.ts";
import { startClient } from "../../../lib/client/settings/startup.ts";

const USUAL = "/h/.config/hubbub/config";
const FILE = "nick = ann\n[work]\naddress = tls://chat.example.org:9000\nnick = ann.work\n";

interface World {
  readonly files?: Record<string, string>;
  readonly env?: Record<string, string>;
}

async function start(
  args: string[],
  { files = {}, env = {} }: World,
): Promise<ClientConfig | string> {
  const all: Record<string, string | undefined> = { HOME: "/h", ...env };
  const startup = await startClient(args, {
    env: (name) => all[name],
    loginName: () => "login",
    os: "linux",
    readFile: (path) => {
      const text = files[path];
      return text === undefined
        ? Promise.reject(new Deno.errors.NotFound("No such file or directory (os error 2)"))
        : Promise.resolve(text);
    },
  });
  if (startup.kind === "run") return startup.config;
  return startup.kind === "problem" ? startup.problem : await startup.text();
}

async function nickAndAddress(args: string[], world: World): Promise<unknown> {
  const config = await start(args, world);
  return typeof config === "string" ? config : [config.nick, config.address.transport];
}

Deno.test("without a file everything is as it was", async () => {
  assertEquals(await nickAndAddress([], {}), ["login", "tcp"]);
});

Deno.test("the usual file is read", async () => {
  assertEquals(await nickAndAddress([], { files: { [USUAL]: FILE } }), ["ann", "tcp"]);
});

Deno.test("a profile stands in the place of an address", async () => {
  assertEquals(await nickAndAddress(["work"], { files: { [USUAL]: FILE } }), ["ann.work", "tls"]);
  const args = ["--color", "never", "--plain", "work"];
  assertEquals(await nickAndAddress(args, { files: { [USUAL]: FILE } }), ["ann.work", "tls"]);
});

Deno.test("flags win over the environment, and that over the file", async () => {
  const world = { files: { [USUAL]: FILE }, env: { HUBBUB_NICK: "env" } };
  assertEquals(await nickAndAddress(["work"], world), ["env", "tls"]);
  assertEquals(await nickAndAddress(["--nick", "flag", "work"], world), ["flag", "tls"]);
});

Deno.test("the rooms of the most particular place are entered, and no others", async () => {
  const files = { [USUAL]: "rooms = lobby\n[work]\naddress = h:9\nrooms = dev # and no more\n" };
  const roomsOf = async (args: string[], env = {}) => {
    const config = await start(args, { files, env });
    return typeof config === "string" ? config : config.rooms;
  };
  assertEquals(await roomsOf([]), ["lobby"]);
  assertEquals(await roomsOf(["work"]), ["dev"]);
  assertEquals(await roomsOf(["work"], { HUBBUB_ROOM: "a,b" }), ["a", "b"]);
  assertEquals(await roomsOf(["--room", "x", "--room=y", "work"], { HUBBUB_ROOM: "a" }), [
    "x",
    "y",
  ]);
});

Deno.test("a file that was asked for must be there", async () => {
  const world = { env: { HUBBUB_CONFIG: "/nowhere" } };
  assertEquals(await start([], world), "cannot read /nowhere: no such file or directory");
  assertEquals(
    await start(["--config", "/no"], {}),
    "cannot read /no: no such file or directory",
  );
});

Deno.test("a mistake in the file is one sentence", async () => {
  assertEquals(
    await start([], { files: { [USUAL]: "plain = maybe\n" } }),
    `${USUAL}:1:9: plain "maybe" is not yes or no`,
  );
});

Deno.test("a profile without an address is called by it", async () => {
  const files = { "/mine": "[chat.example.org]\nnick = ann\n" };
  const config = await start(["chat.example.org", "--config", "/mine"], { files });
  assertEquals(typeof config === "string" ? config : [config.nick, config.address], [
    "ann",
    { transport: "tcp", hostname: "chat.example.org", port: 8000 },
  ]);
});

Deno.test("a file cannot name another file", async () => {
  const files = { [USUAL]: "config = /other\n" };
  assertEquals(await start([], { files }), `${USUAL}:1:1: there is no option "config"`);
});

Deno.test("the help is shown whatever the file says", async () => {
  const shown = await start(["--help"], { files: { [USUAL]: "nonsense\n" } });
  assertEquals(String(shown).split("\n")[0], "Usage: hubbub [options] [ADDR|PROFILE]");
});

Deno.test("the file's language holds for what is said after it was read", async () => {
  const files = { [USUAL]: "lang = zh\n" };
  assertEquals(await start(["a", "b"], { files }), '多余的参数 "b"；请看 --help');
  const config = await start([], { files, env: { LANG: "en_GB" } });
  assertEquals(typeof config === "string" ? config : config.language, "zh");
});

Deno.test("a mistake in the file, or one that is not there, is said in the language", async () => {
  const env = { LC_ALL: "zh_CN.UTF-8" };
  assertEquals(
    await start([], { files: { [USUAL]: "nikc = ann\n" }, env }),
    `${USUAL}:1:1: 没有选项 "nikc"；是否想写 nick`,
  );
  assertEquals(
    await start(["--config", "/no"], { env }),
    "无法读取 /no：没有这个文件或目录",
  );
});

Deno.test("a path that is told does not act on a terminal", async () => {
  const path = "/tmp/x\x1b[31m\ny";
  const shown = "/tmp/x\\u{1b}[31m\\u{a}y";
  assertEquals(
    await start(["--config", path], {}),
    `cannot read ${shown}: no such file or directory`,
  );
  assertEquals(
    await start(["--config", path], { files: { [path]: "nonsense" } }),
    `${shown}:1:1: this is neither KEY = VALUE nor [PROFILE]`,
  );
});

Deno.test("a profile may say how the input is read", async () => {
  const files = { [USUAL]: "[relay]\naddress = h\nsay = yes\n[ears]\nlisten-only = yes\n" };
  const relay = await start(["relay"], { files });
  const ears = await start(["ears"], { files });
  assertEquals(typeof relay === "object" && [relay.isSaying, relay.isListenOnly], [true, false]);
  assertEquals(typeof ears === "object" && [ears.isSaying, ears.isListenOnly], [false, true]);
  assertEquals(
    await start(["--json", "relay"], { files }),
    "--say and --json cannot be given together",
  );
});
