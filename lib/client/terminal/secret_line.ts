/**
 * Which lines look like they carry a secret, by their shape: docs/client.md lists the same shapes. A
 * password without such a sign looks like any other word. Pure.
 *
 * @module
 */

import { commandsWith } from "../command_list.ts";
import { commandMeantBy } from "../mistyped_command.ts";

/** Words of commands that take a secret, here or on IRC. */
const SECRET_COMMAND =
  /(?<![a-z0-9])(?:pass\w*|pwd|identify|auth\w*|login|register|oper|token|nickserv|ns|sasl|secret\w*)(?![a-z0-9])/i;

/** The same words where the slash was forgotten, or is another sign. */
const SECRET_BEGIN =
  /^\W*(?:(?:msg|query|notice|quote|raw)\s+)?(?:identify|nickserv|ns\s+identify|oper)\s+\S/i;

/** Words that speak of a secret, wherever they stand: `DB_PASSWORD` has one. */
const SECRET_WORD =
  /password|passwd|passphrase|passcode|secret|token|credential|(?:api|access|private)[ _-]?key|密[码碼钥鑰]|口令|令牌|金鑰|私[钥鑰]|[验驗][证證][码碼]/i;

/** Shorter words that speak of one if a value follows. */
const SECRET_VALUE = /(?<![a-z])(?:pass|pwd|pw|pin|key|auth|login)\s*[=:＝：]\s*\S/i;

/** What generated secrets begin with. */
const SECRET_PREFIX =
  /(?<!\w)(?:gh[a-z]_|github_pat_|glpat-|sk[-_]|xox[a-z]-|hf_|npm_|AKIA|AIza|eyJ)\w{6}/;

/** What generated secrets consist of, if there are letters and digits among them. */
const LONG_RUN = /\w{16,}/g;

/** An address with a password in it. */
const SECRET_ADDRESS = /:\/\/[^\s/@]*:[^\s/@]+@/;

/** What a daemon tells has no say in what is kept: a command of its own may take a secret. */
const KNOWN = new Set<string>(commandsWith().map(({ name }) => name));

/** Whether a line is a command, hidden or not, that takes a secret. Never throws. */
export function isSecretCommand(line: string): boolean {
  const command = commandIn(line);
  return command !== undefined && SECRET_COMMAND.test(command);
}

/** Whether a line may carry a secret: too much is taken for one rather than too little. */
export function mayCarrySecret(line: string): boolean {
  const command = commandIn(line);
  const name = /^\/+(\S+)/.exec(command ?? "")?.[1];
  if (name !== undefined && !KNOWN.has(name)) return true;
  return isSecretCommand(line) || hasMixedRun(line) ||
    [SECRET_BEGIN, SECRET_WORD, SECRET_VALUE, SECRET_PREFIX, SECRET_ADDRESS]
      .some((shape) => shape.test(line.normalize("NFKC")));
}

function hasMixedRun(line: string): boolean {
  return line.match(LONG_RUN)?.some((run) => /\d/.test(run) && /[a-z]/i.test(run)) ?? false;
}

function commandIn(line: string): string | undefined {
  return /^\s*\/+\s*[^\s/]/.test(line) ? line.trimStart() : commandMeantBy(line);
}
