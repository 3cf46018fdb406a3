/**
 * Holds the links of all documents, in the repository and in a release.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { filesBelow, projectRoot } from "./support/source.ts";

const HAS_PACKERS = Deno.build.os === "linux";

/** A link to a place in the project: who links, the path from the root, and the heading. */
interface Link {
  readonly from: string;
  readonly path: string;
  readonly heading: string | undefined;
}

Deno.test("documents link to nothing that is not there", () => {
  const paths = filesBelow("");
  const dead = documents().flatMap(linksOf).filter(({ path }) => !isAmong(paths, path));
  assertEquals(dead, []);
});

Deno.test("documents link to no heading that is not there", () => {
  const dead = documents().flatMap(linksOf).filter(({ path, heading }) =>
    heading !== undefined && path.endsWith(".md") && !anchorsOf(path).includes(heading)
  );
  assertEquals(dead, []);
});

Deno.test({
  name: "an archive of a release has the licences, and all that its README links to",
  ignore: !HAS_PACKERS,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const target = "x86_64-unknown-linux-gnu";
      await Deno.mkdir(`${folder}/${target}`);
      await Deno.mkdir(`${folder}/share`);
      await Deno.writeTextFile(`${folder}/${target}/hubbubd`, "");
      const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
      await Deno.writeTextFile(`${folder}/SHA256SUMS`, `${empty}  ${target}/hubbubd\n`);
      await run(`${projectRoot()}.ci/pack`, [folder]);
      const archive = `${folder}/packed/hubbub-${target}.tar.gz`;
      const names = (await run("tar", ["-tzf", archive])).split("\n");
      const packed = names.map((name) => name.replace(/^\.\//, "")).filter((name) => name !== "");
      const wanted = ["hubbubd", "LICENSE", "lib/text/unicode/LICENSE"];
      assertEquals(wanted.filter((path) => !packed.includes(path)), []);
      const dead = linksOf("README.md").filter(({ path }) => !isAmong(packed, path));
      assertEquals(dead, []);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

function documents(): string[] {
  return filesBelow("").filter((path) => path.endsWith(".md"));
}

function linksOf(from: string): Link[] {
  const text = readText(from).replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => {
    const { pathname, hash } = new URL(target, `file:///${from}`);
    return { from, path: pathname.slice(1), heading: hash === "" ? undefined : hash.slice(1) };
  });
}

/** The anchors that the hosting site makes of a document's headings. */
function anchorsOf(path: string): string[] {
  return [...readText(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(" ", "-")
  );
}

/** Whether a path is that of a file, or of a folder with files in it. */
function isAmong(paths: readonly string[], path: string): boolean {
  return paths.some((each) => each === path || each.startsWith(`${path}/`));
}

function readText(path: string): string {
  return Deno.readTextFileSync(projectRoot() + path);
}

async function run(command: string, args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args }).output();
  const decoder = new TextDecoder();
  assert(success, decoder.decode(stderr));
  return decoder.decode(stdout);
}
