/** @module */
import { assertEquals } from "@std/assert";
import { invalidityOf } from "../../lib/net/validity.ts";
import { certificateTest, openssl } from "../support/certificates.ts";

const DAY = 86_400_000;

/** What `openssl` says a certificate's dates are. */
async function datesOf(certFile: string): Promise<{ from: number; until: number }> {
  const said = await openssl(["x509", "-in", certFile, "-noout", "-dates"]);
  const date = (name: string) => Date.parse(new RegExp(`${name}=(.*)`).exec(said)?.[1] ?? "");
  return { from: date("notBefore"), until: date("notAfter") };
}

certificateTest(
  "invalidityOf() tells a certificate that has expired or is not valid yet",
  async (folder) => {
    const { cert, certFile } = await folder.make("good");
    const { from, until } = await datesOf(certFile);
    assertEquals(until - from, 2 * DAY);
    assertEquals(await invalidityOf(cert, from), undefined);
    assertEquals(await invalidityOf(cert, until), undefined);
    assertEquals(await invalidityOf(cert, until + 1), { code: "expired", until });
    assertEquals(await invalidityOf(cert, from - 1), { code: "not-yet-valid", from });
  },
);

certificateTest("invalidityOf() looks at every certificate of a chain", async (folder) => {
  const brief = await folder.make("brief");
  const keyFile = `${folder.path}/long.key`;
  const certFile = `${folder.path}/long.pem`;
  const subject = ["-subj", "/CN=localhost", "-nodes", "-days", "9"];
  await openssl([
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    ...subject,
    "-keyout",
    keyFile,
    "-out",
    certFile,
  ]);
  const long = await Deno.readTextFile(certFile);
  const { until } = await datesOf(brief.certFile);
  const expired = { code: "expired", until } as const;
  for (const chain of [`${brief.cert}${long}`, `${long}\n# an intermediate\n${brief.cert}`]) {
    assertEquals(await invalidityOf(chain, until), undefined);
    assertEquals(await invalidityOf(chain, until + DAY), expired);
  }
});

certificateTest("invalidityOf() leaves what it cannot read to the runtime", async (folder) => {
  const { cert } = await folder.make("good");
  const damaged = cert.replace(/\n[A-Za-z0-9+/]{8}/, "\nAAAAAAAA");
  for (const chain of ["", "no certificate", damaged, cert.slice(0, 100)]) {
    assertEquals(await invalidityOf(chain, 0), undefined);
  }
});
