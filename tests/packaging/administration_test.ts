/**
 * docs/administration.md, done on a machine as it stands there: every command is run, and every file
 * written, in their order.
 *
 * @module
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { stepsOf } from "../support/guide.ts";
import type { Machine } from "../support/machine.ts";
import { machineTest, PackageFolder } from "../support/packages.ts";
import { projectRoot } from "../support/source.ts";

const STEPS = stepsOf(Deno.readTextFileSync(`${projectRoot()}docs/administration.md`));

/** What a block of commands, known by a part of it, must have shown. */
const SHOWN: readonly (readonly [string, RegExp])[] = [
  ["systemctl --no-pager status", /active \(running\)/],
  ["echo 'hello' |", /^ann: hello$/m],
  ["--lines 10", /listening transport=tcp address=127\.0\.0\.1:8000/],
  ["echo 'hello, world' |", /^-- Be kind\.[^]*^ann: hello, world$/m],
  ["through HAProxy", /^ann: through HAProxy$/m],
  ["through nginx", /^ann: through nginx$/m],
  [
    "curl --fail --silent --show-error --head",
    /^HTTP\/[\d.]+ 200[^]*^content-security-policy: default-src 'none'/im,
  ],
  ["/announce", /announcement from op: Welcome to the new server/],
  ["--grep ' audit '", / audit id=\d+ act=announce by=op/],
  ["/shutdown 30m", /stops in 30m: a new disk/],
  ["systemctl reload", /Reloaded hubbubd\.service/],
  ["/readyz", /^ready[^]*^hubbub_connections /m],
  ["/ban 203", /203\.0\.113\.0\/24/],
  ["/lockdown on", /lockdown/i],
  ["uniq -c", /^ +\d+ 127\.0\.0\.1$/m],
];

Deno.test("administration.md gives a reason for each command that no test runs", () => {
  const left = STEPS.filter((step) => step.kind === "leave");
  assertEquals(left.filter(({ reason }) => reason.length < 20), []);
  assert(left.length < STEPS.filter(({ kind }) => kind === "run").length / 3);
});

Deno.test("administration.md runs every command whose output is looked at", () => {
  const scripts = STEPS.flatMap((step) => step.kind === "run" ? [step.script] : []);
  const looked = SHOWN.filter(([part]) => !scripts.some((script) => script.includes(part)));
  assertEquals(looked, []);
});

Deno.test("stepsOf() tells commands that are run, commands that are left, and files", () => {
  const steps = stepsOf(
    "# A\n\nIn `/etc/a`, a file:\n\n```ini\nb\n```\n\n   ```sh\n   c |\n     d\n   ```\n\n" +
      "Not run by the tests: it\ncosts.\n\n## E\n\n```text\nf\n```\n\n```sh\ng\n```\n",
  );
  assertEquals(steps, [
    { kind: "write", path: "/etc/a", text: "b\n" },
    { kind: "leave", script: "c |\n  d\n", reason: "it\ncosts." },
    { kind: "run", script: "g\n", place: "E" },
  ]);
});

machineTest("administration.md can be done as it stands", {
  needs: ["haproxy", "nginx", "curl", "openssl"],
}, async ({ dist, machine, step }) => {
  await prepare(dist, machine);
  for (const each of STEPS) {
    if (each.kind === "write") await write(machine, each.path, each.text);
    if (each.kind === "run") {
      const name = `${each.place}: ${each.script.split("\n")[0]}`;
      await step(name, () => carryOut(machine, each.script));
    }
  }
  assertEquals((await machine.run("id hubbub && ls /var/backups/hubbub/*.db")).code, 0);
  assertEquals((await machine.run("test -e /var/lib/hubbub")).code, 1);
});

/** What the document takes for given: the packages, a name with a certificate, and those who trust it. */
async function prepare(dist: string, machine: Machine): Promise<void> {
  await using packages = await PackageFolder.build(dist);
  await packages.copyTo(machine, "/packages");
  await machine.must(`
    echo '127.0.0.1 chat.example.org' >>/etc/hosts
    mkdir -p /etc/letsencrypt/live/chat.example.org && cd /etc/letsencrypt/live/chat.example.org
    openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=chat.example.org -keyout privkey.pem \
      -addext subjectAltName=DNS:chat.example.org -addext basicConstraints=CA:FALSE -out fullchain.pem
    cat fullchain.pem >>/etc/ssl/certs/ca-certificates.crt`);
}

async function write(machine: Machine, path: string, text: string): Promise<void> {
  await machine.must(`mkdir -p "$(dirname ${path})"`);
  await Deno.writeTextFile(machine.path(path), text);
}

async function carryOut(machine: Machine, script: string): Promise<void> {
  const shown = await machine.must(`cd /packages\n${script}`);
  // A person who types is slower than a start.
  if (/systemctl (?:re)?start hubbubd|install --yes \.\/hubbubd/.test(script)) {
    await machine.ready();
  }
  for (const [part, pattern] of SHOWN) {
    if (script.includes(part)) assertMatch(shown, pattern);
  }
}
