/**
 * A certificate authority for tests of the engine, with certificates of servers and of nodes.
 *
 * @module
 */

import { openssl } from "./certificates.ts";

const EC_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"] as const;

/** An authority in a folder. */
export class EngineAuthority {
  readonly folder: string;
  readonly caFile: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.caFile = `${folder}/ca.pem`;
  }

  static async make(folder: string): Promise<EngineAuthority> {
    const authority = new EngineAuthority(folder);
    await openssl([
      ...["req", "-x509", ...EC_KEY, "-subj", "/CN=authority", "-days", "2"],
      ...["-keyout", `${folder}/ca.key`, "-out", authority.caFile],
    ]);
    return authority;
  }

  /** Signs a certificate for these names; returns the path without `.pem` and `.key`. */
  async sign(
    name: string,
    names: string,
    more: readonly string[] = ["-days", "2"],
  ): Promise<string> {
    const path = `${this.folder}/${name}`;
    await openssl([
      ...["req", ...EC_KEY, "-subj", `/CN=${name}`, "-keyout", `${path}.key`],
      ...["-out", `${path}.csr`],
    ]);
    await Deno.writeTextFile(`${path}.ext`, `subjectAltName=${names}\n`);
    await openssl([
      ...["x509", "-req", "-in", `${path}.csr`, "-CA", this.caFile, "-CAcreateserial"],
      ...["-CAkey", `${this.folder}/ca.key`, "-out", `${path}.pem`, "-extfile", `${path}.ext`],
      ...more,
    ]);
    return path;
  }

  /** The block of a server's configuration. */
  block(path: string, more = "handshake_first: true"): string {
    return `tls { cert_file: "${path}.pem", key_file: "${path}.key", ca_file: "${this.caFile}"\n` +
      `${more} }`;
  }
}
