/**
 * Which terminals are sure to break rows anew when they are made narrower. No terminal can be asked,
 * and the variables of one are inherited by another that was started in it, so only what cannot be
 * mistaken counts. Pure.
 *
 * @module
 */

/**
 * Whether the environment is that of tmux, which does. `TERM` is set by the innermost terminal alone;
 * a `screen` of that kind is tmux where tmux says so, and GNU Screen, which sets `STY`, does not.
 */
export function isSureToReflow(env: (name: string) => string | undefined): boolean {
  const term = env("TERM") ?? "";
  if (/^tmux(?:-|$)/.test(term)) return true;
  return /^screen(?:-|$)/.test(term) && (env("TMUX") ?? "") !== "" && (env("STY") ?? "") === "";
}
