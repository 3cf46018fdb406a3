/**
 * Which certificate authorities are trusted. The runtime has its own list (Mozilla's) and knows the
 * system's. A variable, which it reads at the first use of TLS, selects between them.
 *
 * @module
 */

/** The variable: `system`, `mozilla`, or both with a comma. */
const STORE = "DENO_TLS_CA_STORE";

/** The part of the environment that is read and changed here. */
export type TrustEnvironment = Pick<Deno.Env, "get" | "set">;

/**
 * Selects the system's certificates and no others, unless the variable is already set. So a certificate
 * that the operator adds to the system is trusted, and a removed one is not. Call it before the first use
 * of TLS in the process. If the variable may not be set, the runtime's default stays. Never throws.
 */
export function trustSystem(env: TrustEnvironment = Deno.env): void {
  try {
    if ((env.get(STORE) ?? "") === "") env.set(STORE, "system");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
  }
}
