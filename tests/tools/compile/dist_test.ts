/**
 * How finished executables and the base runtime come to where they stay.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { publish } from "../../../tools/compile/dist.ts";
import { BuildFailure } from "../../../tools/compile/failure.ts";
import { npmBase } from "../../../tools/compile/npm_base.ts";
import { fileName, hostTarget } from "../../../tools/compile/targets.ts";

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("publish() moves the files and lists the hashes of all that are there", () =>
  withFolder(async (folder) => {
    const daemon = fileName("hubbubd", hostTarget());
    const cross = "x86_64-pc-windows-msvc/hubbub.exe";
    await Deno.mkdir(`${folder}/staging/x86_64-pc-windows-msvc`, { recursive: true });
    await Deno.writeTextFile(`${folder}/staging/${daemon}`, "abc");
    await publish(`${folder}/staging`, `${folder}/dist`, [daemon]);
    await Deno.writeTextFile(`${folder}/staging/${cross}`, "");
    await publish(`${folder}/staging`, `${folder}/dist`, [cross]);
    assertEquals(
      await Deno.readTextFile(`${folder}/dist/SHA256SUMS`),
      `ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  ${daemon}\n` +
        `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ${cross}\n`,
    );
    assertEquals(await Deno.readTextFile(`${folder}/dist/${daemon}`), "abc");
    assertEquals([...Deno.readDirSync(`${folder}/staging`)].map((entry) => entry.name), [
      "x86_64-pc-windows-msvc",
    ]);
  }));

Deno.test("npmBase() takes an intact base from the cache without the network", () =>
  withFolder(async (folder) => {
    const wanted = {
      spec: "no-such-package@0.0.0",
      integrity: "",
      member: "",
      baseBytes: 3,
      baseSha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    };
    await Deno.writeTextFile(`${folder}/denort-ba7816bf8f01`, "abc");
    assertEquals(await npmBase(folder, wanted), `${folder}/denort-ba7816bf8f01`);
  }));

Deno.test("npmBase() does not take a damaged base, and leaves nothing behind", () =>
  withFolder(async (folder) => {
    const wanted = {
      spec: `file:${folder}/no-such-package.tgz`,
      integrity: "",
      member: "",
      baseBytes: 3,
      baseSha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    };
    await Deno.writeTextFile(`${folder}/denort-ba7816bf8f01`, "abd");
    const error = await assertRejects(() => npmBase(folder, wanted), BuildFailure);
    assertEquals(error.kind, "no-base");
    assertEquals([...Deno.readDirSync(folder)].map((entry) => entry.name), [
      "denort-ba7816bf8f01",
    ]);
  }));
