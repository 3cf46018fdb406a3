/**
 * When the certificates of a chain are valid. Those of a listener are shown to everybody who comes, and
 * nobody can come when one of them has expired; the runtime does not look.
 *
 * @module
 */

/** A certificate that is not valid at a time, and the instant that it is about, since the epoch. */
export type Invalidity =
  | { readonly code: "expired"; readonly until: number }
  | { readonly code: "not-yet-valid"; readonly from: number };

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** More than any chain has. */
const MAX_CERTIFICATES = 16;

/**
 * The first certificate of a chain in PEM that is not valid at this time; undefined if all are. One
 * that cannot be read is for the runtime to judge. Never rejects.
 */
export async function invalidityOf(chain: string, time: number): Promise<Invalidity | undefined> {
  // A module that only this needs, and that takes longer to load than all of the others here.
  const { X509Certificate } = await import("node:crypto");
  for (const [pem] of [...chain.matchAll(CERTIFICATE)].slice(0, MAX_CERTIFICATES)) {
    try {
      const { validFrom, validTo } = new X509Certificate(pem);
      const [from, until] = [Date.parse(validFrom), Date.parse(validTo)];
      if (time > until) return { code: "expired", until };
      if (time < from) return { code: "not-yet-valid", from };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
  return undefined;
}
