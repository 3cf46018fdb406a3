/**
 * The Debian packages: what is in them, and their life on a machine: installed, started, upgraded,
 * removed, purged.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { machineTest, PackageFolder, packageTest } from "../support/packages.ts";

packageTest(
  "packages have the same bytes when they are built again, and all they need",
  async (dist) => {
    await using folder = await PackageFolder.build(dist);
    await using again = await PackageFolder.build(dist);
    assertEquals(await folder.sums(), await again.sums());
    const client = await folder.contents("hubbub");
    assertEquals(filesOf("hubbub", 1).filter((path) => !client.includes(path)), []);
    assert(!client.some((path) => path.includes("systemd")), "the client is no service");
    const daemon = await folder.contents("hubbubd");
    assertEquals(filesOf("hubbubd", 8).filter((path) => !daemon.includes(path)), []);
  },
);

machineTest("a machine installs, runs, upgrades, removes and purges hubbubd", {}, async (
  { dist, machine },
) => {
  const must = (script: string) => machine.must(script);
  const fails = async (script: string) => assert((await machine.run(script)).code !== 0, script);
  await using first = await PackageFolder.build(dist);
  await using second = await PackageFolder.build(dist, "99.0-1");
  await first.copyTo(machine, "/first");
  await second.copyTo(machine, "/second");

  await must("dpkg --install /first/*.deb");
  await machine.ready();
  assertEquals(await must("systemctl is-enabled hubbubd"), "enabled\n");
  assertEquals(await must("systemd-analyze verify hubbubd.service 2>&1"), "");
  assertMatch(
    await must("man --where hubbubd hubbub"),
    /man8\/hubbubd\.8\.gz\n.*man1\/hubbub\.1\.gz/,
  );
  const said = await must("echo 'the first words' | hubbub --nick ann");
  assertMatch(said, /^ann: the first words$/m);
  assertEquals(
    await must("stat -c '%U %a %n' /run/hubbub /var/lib/hubbub{,/hubbub.db} /etc/hubbub/tls"),
    "hubbub 755 /run/hubbub\nhubbub 700 /var/lib/hubbub\n" +
      "hubbub 600 /var/lib/hubbub/hubbub.db\nroot 750 /etc/hubbub/tls\n",
  );

  // What the administrator wrote survives an upgrade, and so does what was said.
  await must("echo 'remember = 7' >>/etc/hubbub/hubbubd.toml");
  await must("dpkg --install /second/*.deb");
  await machine.ready();
  assertStringIncludes(await must("cat /etc/hubbub/hubbubd.toml"), "\nremember = 7\n");
  assertStringIncludes(await must("echo /history | hubbub --nick bob"), "ann: the first words");
  assertStringIncludes(await must("journalctl -u hubbubd -o cat"), " stopped\n");

  await must("dpkg --remove hubbubd");
  await fails("systemctl is-active hubbubd || test -e /usr/bin/hubbubd");
  await must("test -s /var/lib/hubbub/hubbub.db && test -s /etc/hubbub/hubbubd.toml");

  await must("touch /var/backups/hubbub/kept.db && dpkg --purge hubbubd");
  await fails("ls -d /var/lib/hubbub || ls -d /etc/hubbub");
  await must("test -e /var/backups/hubbub/kept.db");

  await must("dpkg --install /first/hubbubd_*.deb");
  await machine.ready();
});

function filesOf(name: string, section: number): string[] {
  return [
    `./usr/bin/${name}`,
    `./usr/share/man/man${section}/${name}.${section}.gz`,
    `./usr/share/man/zh_CN/man${section}/${name}.${section}.gz`,
    `./usr/share/bash-completion/completions/${name}`,
    `./usr/share/zsh/vendor-completions/_${name}`,
    `./usr/share/fish/vendor_completions.d/${name}.fish`,
    `./usr/share/doc/${name}/copyright`,
  ];
}
