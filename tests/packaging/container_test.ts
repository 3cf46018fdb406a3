/**
 * The image of a container, as far as it can be held without building it: its instructions, what it
 * copies, and its health check.
 *
 * @module
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { validate } from "npm:dockerfile-utils@0.16.3";
import { machineTest } from "../support/packages.ts";
import { filesBelow, projectRoot } from "../support/source.ts";

const TEXT = Deno.readTextFileSync(`${projectRoot()}packaging/container/Containerfile`);
const READY = `${projectRoot()}packaging/container/ready`;

Deno.test("the linter has no complaint about the Containerfile", () => {
  assertEquals(complaints(TEXT), []);
  assertEquals(complaints("FROM x\nADD\nHEALTHCHECK CMD").length, 2);
});

Deno.test("the container does not run as root, and is watched", () => {
  const last = TEXT.slice(TEXT.lastIndexOf("\nFROM "));
  assert(/^USER [1-9]\d*:[1-9]\d*$/m.test(last));
  assert(/^HEALTHCHECK .*CMD \[/m.test(last));
  assert(/^ENTRYPOINT \["\/usr\/bin\/hubbubd"\]$/m.test(last), "signals must reach the daemon");
  assert(!/:latest\b|^FROM [^:]+$/m.test(TEXT), "a base without a version");
});

Deno.test("everything that the image copies is there, and everything that is compiled is copied", async () => {
  const sources = [...TEXT.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) =>
    names.split(" ")
  );
  const files = filesBelow("");
  const isCopied = (path: string) =>
    sources.some((source) => path === source || path.startsWith(`${source}/`));
  assertEquals(sources.filter((source) => !files.some((path) => isIn(source, path))), []);
  const needed = (await Promise.all(["main.ts", "client.ts", "tools/compile.ts"].map(modulesOf)))
    .flat();
  assert(needed.includes("lib/server/start.ts"));
  assertEquals(needed.filter((path) => !isCopied(path)), []);
});

Deno.test("the image copies every member of the workspace, without which nothing is compiled", async () => {
  const { workspace } = JSON.parse(await Deno.readTextFile(`${projectRoot()}deno.json`));
  const copied = [...TEXT.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) =>
    names.split(" ")
  );
  const isCopied = (path: string) =>
    copied.some((source) => path === source || path.startsWith(`${source}/`));
  const members = (workspace as string[]).map((member) => `${member.replace("./", "")}/deno.json`);
  assertEquals(members.filter((path) => !isCopied(path)), []);
});

Deno.test({
  name: "the health check succeeds only when the daemon says that it is ready",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    for (const [status, code] of [[200, 0], [503, 1]] as const) {
      const asked: string[] = [];
      const onListen = () => {};
      await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, (request) => {
        asked.push(new URL(request.url).pathname);
        return new Response("", { status });
      });
      assertEquals(await codeOf(READY, server.addr.port), code);
      assertEquals(asked, ["/readyz"]);
    }
    const { port } = closedPort();
    assertEquals(await codeOf(READY, port), 1);
  },
});

machineTest("what the image starts needs no root, and writes to two folders only", {}, async (
  { dist, machine },
) => {
  const files: readonly (readonly [string, string])[] = [
    [`${dist}/hubbubd`, "/usr/bin/hubbubd"],
    [`${dist}/hubbub`, "/usr/bin/hubbub"],
    [READY, "/usr/libexec/hubbub-ready"],
    [`${projectRoot()}packaging/container/hubbubd.toml`, "/etc/hubbub/hubbubd.toml"],
  ];
  await machine.must("mkdir -p /usr/libexec /etc/hubbub");
  for (const [from, to] of files) await Deno.copyFile(from, machine.path(to));
  const [entry, command] = ["ENTRYPOINT", "CMD"].map((word) =>
    JSON.parse(new RegExp(`^${word} (\\[.*\\])$`, "m").exec(TEXT)?.[1] ?? "")
  );
  const [user, group] = /^USER (\d+):(\d+)$/m.exec(TEXT)?.slice(1) ?? [];
  // As --read-only --cap-drop ALL --security-opt no-new-privileges --tmpfs /run/hubbub:mode=1777 do.
  await machine.must(`
    groupadd --gid ${group} container && useradd --uid ${user} --gid ${group} container
    install -d -o ${user} -g ${group} -m 700 /var/lib/hubbub /run/hubbub
    systemd-run --quiet --unit hubbubd -p User=${user} -p Group=${group} -p ProtectSystem=strict \\
      -p ReadWritePaths=/var/lib/hubbub -p TemporaryFileSystem=/run/hubbub:mode=1777 \\
      -p CapabilityBoundingSet= -p NoNewPrivileges=yes ${[...entry, ...command].join(" ")}`);
  await machine.ready();
  await machine.must("bash /usr/libexec/hubbub-ready");
  const said = await machine.must("echo 'out of a container' | hubbub --nick ann");
  assertMatch(said, /^ann: out of a container$/m);
  const root = "/proc/$(systemctl show -p MainPID --value hubbubd)/root";
  await machine.must(`test -S ${root}/run/hubbub/admin.sock`);
  await machine.must("systemctl stop hubbubd");
});

function complaints(text: string): string[] {
  return validate(text).map(({ message }) => String(message));
}

function isIn(source: string, path: string): boolean {
  return path === source || path.startsWith(`${source}/`);
}

/** The paths of all modules of the project that a module needs. */
async function modulesOf(entry: string): Promise<string[]> {
  const args = ["info", "--json", "--no-lock", entry];
  const { stdout } = await new Deno.Command(Deno.execPath(), { args, cwd: projectRoot() }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout));
  const root = new URL("../../", import.meta.url).href;
  return modules.map(({ specifier }: { specifier: string }) => specifier)
    .filter((specifier: string) => specifier.startsWith(root))
    .map((specifier: string) => specifier.slice(root.length));
}

/** A port at which nobody listens. */
function closedPort(): Deno.NetAddr {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr as Deno.NetAddr;
}

async function codeOf(program: string, port: number): Promise<number> {
  const command = new Deno.Command(program, { args: [`${port}`], stderr: "null" });
  return (await command.output()).code;
}
