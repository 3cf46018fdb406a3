/**
 * Whose certificates are trusted. The runtime brings a list of its own (Mozilla's) and knows the
 * system's; which of them it uses is said by a variable that it reads when TLS is first spoken.
 *
 * @module
 */

/** What names the list: `system`, `mozilla`, or both with a comma. */
const STORE = "DENO_TLS_CA_STORE";

/** The environment, as far as it is read and changed here. */
export type TrustEnvironment = Pick<Deno.Env, "get" | "set">;

/**
 * Has the system's certificates trusted and no others, unless the variable says something else: what the
 * operator adds there is trusted, and what is removed is not. To be called before TLS is first spoken in
 * the process. Where the variable may not be set, the runtime's choice stays. Never throws.
 */
export function trustSystem(env: TrustEnvironment = Deno.env): void {
  try {
    if ((env.get(STORE) ?? "") === "") env.set(STORE, "system");
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
  }
}
