/**
 * The service of systemd: how far it is shut in, and what it does when the daemon crashes, when its
 * configuration is wrong, and when its certificate is renewed.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { whyMissing } from "../support/machine.ts";
import type { Machine } from "../support/machine.ts";
import { machineTest, PackageFolder } from "../support/packages.ts";
import { projectRoot } from "../support/source.ts";

const UNIT = `${projectRoot()}packaging/systemd/hubbubd.service`;
const CONFIG = "/etc/hubbub/hubbubd.toml";

Deno.test({
  name: "the service has an exposure under 2.0, and has more without its limits",
  ignore: whyMissing(["systemd-analyze"]) !== undefined,
  fn: async () => {
    assertEquals(await isExposed(UNIT), false);
    const folder = await Deno.makeTempDir();
    try {
      const open = (await Deno.readTextFile(UNIT)).replaceAll(/^(?:Protect|Private).*\n/gm, "");
      await Deno.writeTextFile(`${folder}/hubbubd.service`, open);
      assertEquals(await isExposed(`${folder}/hubbubd.service`), true);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

machineTest("the service on a machine", { needs: ["openssl"] }, async ({ dist, machine, step }) => {
  await install(dist, machine);
  await step("the daemon has no capability, and a filter of system calls", () => isShutIn(machine));
  await step("a crashed daemon is started again, and knows what was said", () => crashes(machine));
  await step("a wrong configuration fails a reload and a start, once", () => isWrong(machine));
  await step("a renewed certificate is taken, and nobody is disconnected", () => renews(machine));
});

async function isShutIn(machine: Machine): Promise<void> {
  const status = await machine.must(`cat /proc/$(${MAIN_PID})/{status,limits}`);
  const fields = [/^CapEff:\t0+$/m, /^CapBnd:\t0+$/m, /^NoNewPrivs:\t1$/m, /^Seccomp:\t2$/m];
  for (const field of fields) assertMatch(status, field);
  // A container may have fewer than the unit asks for, but not what a service is given without it.
  const [, descriptors] = /^Max open files +(\d+) /m.exec(status) ?? [];
  assert(Number(descriptors) > 1024, `${descriptors} descriptors`);
  // It sees the system read-only, and no home: what the settings of the unit come to.
  const inside = `nsenter --target $(${MAIN_PID}) --mount`;
  for (const path of ["/usr/bin", "/etc/hubbub", "/etc", "/var/backups"]) {
    const { code, stderr } = await machine.run(`${inside} touch ${path}/new`);
    assertEquals([code, /Read-only file system/.test(stderr)], [1, true], path);
  }
  assertEquals(await machine.must(`${inside} find /home /root -mindepth 1 | wc -l`), "0\n");
}

async function crashes(machine: Machine): Promise<void> {
  await machine.must("echo 'before the crash' | hubbub --nick ann");
  // What is said is on the disk within 50 ms; asking for it back comes later than that.
  const first = await machine.must(MAIN_PID);
  await machine.must(`sync; kill -KILL ${first}`);
  await machine.logged("Started hubbubd", 2);
  await machine.ready();
  assert(first !== await machine.must(MAIN_PID));
  const told = await machine.must("echo /history | hubbub --nick bob");
  assertStringIncludes(told, "ann: before the crash");
}

async function isWrong(machine: Machine): Promise<void> {
  const { stdout: running } = await machine.run(
    `cp ${CONFIG} /good.toml; echo 'remember = "many"' >>${CONFIG}; ${MAIN_PID}`,
  );
  assertEquals((await machine.run("systemctl reload hubbubd")).code, 1);
  assertEquals(await machine.must(MAIN_PID), running);
  assertEquals((await machine.run("systemctl restart hubbubd")).code, 1);
  assertEquals(await machine.must("systemctl show -p SubState --value hubbubd"), "failed\n");
  const journal = await machine.must("journalctl -u hubbubd -o cat -n 5");
  assertMatch(journal, /hubbubd: .*remember.*many/);
  await machine.must(`cp /good.toml ${CONFIG}; systemctl start hubbubd`);
  await machine.ready();
}

async function renews(machine: Machine): Promise<void> {
  const must = (script: string) => machine.must(script);
  const serial = () =>
    must("openssl s_client -connect 127.0.0.1:8443 </dev/null | openssl x509 -noout -serial");
  await must(`sed -Ei 's/^# (tls-)/\\1/' ${CONFIG}`);
  await must(renewal(0x51));
  const owners = await must("stat -c '%U %G %a' /etc/hubbub/tls/*.pem");
  assertEquals(owners, "root hubbub 640\nroot hubbub 640\n");
  await must("systemctl restart hubbubd");
  await machine.ready();
  assertEquals(await serial(), "serial=51\n");
  await must(`
    cp /live/fullchain.pem /trusted.pem
    echo '127.0.0.1 chat.example.org' >>/etc/hosts
    systemd-run --quiet --unit=listener \\
      hubbub --listen-only --nick lis --ca /trusted.pem tls://chat.example.org:8443`);
  await machine.logged("entered id=.* name=lis");
  await must("echo 'before' | hubbub --nick ann");
  await must(renewal(0x52));
  await machine.logged("certificate-reloaded");
  assertEquals(await serial(), "serial=52\n");
  await must(renewal(0x53, "/live-of-the-web"));
  assertEquals(await must(serialIn("/etc/hubbub/tls/fullchain.pem")), "serial=52\n");
  await must("echo 'after' | hubbub --nick ann");
  // Its departure is logged when all that was told to it before has been written.
  await must("systemctl stop listener");
  const heard = await must("journalctl -u listener -o cat --lines all");
  assertMatch(heard, /ann: before\n[^]*ann: after\n/);
  assertEquals(heard.match(/You are/g)?.length, 1);
}

/** Makes a certificate with a serial number, and does what certbot does when it has renewed one. */
function renewal(serial: number, lineage = "/live"): string {
  return `
    mkdir -p ${lineage} && cd ${lineage}
    openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=chat.example.org -keyout privkey.pem \\
      -addext subjectAltName=DNS:chat.example.org -addext basicConstraints=CA:FALSE \\
      -set_serial ${serial} -out fullchain.pem
    RENEWED_LINEAGE=${lineage} /usr/share/doc/hubbubd/examples/certbot-hook`;
}

function serialIn(file: string): string {
  return `openssl x509 -noout -serial -in ${file}`;
}

const MAIN_PID = "systemctl show --property MainPID --value hubbubd";

async function install(dist: string, machine: Machine): Promise<void> {
  await using packages = await PackageFolder.build(dist);
  await packages.copyTo(machine, "/packages");
  await machine.must("dpkg --install /packages/*.deb");
  await machine.ready();
}

async function isExposed(unit: string): Promise<boolean> {
  const args = ["security", "--offline=yes", "--threshold=20", "--no-pager", unit];
  const { code } = await new Deno.Command("systemd-analyze", { args, stdout: "null" }).output();
  return code !== 0;
}
