import { assert, assertEquals } from "@std/assert";
import { MAX_CONFIG_BYTES, startDaemon } from "../../lib/config/file.ts";
import { namesInFile, OPTION_SAMPLES } from "../support/option_samples.ts";

/** Runs with a file of this content, and removes it. */
async function withFile<T>(
  content: string | Uint8Array,
  run: (path: string) => Promise<T>,
): Promise<T> {
  const path = await Deno.makeTempFile({ suffix: ".toml" });
  try {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(path, bytes);
    return await run(path);
  } finally {
    await Deno.remove(path);
  }
}

function environmentOf(variables: Readonly<Record<string, string>>) {
  return (name: string) => variables[name];
}

const NO_ENVIRONMENT = environmentOf({});

async function configOf(
  content: string,
  args: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
) {
  return await withFile(content, async (path) => {
    const startup = await startDaemon(["--config", path, ...args], environmentOf(variables));
    assert(startup.kind === "run", JSON.stringify(startup));
    return startup.config;
  });
}

/** The problem of a file, with `FILE` in place of its path. */
async function problemOf(content: string | Uint8Array, ...args: string[]): Promise<string> {
  return await withFile(content, async (path) => {
    const startup = await startDaemon(["--config", path, ...args], NO_ENVIRONMENT);
    assert(startup.kind === "problem", JSON.stringify(startup));
    return startup.problem.replaceAll(path, "FILE");
  });
}

Deno.test("flags win over the environment, that over the file, and that over defaults", async () => {
  const file = "rate = 1\nburst = 2\nmax-line = 300\n";
  const config = await configOf(file, ["--rate", "9"], { HUBBUB_RATE: "8", HUBBUB_BURST: "7" });
  assertEquals([config.rate, config.burst, config.maxLine, config.history], [9, 7, 300, 0]);
});

Deno.test("a list in a file is replaced as a whole, and may have commas in its values", async () => {
  const file = 'listen = ["127.0.0.1:0", "unix:/run/a,b"]\n';
  assertEquals((await configOf(file)).listen, [
    { transport: "tcp", hostname: "127.0.0.1", port: 0 },
    { transport: "unix", path: "/run/a,b" },
  ]);
  assertEquals((await configOf(file, ["--listen", "[::1]:0"])).listen, [
    { transport: "tcp", hostname: "::1", port: 0 },
  ]);
});

Deno.test("every option but those about one call can stand in a file", async () => {
  for (const name of namesInFile()) {
    const [text] = OPTION_SAMPLES[name] ?? [];
    assert(text !== undefined, `tests/support/option_samples.ts has no values for ${name}`);
    await withFile(`${name} = '${text}'\n`, async (path) => {
      const startup = await startDaemon(["--config", path], NO_ENVIRONMENT);
      // Some options need others; then the sentence says so.
      const said = startup.kind === "problem" ? startup.problem : "";
      assert(startup.kind === "run" || said.includes(`${name} needs`), said);
    });
  }
  for (const name of ["config", "check-config", "print-config", "help", "version"]) {
    const said = await problemOf(`${name} = true\n`);
    assert(said.startsWith(`FILE:1:1: there is no option "${name}"`), said);
  }
});

Deno.test("the variable names the file as well, and a flag wins over it", async () => {
  await withFile("rate = 7\n", async (path) => {
    const env = environmentOf({ HUBBUB_CONFIG: path });
    const startup = await startDaemon([], env);
    assertEquals(startup.kind === "run" && startup.config.rate, 7);
    const other = await startDaemon(["--config", "/dev/null/none"], env);
    assertEquals(other.kind, "problem");
  });
});

Deno.test("a mistake in the file is one sentence with its place", async () => {
  assertEquals(
    await problemOf("rate = x"),
    "FILE:1:8: this is not TOML; text goes in double quotes",
  );
  assertEquals(
    await problemOf("rate = -1"),
    'FILE:1:8: rate "-1" is not a number from 0 to 1000000',
  );
});

Deno.test("a mistake between two options names the place of the one in the file", async () => {
  assertEquals(
    await problemOf("rate = 1\nsend-queue-max = 2048\n"),
    'FILE:2:1: send-queue-max "2048" is less than --send-queue "65536"',
  );
  assertEquals(
    await problemOf("send-queue = 2048\n", "--send-queue-max", "1024"),
    'FILE:1:1: --send-queue-max "1024" is less than send-queue "2048"',
  );
  assertEquals(await problemOf('durable = "on"'), "FILE:1:1: durable needs --data DIR");
  assertEquals(await problemOf('\ntls-key = "k"'), "FILE:2:1: tls-key needs --tls-listen ADDR");
});

Deno.test("a file that cannot be read is one sentence", async () => {
  const said = async (path: string) => {
    const startup = await startDaemon(["--config", path], NO_ENVIRONMENT);
    return startup.kind === "problem" ? startup.problem : startup.kind;
  };
  const cannot = "cannot read the configuration file";
  assertEquals(await said("/nowhere/c.toml"), `${cannot} "/nowhere/c.toml": there is no such file`);
  assertEquals(await said("/"), `${cannot} "/": it is a folder`);
  assertEquals(await said("/dev/null"), `${cannot} "/dev/null": it is not a regular file`);
  const chinese = await startDaemon(["--config", "/", "--lang", "zh"], NO_ENVIRONMENT);
  assertEquals(
    chinese.kind === "problem" && chinese.problem,
    '无法读取配置文件 "/"：它是一个文件夹',
  );
});

Deno.test("a file is UTF-8, and has a bound", async () => {
  assertEquals(
    await problemOf(new Uint8Array([0x23, 0xff])),
    'the configuration file "FILE" is not UTF-8',
  );
  const full = `#${" ".repeat(MAX_CONFIG_BYTES - 1)}`;
  await configOf(full);
  assertEquals(
    await problemOf(`${full} `),
    'the configuration file "FILE" has more than 262144 bytes',
  );
});

Deno.test("help is shown whatever the file says", async () => {
  await withFile("no TOML", async (path) => {
    assertEquals((await startDaemon(["--config", path, "--help"], NO_ENVIRONMENT)).kind, "show");
  });
});

Deno.test("--print-config shows a file that is fed back with the same result", async () => {
  const printed = await withFile("rate = 7\n", async (path) => {
    const startup = await startDaemon(["--config", path, "--print-config"], NO_ENVIRONMENT);
    assert(startup.kind === "show");
    return await startup.text();
  });
  assertEquals(await configOf(printed), await configOf("rate = 7\n"));
});

Deno.test("--check-config checks, and mistakes come first", async () => {
  await withFile("rate = 7\n", async (path) => {
    const startup = await startDaemon(["--config", path, "--check-config"], NO_ENVIRONMENT);
    assertEquals(startup.kind, "check");
  });
  assertEquals(
    await problemOf("burst = 0\n", "--check-config"),
    'FILE:1:9: burst "0" is not a whole number from 1 to 1000000',
  );
});

/** Imports of values; `import()` stands within a line, and `import type` loads nothing. */
const STATIC_IMPORTS = /^import (?!type )[^"';]*?from "(\.{1,2}\/[^"]+\.ts)";$/gm;

Deno.test("a daemon without a file loads nothing that only a file needs", async () => {
  const loaded = new Set<string>();
  const load = async (url: URL) => {
    if (loaded.has(url.href)) return;
    loaded.add(url.href);
    const text = await Deno.readTextFile(url);
    for (const [, path = ""] of text.matchAll(STATIC_IMPORTS)) await load(new URL(path, url));
  };
  await load(new URL("../../main.ts", import.meta.url));
  const names = Array.from(loaded, (href) => href.split("/lib/").at(-1) ?? "");
  assert(names.includes("config/file.ts") && names.length > 50, names.join(" "));
  const lazy = ["options/toml.ts", "options/file_values.ts", "options/print_settings.ts"];
  lazy.push("config/reload.ts", "program/motd.ts");
  assertEquals(names.filter((name) => lazy.includes(name)), []);
});
