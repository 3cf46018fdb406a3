import { assert, assertEquals } from "@std/assert";
import {
  type ClientConfig,
  parseClientConfig,
  variableWarnings,
} from "../../../lib/client/settings/config.ts";
import { CLIENT_OPTIONS } from "../../../lib/client/settings/options.ts";
import { CLIENT } from "../../../lib/client/settings/program.ts";
import { DAEMON_OPTIONS } from "../../../lib/options/daemon.ts";
import { helpText } from "../../../lib/options/help.ts";
import { variableOf } from "../../../lib/options/option.ts";

function parse(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return parseClientConfig(args, { env: (name) => env[name], loginName: () => "login" });
}

function configOf(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ClientConfig {
  const startup = parse(args, env);
  assert(startup.kind === "run", JSON.stringify(startup));
  return startup.config;
}

function shown(...args: readonly string[]): Promise<string> {
  const startup = parse(args);
  assert(startup.kind === "show", JSON.stringify(startup));
  return startup.text();
}

function problemOf(...args: readonly string[]): string {
  const startup = parse(args);
  assert(startup.kind === "problem", JSON.stringify(startup));
  return startup.problem;
}

Deno.test("the client's defaults are those of its contract", () => {
  assertEquals(configOf([]), {
    address: { transport: "tcp", hostname: "127.0.0.1", port: 8000 },
    otherAddresses: [],
    nick: "login",
    isNickChosen: false,
    rooms: [],
    isPlain: false,
    isJson: false,
    isSaying: false,
    isListenOnly: false,
    color: "auto",
    timestamps: undefined,
    history: undefined,
    isReconnecting: true,
    caFile: undefined,
    notify: "off",
    highlights: [],
    isQuiet: false,
    language: "en",
    isAmbiguousWide: false,
    logFile: undefined,
    isLogAsked: false,
    wrap: "terminal",
    nameColumns: 0,
  });
});

Deno.test("every option of the client reaches its configuration", () => {
  const args = [
    ["--nick", "ann", "--plain", "--json", "--color=never", "--timestamps", "full"],
    ["--history", "7", "--no-reconnect", "tls://chat.example:9", "--ca", "ca.pem"],
    ["--bell", "--listen-only", "--lang", "zh", "--wide-ambiguous", "--config", "file"],
    ["--quiet", "--highlight", "deploy, on call,,deploy"],
    ["--log", "talk.log"],
    ["--wrap", "words", "--align", "12"],
    ["--server", "b.example"],
  ].flat();
  assertEquals(configOf(args), {
    address: { transport: "tls", hostname: "chat.example", port: 9 },
    otherAddresses: [{ transport: "tcp", hostname: "b.example", port: 8000 }],
    nick: "ann",
    isNickChosen: true,
    rooms: [],
    isPlain: true,
    isJson: true,
    isSaying: false,
    isListenOnly: true,
    color: "never",
    timestamps: "full",
    history: 7,
    isReconnecting: false,
    caFile: "ca.pem",
    notify: "bell",
    highlights: ["deploy", "on call"],
    isQuiet: true,
    language: "zh",
    isAmbiguousWide: true,
    logFile: "talk.log",
    isLogAsked: true,
    wrap: "words",
    nameColumns: 12,
  });
});

Deno.test("--notify decides over --bell", () => {
  assertEquals(configOf(["--bell"]).notify, "bell");
  assertEquals(configOf(["--bell", "--notify", "off"]).notify, "off");
  assertEquals(configOf(["--notify", "osc"]).notify, "osc");
});

Deno.test("a hundred words can be looked out for, and no more", () => {
  const words = (count: number) =>
    Array.from({ length: count }, (_, i) => ["--highlight", `w${i}`]).flat();
  assertEquals(configOf(words(100)).highlights.length, 100);
  assertEquals(problemOf(...words(101)), "--highlight takes at most 100 values");
  const env = { HUBBUB_HIGHLIGHT: "deploy,oncall" };
  assertEquals(configOf([], env).highlights, ["deploy", "oncall"]);
});

Deno.test("the client's environment gives what its flags leave open", () => {
  const env = { HUBBUB_NICK: "bob", HUBBUB_PLAIN: "1", HUBBUB_NO_RECONNECT: "yes" };
  const config = configOf([], env);
  assertEquals([config.nick, config.isNickChosen], ["bob", true]);
  assertEquals([config.isPlain, config.isReconnecting], [true, false]);
  assertEquals(configOf(["--nick", "ann"], env).nick, "ann");
});

Deno.test("the login name is asked for only if no name is given, and may be missing", () => {
  const startup = parseClientConfig(["--nick", "ann"], {
    env: () => undefined,
    loginName: () => {
      throw new Error("asked");
    },
  });
  assert(startup.kind === "run");
  const nameless = parseClientConfig([], { env: () => undefined, loginName: () => undefined });
  assert(nameless.kind === "run");
  assertEquals(nameless.config.nick, undefined);
});

Deno.test("the address may stand anywhere among the options", () => {
  const address = { transport: "tcp", hostname: "chat.example", port: 8000 } as const;
  assertEquals(configOf(["chat.example", "--plain"]).address, address);
  assertEquals(configOf(["--plain", "chat.example"]).address, address);
  assertEquals(configOf(["--plain", "--", "chat.example"]).address, address);
  assertEquals(configOf(["unix:/run/x"]).address, { transport: "unix", path: "/run/x" });
});

Deno.test("a wrong address is quoted, with what is allowed", () => {
  const allowed = "is not HOST[:PORT], tls://HOST[:PORT] or unix:PATH";
  assertEquals(problemOf("h:0"), `ADDR "h:0" ${allowed}`);
  assertEquals(problemOf(""), `ADDR "" ${allowed}`);
  assertEquals(
    problemOf("::1"),
    `ADDR "::1" ${allowed}; an IPv6 address goes in brackets, as in [::1]:8000`,
  );
});

Deno.test("a second address is refused", () => {
  assertEquals(problemOf("a", "b"), 'unexpected argument "b"; see --help');
});

Deno.test("a name with a control character is refused", () => {
  const sentence = "is not text of 1 to 256 characters, none of them a control character";
  assertEquals(problemOf("--nick", "a\nb"), `--nick "a\\u{a}b" ${sentence}`);
});

Deno.test("the client shows its help and version", async () => {
  assertEquals(await shown("--version"), "hubbub 0.1.0\n");
  assertEquals(await shown("--help"), helpText(CLIENT, "en"));
});

Deno.test("the client's help names every option and its variable, in 80 columns", () => {
  const help = helpText(CLIENT, "en");
  for (const [name, option] of Object.entries(CLIENT_OPTIONS)) {
    assert(help.includes(`\n  --${name}`), name);
    const hasVariable = !("isWithoutVariable" in option);
    assertEquals(help.includes(`${variableOf(name)})`), hasVariable, name);
  }
  assertEquals(help.split("\n").filter((line) => line.length > 80), []);
});

Deno.test("--say reaches the configuration, and excludes what gives the input another meaning", () => {
  assertEquals(configOf(["--say"]).isSaying, true);
  assertEquals(configOf([], { HUBBUB_SAY: "yes" }).isSaying, true);
  assertEquals(problemOf("--say", "--json"), "--say and --json cannot be given together");
  assertEquals(
    problemOf("--listen-only", "--say"),
    "--say and --listen-only cannot be given together",
  );
  const mixed = parse(["--json", "--lang", "zh"], { HUBBUB_SAY: "yes" });
  assertEquals(mixed, { kind: "problem", problem: "--say 和 --json 不能同时使用" });
  assertEquals(configOf(["--json"], { HUBBUB_SAY: "no" }).isJson, true);
});

Deno.test("a variable that is one slip from an option's is warned of, in the client's language", () => {
  const env = (name: string) => name === "HUBBUB_NIK" ? "ann" : undefined;
  assertEquals(variableWarnings(env, "en"), [
    "HUBBUB_NIK is no variable of this program; did you mean HUBBUB_NICK?",
  ]);
  assertEquals(variableWarnings(env, "zh"), ["本程序没有变量 HUBBUB_NIK；是否想用 HUBBUB_NICK？"]);
});

Deno.test("no variable of the client or of the daemon is taken for a slip", () => {
  const names = [...Object.keys(CLIENT_OPTIONS), ...Object.keys(DAEMON_OPTIONS)].map(variableOf);
  assertEquals(variableWarnings((name) => names.includes(name) ? "x" : undefined, "en"), []);
});

Deno.test("the log may be in the home, and its name has no % but in the day", () => {
  const env = { HOME: "/h", HUBBUB_LOG: "~/talk-%Y-%m-%d.log" };
  const { logFile, isLogAsked } = configOf([], env);
  assertEquals([logFile, isLogAsked], ["/h/talk-%Y-%m-%d.log", false]);
  assertEquals(
    problemOf("--log", "%n.log"),
    '--log "%n.log" is not the path of a file; % may stand only in %Y-%m-%d, and that only in the name of the file',
  );
});
