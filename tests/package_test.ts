/**
 * hubbub as a package: what deno.json says of it, that its modules resolve in other people's programs,
 * and that it can be installed from a checkout.
 *
 * @module
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { VERSION } from "../lib/program/version.ts";
import { filesBelow, importsOf, programFiles, projectRoot } from "./support/source.ts";

const PACKAGE = JSON.parse(Deno.readTextFileSync(`${projectRoot()}deno.json`));
const HAS_SHELL_SCRIPTS = Deno.build.os !== "windows";

Deno.test("deno.json has the version that both programs tell", () => {
  assertEquals(PACKAGE.version, VERSION);
});

Deno.test("deno.json has what a package needs, and its licence is the one in LICENSE", () => {
  assertEquals([PACKAGE.name, PACKAGE.license], ["@hubbub/hubbub", "MIT"]);
  assertStringIncludes(Deno.readTextFileSync(`${projectRoot()}LICENSE`), "MIT License");
});

Deno.test("everything that pins a version of Deno pins the same", () => {
  const container = "packaging/container/Containerfile";
  const files = [".ci/run", ".github/workflows/ci.yml", container, "README.md", "CONTRIBUTING.md"];
  const versions = files.flatMap((path) => {
    const text = Deno.readTextFileSync(projectRoot() + path);
    const found = text.matchAll(
      /(?:deno@|deno:debian-|DENO_VERSION=|deno-version: v|\) )(\d+\.\d+\.\d+)/g,
    );
    return [...found].map(([, version]) => version);
  });
  assert(versions.length >= files.length);
  assertEquals([...new Set(versions)].length, 1, versions.join());
});

Deno.test("every export of the package is a module that is there and is published", () => {
  const paths = Object.values<string>(PACKAGE.exports).map((path) => path.replace("./", ""));
  assertEquals(paths, ["mod.ts", "main.ts", "client.ts"]);
  const files = filesBelow("");
  for (const path of paths) assert(files.includes(path), path);
  for (const path of paths) assert(PACKAGE.publish.include.includes(path), path);
});

Deno.test("nothing of the programs needs deno.json to resolve: packages are named in full", () => {
  const bare = packagesImported().filter((name) => !/^(?:jsr|npm|node):/.test(name));
  assertEquals(bare, []);
});

Deno.test("every package of JSR that the programs import has a facade, in deno.json by its name", () => {
  const names = packagesImported().filter((name) => name.startsWith("jsr:"));
  assert(names.length > 0);
  const files = filesBelow("");
  for (const name of names) {
    const facade = PACKAGE.imports[name];
    assert(files.includes(facade?.replace("./", "")), `no facade for ${name}`);
    const short = name.replace(/^jsr:(@std\/\w+)@\^1/, "$1");
    assertEquals(PACKAGE.imports[short], facade, short);
  }
});

Deno.test({
  name: "deno install -g makes both programs of a checkout, and they run from anywhere",
  ignore: !HAS_SHELL_SCRIPTS,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      for (const [name, entry] of [["hubbubd", "main.ts"], ["hubbub", "client.ts"]] as const) {
        const config = `--config=${projectRoot()}deno.json`;
        const where = [`--root=${folder}`, `--name=${name}`];
        const args = ["install", "-g", "-A", "--quiet", config, ...where, projectRoot() + entry];
        await run(Deno.execPath(), args, folder);
        assertEquals(
          await run(`${folder}/bin/${name}`, ["--version"], folder),
          `${name} ${VERSION}\n`,
        );
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("a program elsewhere can link the package and take part in a chat of its own", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const imports = { "@hubbub/hubbub": `jsr:@hubbub/hubbub@^${VERSION}` };
    const config = JSON.stringify({ imports, links: [projectRoot()], lock: false });
    await Deno.writeTextFile(`${folder}/deno.json`, config);
    await Deno.writeTextFile(`${folder}/bot.ts`, BOT);
    const said = await run(Deno.execPath(), ["run", "-A", "bot.ts"], folder);
    assertEquals(said, "You are bot\nNobody else is here\nbot: hello\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const BOT = `
import { createLog, parseConfig, startServer } from "@hubbub/hubbub";
const startup = parseConfig(["--listen", "127.0.0.1:0"], () => undefined);
if (startup.kind !== "run") throw new Error(startup.kind);
const log = createLog({ format: "text", level: "warn" });
await using server = await startServer(startup.config, { log });
const bot = server.connect();
const writer = bot.writable.getWriter();
await writer.write(new TextEncoder().encode("/nick bot\\nhello\\n"));
await writer.close();
for await (const bytes of bot.readable) await Deno.stdout.write(bytes);
`;

function packagesImported(): string[] {
  const targets = programFiles().flatMap(importsOf).map(({ target }) => target);
  return [...new Set(targets.filter((target) => !target.endsWith(".ts")))];
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { NO_COLOR: "1", DENO_TLS_CA_STORE: "system,mozilla", DENO_NO_UPDATE_CHECK: "1" };
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args], cwd, env })
    .output();
  const decoder = new TextDecoder();
  assert(success, decoder.decode(stderr));
  return decoder.decode(stdout);
}
