/**
 * The daemon's subcommands as options: their arguments, help, manual page and completions.
 *
 * @module
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parseConfig } from "../../lib/config/config.ts";
import { completionScript } from "../../lib/options/completions.ts";
import { DAEMON } from "../../lib/options/daemon_program.ts";
import { helpText, subcommandHelp } from "../../lib/options/help.ts";
import { manPage } from "../../lib/options/man.ts";
import { parseSubcommand } from "../../lib/options/subcommand_args.ts";
import { SUBCOMMAND_NAMES } from "../../lib/options/subcommand_names.ts";
import { SUBCOMMANDS } from "../../lib/options/subcommands.ts";
import { widthOf } from "../../lib/options/wrap_text.ts";

const NOTHING_SET = () => undefined;

function taskOf(...args: string[]): unknown {
  const startup = parseSubcommand(args, NOTHING_SET);
  return startup.kind === "run" ? startup.config : startup;
}

function problemOf(...args: string[]): string | undefined {
  const startup = parseSubcommand(args, NOTHING_SET);
  return startup.kind === "problem" ? startup.problem : undefined;
}

Deno.test("parseSubcommand() reads each subcommand, options before and after the operand", () => {
  const common = { data: "d", language: "en" };
  assertEquals(taskOf("export", "--data", "d"), {
    ...common,
    name: "export",
    room: undefined,
    format: "jsonl",
  });
  assertEquals(taskOf("export", "--format=text", "--room", "#dev", "--data", "d"), {
    ...common,
    name: "export",
    room: "#dev",
    format: "text",
  });
  assertEquals(taskOf("import", "--data", "d"), { ...common, name: "import" });
  assertEquals(taskOf("check", "--data", "d"), { ...common, name: "check" });
  assertEquals(taskOf("forget", "ann", "--data", "d"), {
    ...common,
    name: "forget",
    person: "ann",
  });
  assertEquals(taskOf("backup", "--data=d", "x.db"), { ...common, name: "backup", file: "x.db" });
});

Deno.test("parseSubcommand() reads those for the engine of several daemons", () => {
  const access = { servers: ["nats://a:4222"], keyFile: undefined, caFile: undefined };
  assertEquals(taskOf("cluster-init", "--cluster", "nats://a"), {
    name: "cluster-init",
    language: "en",
    access,
    replicas: 3,
    maxAge: 30 * 86_400_000,
    isNewEpoch: false,
  });
  const given = ["--cluster", "tls://a:1,tls://b", "--cluster-key", "k", "--cluster-ca", "c"];
  const several = { servers: ["tls://a:1", "tls://b:4222"], keyFile: "k", caFile: "c" };
  assertEquals(
    taskOf("cluster-init", ...given, "--replicas", "1", "--max-age", "2h", "--new-epoch"),
    {
      name: "cluster-init",
      language: "en",
      access: several,
      replicas: 1,
      maxAge: 7_200_000,
      isNewEpoch: true,
    },
  );
  assertEquals(taskOf("cluster-status", ...given), {
    name: "cluster-status",
    language: "en",
    access: several,
  });
  assertEquals(taskOf("cluster-forget", "Zoë", ...given), {
    name: "cluster-forget",
    language: "en",
    access: several,
    person: "Zoë",
  });
  assertEquals(taskOf("cluster-key", "--node", "a", "x.key"), {
    name: "cluster-key",
    language: "en",
    file: "x.key",
    node: "a",
  });
});

Deno.test("a key of a node in the environment is none of an administrator", () => {
  const variables: Record<string, string> = {
    HUBBUB_CLUSTER: "nats://a",
    HUBBUB_CLUSTER_KEY: "node.key",
    HUBBUB_NODE: "a",
  };
  const read = (...args: string[]) => {
    const startup = parseSubcommand(args, (name) => variables[name]);
    return startup.kind === "run" ? startup.config : startup;
  };
  assertEquals(read("cluster-status"), {
    name: "cluster-status",
    language: "en",
    access: { servers: ["nats://a:4222"], keyFile: undefined, caFile: undefined },
  });
  assertEquals(read("cluster-key", "x"), {
    name: "cluster-key",
    language: "en",
    file: "x",
    node: undefined,
  });
});

Deno.test("parseSubcommand() takes folder and language from the environment, nothing else", () => {
  const variables: Record<string, string> = {
    HUBBUB_DATA: "d",
    HUBBUB_LANG: "zh",
    HUBBUB_ROOM: "dev",
    HUBBUB_FORMAT: "text",
  };
  assertEquals(parseSubcommand(["export"], (name) => variables[name]), {
    kind: "run",
    config: { name: "export", data: "d", language: "zh", room: undefined, format: "jsonl" },
  });
});

const MISTAKES: ReadonlyArray<
  readonly [args: readonly string[], english: string, chinese: string]
> = [
  [
    ["exprot"],
    'unknown subcommand "exprot"; did you mean export?',
    '未知子命令 "exprot"；是否想用 export？',
  ],
  [["8000"], 'unexpected argument "8000"; see --help', '多余的参数 "8000"；请看 --help'],
  [["export"], "export needs --data DIR", "export 需要 --data DIR"],
  [
    ["cluster-status"],
    "cluster-status needs --cluster URL[,URL...]",
    "cluster-status 需要 --cluster URL[,URL...]",
  ],
  [["cluster-key"], "cluster-key needs FILE", "cluster-key 需要 FILE"],
  [
    ["cluster-forget", "--cluster", "nats://a"],
    "cluster-forget needs NAME",
    "cluster-forget 需要 NAME",
  ],
  [
    ["cluster-init", "--cluster", "http://a"],
    '--cluster "http://a" is not nats://HOST[:PORT] or tls://HOST[:PORT], or several with commas ' +
    "between them",
    '--cluster "http://a" 无效，应为：nats://HOST[:PORT] 或 tls://HOST[:PORT]，多个之间用逗号分隔',
  ],
  [
    ["cluster-init", "--cluster", "nats://a", "--replicas", "6"],
    '--replicas "6" is not a whole number from 1 to 5',
    '--replicas "6" 无效，应为：1 到 5 之间的整数',
  ],
  [["forget", "--data", "d"], "forget needs NAME", "forget 需要 NAME"],
  [["backup", "--data", "d"], "backup needs FILE", "backup 需要 FILE"],
  [
    ["forget", "ann", "bob", "--data", "d"],
    'unexpected argument "bob"; see --help',
    '多余的参数 "bob"；请看 --help',
  ],
  [
    ["check", "x", "--data", "d"],
    'unexpected argument "x"; see --help',
    '多余的参数 "x"；请看 --help',
  ],
  [
    ["check", "--romo", "x"],
    "unknown option --romo; see --help",
    "未知选项 --romo；请看 --help",
  ],
  [
    ["export", "--romo", "x"],
    "unknown option --romo; did you mean --room?",
    "未知选项 --romo；是否想用 --room？",
  ],
  [
    ["export", "--data", "d", "--format", "csv"],
    '--format "csv" is not one of jsonl, text',
    '--format "csv" 无效，应为：jsonl、text 之一',
  ],
  [
    ["export", "--data"],
    "--data needs a value: the path of a folder",
    "--data 需要一个值：文件夹路径",
  ],
  [
    ["forget", "a\nb", "--data", "d"],
    'NAME "a\\u{a}b" is not text of 1 to 200 characters, none of them a control character',
    'NAME "a\\u{a}b" 无效，应为：1 到 200 个字符且不含控制字符的文本',
  ],
];

Deno.test("parseSubcommand() says every mistake in both languages", () => {
  for (const [args, english, chinese] of MISTAKES) {
    assertEquals(problemOf(...args), english);
    const inChinese = parseSubcommand(
      args,
      (name) => name === "HUBBUB_LANG" ? "zh" : undefined,
    );
    assertEquals(inChinese.kind === "problem" && inChinese.problem, chinese);
  }
});

Deno.test("a name one character past the limit is refused, the longest is taken", () => {
  assertEquals(problemOf("forget", "a".repeat(200), "--data", "d"), undefined);
  assert(problemOf("forget", "a".repeat(201), "--data", "d")?.includes("1 to 200 characters"));
});

Deno.test("parseConfig() says where a subcommand goes", () => {
  const startup = parseConfig(["--lang", "en", "export"], NOTHING_SET);
  assertEquals(
    startup.kind === "problem" && startup.problem,
    "the subcommand export goes before all options; see export --help",
  );
});

Deno.test("--help of each subcommand says whether it may run beside a daemon, in 80 columns", async () => {
  for (const language of ["en", "zh"] as const) {
    for (const name of SUBCOMMAND_NAMES) {
      const startup = parseSubcommand([name, "--help", "--lang", language], NOTHING_SET);
      assert(startup.kind === "show");
      const text = await startup.text();
      assertEquals(text, subcommandHelp(DAEMON, name, language));
      assertStringIncludes(text, `hubbubd ${name}`);
      const isSaid = /It may run beside|It may not run beside|可以在服务运行时|时不能运行/.test(
        text.replaceAll("\n", " "),
      );
      assert(isSaid, text);
      assertEquals(text.split("\n").filter((line) => widthOf(line) > 80), []);
    }
  }
});

Deno.test("a subcommand shows the version, the manual page and the completions of the daemon", async () => {
  const startup = parseSubcommand(["check", "--man", "--lang", "en"], NOTHING_SET);
  assert(startup.kind === "show");
  assertEquals(await startup.text(), manPage(DAEMON, "en"));
});

Deno.test("help and manual page of the daemon know every subcommand and its options", () => {
  for (const language of ["en", "zh"] as const) {
    const help = helpText(DAEMON, language);
    const page = manPage(DAEMON, language);
    for (const { name, summary, options } of SUBCOMMANDS) {
      assertStringIncludes(help, `\n  ${name}`);
      assertStringIncludes(page, `.B ${escaped(name)}`);
      assertEquals(summary[language] === "", false);
      for (const option of Object.keys(options)) {
        assertStringIncludes(page, `\\-\\-${escaped(option)}`);
      }
    }
    assertEquals(help.split("\n").filter((line) => widthOf(line) > 80), []);
  }
});

/** A name as a manual page has it. */
function escaped(name: string): string {
  return name.replaceAll("-", "\\-");
}

/** What bash offers for the last of some words. */
async function offered(...words: string[]): Promise<string[]> {
  const script = `${completionScript(DAEMON, "bash", "en")}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hubbubd; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const bash = new Deno.Command("bash", { args: ["-c", script, "bash", "hubbubd", ...words] });
  const { stdout } = await bash.output();
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "");
}

Deno.test({
  name: "bash completes subcommands as the first word, and behind one its own options",
  ignore: !hasBash(),
  fn: async () => {
    assertEquals(await offered(""), [...SUBCOMMAND_NAMES]);
    assertEquals(await offered("ex"), ["export"]);
    assertEquals(await offered("--tls-l"), ["--tls-listen"]);
    assertEquals(await offered("export", "--"), [
      "--data",
      "--room",
      "--format",
      "--lang",
      "--help",
    ]);
    assertEquals(await offered("check", "--"), ["--data", "--lang", "--help"]);
    assertEquals(await offered("export", "--format", ""), ["jsonl", "text"]);
    assertEquals(await offered("check", "--data", "docs/dec"), ["docs/decisions"]);
    assertEquals(await offered("backup", "deno.js"), ["deno.json"]);
    assertEquals(await offered("check", "deno.js"), []);
    assertEquals(await offered("cluster-key", "--"), ["--node", "--lang", "--help"]);
    assertEquals(await offered("cluster-key", "deno.js"), ["deno.json"]);
  },
});

Deno.test("the scripts for zsh and fish know every subcommand and its options", () => {
  const zsh = completionScript(DAEMON, "zsh", "en");
  const fish = completionScript(DAEMON, "fish", "en");
  for (const { name, options } of SUBCOMMANDS) {
    assertStringIncludes(zsh, `  ${name})\n_arguments`);
    assertStringIncludes(fish, `-n __fish_use_subcommand -a ${name} -d '`);
    for (const option of Object.keys(options)) {
      assertStringIncludes(fish, `-n '__fish_seen_subcommand_from ${name}' -l ${option} `);
    }
  }
});

function hasBash(): boolean {
  try {
    return new Deno.Command("bash", { args: ["-c", "exit 0"] }).outputSync().success;
  } catch {
    return false;
  }
}
