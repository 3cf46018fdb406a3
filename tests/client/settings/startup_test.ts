import { assertEquals, assertRejects } from "@std/assert";
import type { ClientConfig } from "../../../lib/client/settings/config.ts";
import {
  ConfigTooLong,
  MAX_CONFIG_BYTES,
  readConfigText,
} from "../../../lib/client/settings/config_text.ts";
import { type ClientStartup, startClient } from "../../../lib/client/settings/startup.ts";

const USUAL = "/h/.config/hubbub/config";
const TOML = `${USUAL}.toml`;
const FILE = 'nick = "ann"\n[work]\naddress = "tls://chat.example.org:9000"\nnick = "ann.work"\n';
const OLD = "nick = ann\n[work]\naddress = tls://chat.example.org:9000\nnick = ann.work\n";

interface World {
  /** What is at each path, or why it cannot be read. */
  readonly files?: Record<string, string | Error>;
  readonly env?: Record<string, string>;
}

function startUp(args: string[], { files = {}, env = {} }: World): Promise<ClientStartup> {
  const all: Record<string, string | undefined> = { HOME: "/h", ...env };
  return startClient(args, {
    env: (name) => all[name],
    loginName: () => "login",
    os: "linux",
    readFile: (path) => {
      const text = files[path] ??
        new Deno.errors.NotFound("No such file or directory (os error 2)");
      return typeof text === "string" ? Promise.resolve(text) : Promise.reject(text);
    },
  });
}

async function start(args: string[], world: World): Promise<ClientConfig | string> {
  const startup = await startUp(args, world);
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
  const files = {
    [USUAL]: 'rooms = ["lobby"]\n[work]\naddress = "h:9"\nrooms = ["dev"] # and no more\n',
  };
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
    await start([], { files: { [USUAL]: 'plain = "maybe"\n' } }),
    `${USUAL}:1:9: plain "maybe" is not yes or no`,
  );
});

Deno.test("a profile without an address is called by it", async () => {
  const files = { "/mine": '["chat.example.org"]\nnick = "ann"\n' };
  const config = await start(["chat.example.org", "--config", "/mine"], { files });
  assertEquals(typeof config === "string" ? config : [config.nick, config.address], [
    "ann",
    { transport: "tcp", hostname: "chat.example.org", port: 8000 },
  ]);
});

Deno.test("the address for all holds for a client that is given none", async () => {
  const text = 'address = "tls://a.example:9"\nnick = "ann"\n[bot]\nnick = "bot"\n';
  const files = { [USUAL]: text };
  const hostOf = async (...args: string[]) => {
    const config = await start(args, { files });
    if (typeof config === "string") return config;
    const { address } = config;
    return address.transport === "unix" ? address.path : `${config.nick} ${address.hostname}`;
  };
  assertEquals(await hostOf(), "ann a.example");
  assertEquals(await hostOf("--plain"), "ann a.example");
  assertEquals(await hostOf("--plain", "--"), "ann a.example");
  assertEquals(await hostOf("b.example"), "ann b.example");
  // A profile is called by its address: what it says must never reach another server.
  assertEquals(await hostOf("bot"), "bot bot");
});

Deno.test("the command line takes back what a profile says", async () => {
  const text = 'bell = true\nno-reconnect = true\nlog = "talk.log"\nca = "ca.pem"\n';
  const read = async (args: string[], env = {}) => {
    const config = await start(args, { files: { [USUAL]: text }, env });
    if (typeof config === "string") return config;
    const { notify, isReconnecting, logFile, caFile } = config;
    return [notify !== "off", isReconnecting, logFile, caFile];
  };
  assertEquals(await read([]), [true, false, "talk.log", "ca.pem"]);
  assertEquals(await read(["--no-bell", "--reconnect", "--no-log", "--no-ca"]), [
    false,
    true,
    undefined,
    undefined,
  ]);
  assertEquals(await read(["--no-bell"], { HUBBUB_BELL: "yes" }), [
    false,
    false,
    "talk.log",
    "ca.pem",
  ]);
  // The last of them counts.
  assertEquals(await read(["--log", "a", "--no-log", "--bell", "--no-bell", "--bell"]), [
    true,
    false,
    undefined,
    "ca.pem",
  ]);
  assertEquals(await read(["--no-log", "--log", "a"]), [true, false, "a", "ca.pem"]);
});

Deno.test("what cannot be taken back is an unknown option", async () => {
  assertEquals(
    await start(["--no-color"], {}),
    "unknown option --no-color; see --help",
  );
  assertEquals(await start(["--no-bell=yes"], {}), '--no-bell takes no value, not "yes"');
  assertEquals(
    await start(["--no-convert-config"], {}),
    "unknown option --no-convert-config; see --help",
  );
});

Deno.test("with --no-config no file is read, until one is named behind it", async () => {
  const world = {
    files: { [USUAL]: 'nick = "ann"\n', "/mine=1": 'nick = "bob"\n' },
    env: { HUBBUB_CONFIG: USUAL },
  };
  assertEquals(await nickAndAddress([], world), ["ann", "tcp"]);
  assertEquals(await nickAndAddress(["--no-config"], world), ["login", "tcp"]);
  assertEquals(await nickAndAddress(["h:1", "--no-config"], world), ["login", "tcp"]);
  assertEquals(await nickAndAddress(["--no-config", "--config=/mine=1"], world), ["bob", "tcp"]);
});

Deno.test("a home in which no program may look has no configuration; --config there is told", async () => {
  const path = "/dev/null/.config/hubbub/config.toml";
  const denied = new Deno.errors.NotCapable(`Requires all access to "${path}"`);
  const world = { files: { [path]: denied }, env: { HOME: "/dev/null" } };
  assertEquals(await nickAndAddress([], world), ["login", "tcp"]);
  assertEquals((await startUp([], world) as { warning?: string }).warning, undefined);
  assertEquals(
    await start(["--config", path], world),
    `cannot read ${path}: the program may not do that`,
  );
});

Deno.test("a file cannot name another file", async () => {
  const files = { [USUAL]: 'config = "/other"\n' };
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
    `${USUAL}:1:1: 没有选项 "nikc"；是否想写 nick？`,
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
    `${shown}:1:9: there is no equals sign behind the name`,
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

Deno.test("config.toml is read before config, unless there is nothing in it", async () => {
  const both = { [TOML]: 'nick = "new"\n', [USUAL]: OLD };
  assertEquals(await nickAndAddress([], { files: both }), ["new", "tcp"]);
  assertEquals(await nickAndAddress([], { files: { ...both, [TOML]: "\n" } }), ["ann", "tcp"]);
  assertEquals(
    await start([], { files: { ...both, [TOML]: "nick = ann" } }),
    `${TOML}:1:8: this is not TOML; text goes in double quotes`,
  );
});

Deno.test("a file of the old format works, and the start says how to convert it", async () => {
  assertEquals(await nickAndAddress(["work"], { files: { [USUAL]: OLD } }), ["ann.work", "tls"]);
  const hintOf = async (args: string[], files: Record<string, string>) =>
    (await startUp(args, { files })).hint;
  assertEquals(
    await hintOf([], { [USUAL]: OLD }),
    `${USUAL} is not TOML, and is read as before; for TOML: ` +
      `hubbub --convert-config > ${USUAL}.toml`,
  );
  assertEquals(
    await hintOf(["--config", "/my own/it's"], { "/my own/it's": OLD }),
    "/my own/it's is not TOML, and is read as before; for TOML: " +
      "hubbub --config '/my own/it'\\''s' --convert-config > '/my own/it'\\''s.toml'",
  );
  assertEquals(await hintOf([], { [USUAL]: FILE }), undefined);
});

Deno.test("--convert-config shows the file as TOML, once and for all", async () => {
  const converted = FILE;
  assertEquals(await start(["--convert-config"], { files: { [USUAL]: OLD } }), converted);
  // The shell has made the file for the result, with nothing in it.
  const files = { [USUAL]: OLD, [TOML]: "" };
  assertEquals(await start(["--convert-config"], { files }), converted);
  assertEquals(await start(["--convert-config"], { files: { [TOML]: converted } }), converted);
  const asked = ["--config", "/mine", "--convert-config"];
  assertEquals(await start(asked, { files: { "/mine": OLD } }), converted);
  assertEquals(await start(asked, { files: { "/mine": converted } }), converted);
});

Deno.test("--convert-config needs a file without mistakes", async () => {
  const none = "cannot read /h/.config/hubbub/config: no such file or directory";
  assertEquals(await start(["--convert-config"], {}), none);
  assertEquals(
    await start(["--convert-config"], { files: { [USUAL]: "nick = ann\nplain" } }),
    `${USUAL}:2:1: this is neither KEY = VALUE nor [PROFILE]`,
  );
  const files = { [USUAL]: "convert-config = yes" };
  assertEquals(await start([], { files }), `${USUAL}:1:1: there is no option "convert-config"`);
});

Deno.test("a usual file that cannot be read is warned of; one that was asked for ends the client", async () => {
  const files = { [TOML]: new Deno.errors.PermissionDenied("Permission denied (os error 13)") };
  const startup = await startUp([], { files });
  assertEquals([startup.kind, startup.warning], ["run", `cannot read ${TOML}: permission denied`]);
  assertEquals(
    await start(["--config", TOML], { files }),
    `cannot read ${TOML}: permission denied`,
  );
});

Deno.test("a folder of configuration that is none has no file", async () => {
  const none = new Deno.errors.NotADirectory("Not a directory (os error 20)");
  const startup = await startUp([], { files: { [USUAL]: none, [TOML]: none } });
  assertEquals([startup.kind, startup.warning], ["run", undefined]);
});

Deno.test("a file may have 256 KiB, and no more", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/config.toml`;
  const most = `nick = "ann"\n# ${"x".repeat(MAX_CONFIG_BYTES - 16)}\n`;
  await Deno.writeTextFile(path, most);
  assertEquals(await readConfigText(path), most);
  await Deno.writeTextFile(path, `${most}\n`);
  await assertRejects(() => readConfigText(path), ConfigTooLong);
  assertEquals(
    await start(["--config", path], { files: { [path]: new ConfigTooLong() } }),
    `the configuration file "${path}" has more than 262144 bytes`,
  );
  await Deno.remove(folder, { recursive: true });
});
