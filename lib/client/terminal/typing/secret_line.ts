/**
 * Finds lines that may contain a secret, by their form; docs/client.md lists the same forms. A password in no
 * such form cannot be recognised. Pure.
 *
 * @module
 */

import { secretIn } from "../../../core/commands/secret.ts";
import { commandsWith } from "../../typed/command_list.ts";
import { commandMeantBy } from "../../typed/mistyped_command.ts";

/** Words of commands that take a secret, here or on IRC. */
const SECRET_COMMAND =
  /(?<![a-z0-9])(?:pass\w*|pwd|identify|auth\w*|login|register|oper|token|nickserv|ns|sasl|secret\w*)(?![a-z0-9])/i;

/** The same words where the slash was forgotten, or is another sign. */
const SECRET_BEGIN =
  /^\W*(?:(?:msg|query|notice|quote|raw)\s+)?(?:identify|nickserv|ns\s+identify|oper)\s+\S/i;

/** Words that name a secret, also as a part of a word: `DB_PASSWORD`. */
const SECRET_WORD =
  /password|passwd|passphrase|passcode|secret|token|credential|(?:api|access|private)[ _-]?key|密[码碼钥鑰]|口令|令牌|金鑰|私[钥鑰]|[验驗][证證][码碼]/i;

/** Shorter words that name a secret only if a value follows. */
const SECRET_VALUE = /(?<![a-z])(?:pass|pwd|pw|pin|key|auth|login)\s*[=:＝：]\s*\S/i;

/** What generated secrets begin with. */
const SECRET_PREFIX =
  /(?<!\w)(?:gh[a-z]_|github_pat_|glpat-|sk[-_]|xox[a-z]-|hf_|npm_|AKIA|AIza|eyJ)\w{6}/;

/** What generated secrets consist of, if there are letters and digits among them. */
const LONG_RUN = /\w{16,}/g;

/** An address with a password in it. */
const SECRET_ADDRESS = /:\/\/[^\s/@]*:[^\s/@]+@/;

/** The commands of this version. A command that only the daemon has sent is not in it: it may take a secret. */
const KNOWN = new Set<string>(commandsWith().map(({ name }) => name));

/** Whether a line is a command, hidden or not, that takes a secret. Never throws. */
export function isSecretCommand(line: string): boolean {
  const command = commandIn(line);
  return command !== undefined && (SECRET_COMMAND.test(command) || hasSecret(command));
}

/** Whether a line may contain a secret. In doubt, true. */
export function mayCarrySecret(line: string): boolean {
  const command = commandIn(line);
  const name = /^\/+(\S+)/.exec(command ?? "")?.[1];
  if (name !== undefined && !KNOWN.has(name)) return true;
  return isSecretCommand(line) || hasMixedRun(line) ||
    [SECRET_BEGIN, SECRET_WORD, SECRET_VALUE, SECRET_PREFIX, SECRET_ADDRESS]
      .some((shape) => shape.test(line.normalize("NFKC")));
}

/** Whether a command has an argument that its row calls a secret: `/join ROOM PASSWORD`. */
function hasSecret(command: string): boolean {
  const [, name, input] = /^\/+\s*(\S+)\s+(.*)$/s.exec(command) ?? [];
  return name !== undefined && input !== undefined &&
    secretIn({ kind: "ask", name, input }) !== undefined;
}

function hasMixedRun(line: string): boolean {
  return line.match(LONG_RUN)?.some((run) => /\d/.test(run) && /[a-z]/i.test(run)) ?? false;
}

function commandIn(line: string): string | undefined {
  return /^\s*\/+\s*[^\s/]/.test(line) ? line.trimStart() : commandMeantBy(line);
}
