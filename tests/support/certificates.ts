/**
 * Certificates for tests, made by `openssl`. Where there is none, tests that need one are ignored,
 * but for CI, where nothing may be left out.
 *
 * @module
 */

import { fail } from "@std/assert";

/** A certificate with its key, in files and as text. */
export interface TestCertificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

const EC_KEY: readonly string[] = ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];

/** A folder with certificates, which goes with it. */
export class CertificateFolder implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(): Promise<CertificateFolder> {
    return new CertificateFolder(await Deno.makeTempDir({ prefix: "certificates-" }));
  }

  /** Makes one that is good for 127.0.0.1, ::1 and localhost, and signed by itself. */
  async make(name: string, newKey = EC_KEY): Promise<TestCertificate> {
    const certFile = `${this.path}/${name}.pem`;
    const keyFile = `${this.path}/${name}.key`;
    await openssl([
      ...["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
      ...["-newkey", ...newKey],
      ...["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"],
      ...["-addext", "basicConstraints=critical,CA:FALSE"],
      ...["-keyout", keyFile, "-out", certFile],
    ]);
    const [cert, key] = [await Deno.readTextFile(certFile), await Deno.readTextFile(keyFile)];
    return { certFile, keyFile, cert, key };
  }

  /** Writes a file. */
  async write(name: string, text: string): Promise<string> {
    const path = `${this.path}/${name}`;
    await Deno.writeTextFile(path, text);
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/** Registers a test that needs certificates. */
export function certificateTest(
  name: string,
  body: (folder: CertificateFolder) => Promise<void>,
): void {
  const ignore = !HAS_OPENSSL && Deno.env.get("CI") !== "true";
  Deno.test({
    name: ignore ? `${name} (there is no openssl)` : name,
    ignore,
    fn: async () => {
      await using folder = await CertificateFolder.create();
      await body(folder);
    },
  });
}

/** Runs `openssl` to its end with this input, and returns what it said on both its outputs. */
export async function openssl(args: readonly string[], input = ""): Promise<string> {
  const child = new Deno.Command("openssl", {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  return code === 0 ? said : fail(`openssl ${args[0]} failed: ${said}`);
}

const HAS_OPENSSL = isInstalled();

function isInstalled(): boolean {
  try {
    return new Deno.Command("openssl", { args: ["version"] }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
