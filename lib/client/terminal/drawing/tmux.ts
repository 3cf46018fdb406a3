/**
 * Detects tmux, the one terminal in which the cursor can find the beginning of the area after any change of the
 * size. A terminal inherits the environment of the one in which it was started, so only certain signs count. Pure.
 *
 * @module
 */

/**
 * Whether the environment is that of tmux. `TERM` is set by the innermost terminal alone; a `screen` of that
 * kind is tmux where tmux says so, and GNU Screen, which sets `STY`, does not.
 */
export function isTmux(env: (name: string) => string | undefined): boolean {
  const term = env("TERM") ?? "";
  if (/^tmux(?:-|$)/.test(term)) return true;
  return /^screen(?:-|$)/.test(term) && (env("TMUX") ?? "") !== "" && (env("STY") ?? "") === "";
}
