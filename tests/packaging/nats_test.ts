/**
 * The configuration of NATS servers in packaging/nats, with real servers.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { makeKey } from "../../lib/bus/jetstream/key_file.ts";
import { RIGHTS_OF_ADMIN, rightsOfNode } from "../../lib/bus/jetstream/names.ts";
import { serverUser } from "../../lib/bus/jetstream/server_user.ts";
import { EngineAuthority } from "../support/engine_authority.ts";
import { natsTest } from "../support/engine_scene.ts";
import { projectRoot } from "../support/source.ts";

const FOLDER = `${projectRoot()}packaging/nats`;

Deno.test("accounts.conf has the entries that cluster-key says", async () => {
  const text = await Deno.readTextFile(`${FOLDER}/accounts.conf`);
  for (
    const entry of [
      serverUser("KEY_OF_ADMINISTRATOR", RIGHTS_OF_ADMIN, false),
      serverUser("KEY_OF_NODE_A", rightsOfNode("a"), true),
      serverUser("KEY_OF_NODE_B", rightsOfNode("b"), true),
    ]
  ) {
    assertEquals(text.includes(entry), true, entry);
  }
});

natsTest("nats-server takes the configuration of one server, and of one of three", async () => {
  const folder = await Deno.makeTempDir();
  const authority = await EngineAuthority.make(folder);
  await authority.sign("server", "DNS:localhost");
  const accounts = await Deno.readTextFile(`${FOLDER}/accounts.conf`);
  const keyed = accounts.replaceAll(/\bKEY_OF_\w+/g, () => makeKey().user);
  await Deno.writeTextFile(`${folder}/accounts.conf`, keyed);
  for (const name of ["one", "three"]) {
    const text = (await Deno.readTextFile(`${FOLDER}/${name}.conf`))
      .replaceAll("/etc/nats/cert.pem", `${folder}/server.pem`)
      .replaceAll("/etc/nats/key.pem", `${folder}/server.key`)
      .replaceAll("/etc/nats/ca.pem", `${folder}/ca.pem`)
      .replaceAll("/var/lib/nats", `${folder}/store`);
    await Deno.writeTextFile(`${folder}/${name}.conf`, text);
    const { success, stderr } = await new Deno.Command("nats-server", {
      args: ["-c", `${folder}/${name}.conf`, "-t"],
      stdout: "null",
      stderr: "piped",
    }).output();
    assertEquals(success, true, new TextDecoder().decode(stderr));
  }
  await Deno.remove(folder, { recursive: true });
});
