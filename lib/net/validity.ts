/**
 * Checks when the certificates of a chain are valid. Clients cannot connect to a listener when one of
 * its certificates has expired, and the runtime does not check that.
 *
 * @module
 */

/** A certificate is expired or not yet valid, with the instant of that, since the epoch. */
export type Invalidity =
  | { readonly code: "expired"; readonly until: number }
  | { readonly code: "not-yet-valid"; readonly from: number };

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** More certificates than any chain has. */
const MAX_CERTIFICATES = 16;

/**
 * The first certificate of a chain in PEM that is not valid at this time; undefined if all are. Ignores
 * certificates that it cannot parse; the runtime reports them. Never rejects.
 */
export async function invalidityOf(chain: string, time: number): Promise<Invalidity | undefined> {
  // Imported here because no other code needs this module, and it is slow to load.
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
