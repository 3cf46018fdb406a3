/**
 * Detects terminals that certainly wrap their rows again when they are made narrower. A terminal cannot be
 * asked for it, and a terminal inherits the environment of the one in which it was started, so only certain
 * signs count. Pure.
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
