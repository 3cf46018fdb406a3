import { assertEquals, assertRejects } from "@std/assert";
import { readCredentials, UnusableCredentials } from "../../lib/net/credentials.ts";
import { startProblemIn } from "../../lib/words/catalogue/starting.ts";
import { checkCredentials } from "../../lib/net/tls.ts";
import { certificateTest, openssl } from "../support/certificates.ts";

/** The sentence about files that cannot be used. */
async function problemOf(certFile: string, keyFile: string): Promise<string> {
  const use = async () => checkCredentials(await readCredentials({ certFile, keyFile }));
  return startProblemIn("en", (await assertRejects(use, UnusableCredentials)).problem);
}

certificateTest("a certificate and its key are taken, of every usual kind", async (folder) => {
  for (const newKey of [undefined, ["rsa:2048"], ["ed25519"]]) {
    const { certFile, keyFile } = await folder.make("good", newKey);
    const credentials = await readCredentials({ certFile, keyFile });
    checkCredentials(credentials);
    assertEquals([credentials.certFile, credentials.keyFile], [certFile, keyFile]);
  }
});

certificateTest("a file that cannot be read is named, with the reason", async (folder) => {
  const { certFile, keyFile } = await folder.make("good");
  const missing = `${folder.path}/missing`;
  assertEquals(
    await problemOf(missing, keyFile),
    `cannot read the certificate file "${missing}": there is no such file`,
  );
  assertEquals(
    await problemOf(certFile, missing),
    `cannot read the key file "${missing}": there is no such file`,
  );
  assertEquals(
    await problemOf(folder.path, keyFile),
    `cannot read the certificate file "${folder.path}": it is a folder`,
  );
  const long = await folder.write("long", "x".repeat(1_048_577));
  assertEquals(
    await problemOf(long, keyFile),
    `the certificate file "${long}" is longer than 1 MiB`,
  );
});

certificateTest(
  "what is no regular file is not opened, for that could take for ever",
  async (folder) => {
    if (Deno.build.os === "windows") return;
    const { certFile, keyFile } = await folder.make("good");
    const fifo = `${folder.path}/fifo`;
    assertEquals((await new Deno.Command("mkfifo", { args: [fifo] }).output()).success, true);
    const socket = `${folder.path}/socket`;
    using _ = Deno.listen({ transport: "unix", path: socket });
    for (const path of [fifo, socket, "/dev/zero", "/dev/null"]) {
      const reason = "it is not a regular file";
      assertEquals(
        await problemOf(path, keyFile),
        `cannot read the certificate file "${path}": ${reason}`,
      );
      assertEquals(
        await problemOf(certFile, path),
        `cannot read the key file "${path}": ${reason}`,
      );
    }
  },
);

certificateTest("files that hold something else are named", async (folder) => {
  const { certFile, keyFile } = await folder.make("good");
  assertEquals(
    await problemOf(keyFile, certFile),
    `the certificate file "${keyFile}" has no certificate in PEM`,
  );
  assertEquals(
    await problemOf(certFile, certFile),
    `the key file "${certFile}" has no private key in PEM`,
  );
  const empty = await folder.write("empty", "");
  assertEquals(
    await problemOf(empty, keyFile),
    `the certificate file "${empty}" has no certificate in PEM`,
  );
});

certificateTest("the key of another certificate is refused", async (folder) => {
  const good = await folder.make("good");
  const other = await folder.make("other");
  assertEquals(
    await problemOf(good.certFile, other.keyFile),
    `the key in "${other.keyFile}" does not belong to the certificate in "${good.certFile}"`,
  );
});

certificateTest("an encrypted key is refused, in both its forms", async (folder) => {
  const { certFile, keyFile } = await folder.make("good", ["rsa:2048"]);
  for (const form of [[], ["-traditional"]]) {
    const encrypted = `${folder.path}/encrypted`;
    const cipher = ["-aes256", "-passout", "pass:secret"];
    await openssl(["rsa", "-in", keyFile, "-out", encrypted, ...cipher, ...form]);
    assertEquals(
      await problemOf(certFile, encrypted),
      `the key in "${encrypted}" is encrypted; a key without a passphrase is needed`,
    );
  }
});

certificateTest("a damaged certificate is refused in one sentence", async (folder) => {
  const { cert, certFile, keyFile } = await folder.make("good");
  const damaged = await folder.write("damaged", cert.replace(/\n[A-Za-z0-9+/]{8}/, "\nAAAAAAAA"));
  const problem = await problemOf(damaged, keyFile);
  const start = `the certificate in "${damaged}" with the key in "${keyFile}" cannot be used: `;
  assertEquals([problem.slice(0, start.length), problem.includes("\n")], [start, false]);
  checkCredentials(await readCredentials({ certFile, keyFile }));
});
