/**
 * Detects other protocols by the first lines of their clients, with a table of shapes. People do not
 * type a text of these shapes, so that chat is not matched (`GET well soon`, `PASS me the salt`). If one
 * line is not enough, the shape requires a second. A binary protocol that is not in the table is
 * detected by bytes that no text has. Pure; the session acts on the result.
 *
 * @module
 */

// deno-lint-ignore-file no-control-regex -- the openings of binary protocols

import type { Protocol } from "../core/notice.ts";

/** The form of a first line of a protocol. */
interface Shape {
  readonly protocol: Protocol;
  readonly form: RegExp;
  /** The form of the next line, if `form` alone may be chat. */
  readonly then?: RegExp;
}

/**
 * Openings that may have no line end, as bytes: a character a byte. None of them needs a byte that
 * ends a line.
 */
const FIRST_BYTES: readonly Shape[] = [
  // A handshake record of any version (RFC 8446, section 5.1), and the hello of SSL 2.
  { protocol: "tls", form: /^\x16\x03[\0-\x04]/ },
  { protocol: "tls", form: /^[\x80-\xbf][^]\x01(?:\x03[\0-\x04]|\0\x02)/ },
  { protocol: "socks", form: /^\x05[\x01-\x0f][\0-\x03\x80-\xff]|^\x04[\x01\x02]/ },
  { protocol: "rdp", form: /^\x03\0/ },
  { protocol: "mqtt", form: /^\x10[^]{1,4}\0[\x04\x06]MQ/ },
  { protocol: "amqp", form: /^AMQP[\0-\x03]/ },
  { protocol: "postgres", form: /^\0\0[^]{2}(?:\x04\xd2\x16[\x2e-\x30]|\0\x03\0)/ },
  { protocol: "smb", form: /^\0[^]{3}[\xfe\xff]SMB/ },
  { protocol: "ldap", form: /^0(?:[^\n\r]|\x81[^]|\x82[^]{2}|\x84[^]{4})\x02\x01/ },
  { protocol: "bittorrent", form: /^\x13BitTorrent/ },
  { protocol: "minecraft", form: /^\xfe\x01/ },
  { protocol: "git", form: /^[0-9a-f]{4}git-(?:upload|receive)-/ },
  { protocol: "xmpp", form: /^(?:<\?xml\s[^>]*\?>\s*)?<stream:stream[\s>]/ },
  { protocol: "fix", form: /^8=FIX/ },
  { protocol: "jdwp", form: /^JDWP-Handshake/ },
];

/**
 * The commands that register with an IRC server, as some clients write them. Each alone may be said by a
 * person, and also twice: `Nick hello?`, `Nick, wake up`.
 */
const IRC_REGISTRATION = [
  "cap (?:ls|req)\\b.*",
  "pass \\S+",
  "nick \\S+",
  "user \\S+ \\S+ \\S+ \\S.*",
];

/** The name of a host, or its address as mail writes it. */
const HOST = String.raw`(?:[\w.:-]+|\[\S+\])`;

const FIRST_LINES: readonly Shape[] = [
  // A request line (RFC 9112, section 3), also of HTTP/2 (RFC 9113, section 3.4) and of HTTP/0.9.
  { protocol: "http", form: /^[A-Z][A-Z0-9_-]* \S+ (?:HTTP|ICE|ICAP)\/\d+(?:\.\d+)? *$/ },
  { protocol: "http", form: /^GET \/\S*$/ },
  // Clients that do not encode a blank in the target.
  { protocol: "http", form: /^(?:GET|HEAD|POST|PUT|DELETE|PATCH) \/.* HTTP\/\d(?:\.\d+)? *$/ },
  {
    protocol: "http",
    form: /^(?:get|head|post|put|delete|options) \S+ HTTP\/\d(?:\.\d+)? *$/i,
    then: /^(?:[A-Za-z][\w-]*: ?\S.*)?$/,
  },
  { protocol: "sip", form: /^[A-Z]+ \S+ SIP\/\d\.\d *$/ },
  { protocol: "rtsp", form: /^[A-Z_]+ \S+ RTSP\/\d\.\d *$/ },
  { protocol: "proxy", form: /^PROXY (?:TCP4|TCP6|UNKNOWN)(?: |$)/ },
  { protocol: "ssh", form: /^SSH-\d+\.\d+-\S/ },

  // A command and one word, or a form that only a client writes: more words may be a sentence.
  { protocol: "irc", form: /^CAP (?:LS(?: \d+)?|LIST|END|(?:REQ|ACK) :?\S.*) *$/ },
  { protocol: "irc", form: /^PASS (?:\S+|:.+|\S+ (?:TS \d|\d{4} ).*) *$/ },
  { protocol: "irc", form: /^NICK :?\S+(?: \d)? *$/ },
  // A name follows the colon, not a smiley.
  { protocol: "irc", form: /^USER \S+ \S+ \S+ :(?!-?[()|/\\DPpOo*]? *$)/ },
  { protocol: "irc", form: /^USER \S+ (?:\d+|\*|\+\S*) \S+ \S+ *$/ },
  { protocol: "irc", form: /^user \S+ (?:\d+|\*) \S+ :/i },
  { protocol: "irc", form: /^JOIN (?::|0|:?[#&!+]\S*) *$/ },
  {
    protocol: "irc",
    form: /^WEBIRC(?: \S+){3}|^(?:PROTOCTL|CAPAB|AUTHENTICATE) \S+|^SERVER \S+\.\S+ \d.* :/,
  },
  { protocol: "irc", form: /^(?:PRIVMSG|NOTICE) \S+ :|^(?:PING|PONG) :\S|^:\S+!\S+@\S+ [A-Z]/ },
  ...IRC_REGISTRATION.map((form): Shape => ({
    protocol: "irc",
    form: anyOf([form]),
    then: anyOf(IRC_REGISTRATION.filter((other) => other !== form)),
  })),

  { protocol: "smtp", form: new RegExp(`^EHLO(?: ${HOST})? *$|^(?:HELO|LHLO) ${HOST} *$`) },
  { protocol: "smtp", form: /^(?:ehlo|helo|lhlo) (?:\[\S+\]|[\w-]+(?:\.[\w-]+)+|localhost) *$/i },
  {
    protocol: "smtp",
    form: /^(?:ehlo|helo|lhlo)(?: \S+)? *$/i,
    then: /^(?:(?:MAIL FROM|RCPT TO):|(?:EHLO|HELO|AUTH) \S+|(?:RSET|QUIT|NOOP|STARTTLS) *$)/i,
  },
  { protocol: "smtp", form: /^(?:MAIL FROM|RCPT TO):|^(?:mail from|rcpt to): ?<\S*>/ },
  { protocol: "smtp", form: /^(?:VRFY|EXPN|ETRN) \S+ *$|^(?:STARTTLS|RSET) *$/ },
  {
    protocol: "smtp",
    form:
      /^AUTH (?:PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|XOAUTH2|OAUTHBEARER|NTLM|GSSAPI|EXTERNAL|ANONYMOUS|SCRAM-\S+)(?: \S+)? *$/,
  },
  { protocol: "smtp", form: /^auth plain (?=\S*[a-z])(?=\S*[A-Z0-9=])[A-Za-z0-9+/]{8,}={0,2} *$/ },
  { protocol: "smtp", form: /^220[ -](?:\S+\.\S+ .*SMTP|.*\bESMTP\b)/ },

  { protocol: "ftp", form: /^USER \S+ *$|^AUTH (?:TLS|SSL)(?:-[CP])? *$/ },
  { protocol: "ftp", form: /^(?:FEAT|SYST|PASV|EPSV|XPWD|PBSZ \d+|PROT [CP]|OPTS \S+ \S+) *$/ },
  { protocol: "ftp", form: /^user \S+ *$/i, then: /^(?:pass|acct) \S/i },
  {
    protocol: "ftp",
    form: /^220[ -].*(?:vsFTPd|ProFTPD|FileZilla|Pure-FTPd|FTP (?:server|service) ?\()/i,
  },
  { protocol: "pop3", form: /^(?:CAPA|STLS|UIDL) *$|^APOP \S+ [0-9a-f]{32} *$/i },
  { protocol: "pop3", form: /^\+OK .*(?:POP3?\b|\bready\b|<\S+@\S+>)/i },
  // A tag has a digit or is one letter: `use STARTTLS`, `my LOGIN failed twice` are chat.
  {
    protocol: "imap",
    form:
      /^(?:[A-Za-z.]|[A-Za-z]*\d[\w.]*) (?:CAPABILITY|STARTTLS|NOOP|NAMESPACE|ID (?:NIL|\(".*\))|AUTHENTICATE \S+(?: \S+)?) *$/,
  },
  {
    protocol: "imap",
    form: /^(?:[A-HJ-Za-z.]|[A-Za-z]*\d\w*) LOGIN (?:"[^"]*"|\S+) (?:"[^"]*"|\S+) *$/,
  },
  { protocol: "imap", form: /^(?:a\d{1,4}|\.) (?:login \S+ \S+|capability|authenticate \S+) *$/i },
  { protocol: "imap", form: /^\* (?:OK|PREAUTH) (?:\[CAPABILITY|.*\bIMAP)/ },
  {
    protocol: "nntp",
    form: /^(?:MODE READER|CAPABILITIES|LIST (?:ACTIVE|NEWSGROUPS)|XOVER \S+) *$/,
  },
  { protocol: "nntp", form: /^authinfo (?:user|pass|sasl|generic) \S/i },
  { protocol: "nntp", form: /^20[01] .*\bNN(?:TP|RP)\b/ },

  { protocol: "redis", form: /^\*-?\d{1,9} *$/ },
  {
    protocol: "redis",
    form: /^AUTH (?:default )?\S+ *$|^HELLO [23](?: (?:AUTH \S+ \S+|SETNAME \S+))* *$/,
  },
  {
    protocol: "redis",
    form: /^CONFIG (?:GET|SET) \S+(?: \S+)? *$|^(?:SLAVEOF|REPLICAOF) \S+ \S+ *$/,
  },
  { protocol: "redis", form: /^CLIENT (?:SETNAME|SETINFO) \S|^FLUSHALL *$/ },
  {
    protocol: "memcached",
    form: /^(?:set|add|replace|append|prepend|cas) \S+ \d+ -?\d+ \d+(?: \d+)?(?: noreply)? *$/,
  },
  {
    protocol: "stomp",
    form: /^(?:CONNECT|STOMP) *$/,
    then: /^(?:accept-version|host|login|passcode|heart-beat):/,
  },
  { protocol: "nats", form: /^CONNECT \{/ },
  { protocol: "xmpp", form: /^<\?xml\s[^>]*\?>\s*$/, then: /^\s*<stream:stream[\s>]/ },
  { protocol: "vnc", form: /^RFB \d{3}\.\d{3} *$/ },
  { protocol: "rsync", form: /^@RSYNCD: \d/ },
  {
    protocol: "syslog",
    form:
      /^(?:\d{1,5} )?<\d{1,3}>(?:1 \S|[A-Z][a-z]{2} [ \d]\d |\d{4}-\d\d-\d\dT|[\w./-]+\[\d+\]: )/,
  },
  { protocol: "graphite", form: /^[\w-]+(?:\.[\w-]+)+ -?\d+(?:\.\d+)? (?:\d{10}|-1) *$/ },
  { protocol: "statsd", form: /^[\w.-]+:[-+]?\d+(?:\.\d+)?\|(?:c|g|ms|h|s|d)(?:\|[@#]\S*)* *$/ },
  {
    protocol: "influxdb",
    form:
      /^[\w.-]+(?:,[\w.-]+=\S*)? [\w.-]+=(?:-?[\d.]+[iu]?|".*"|true|false)(?:,\S+)? \d{10,19} *$/,
  },
  {
    protocol: "dict",
    form: /^CLIENT \S/,
    then:
      /^(?:(?:DEFINE|MATCH) [\w!*-]+ \S|SHOW (?:DB|DATABASES|STRAT|STRATEGIES|INFO|SERVER)\b|AUTH \S+ [0-9a-f]{32} *$)/,
  },
  {
    protocol: "ami",
    form: /^Action: ?\w+ *$/i,
    then: /^(?:ActionID|Username|Secret|AuthType|Events): ?\S/i,
  },
  { protocol: "hl7", form: /^\x0bMSH\|/ },
  // What is sent to a printer without a protocol.
  { protocol: "lpd", form: /^\x1b%-12345X|^%!PS-Adobe-/ },
  { protocol: "lpd", form: /^[\x01-\x05](?:default|lp\d?|raw|print\w*)(?: .*)?$/ },
];

/** A header of the PROXY protocol, version 2, read as lines. */
const PROXY_V2_LINES = ["", "", "\0", "QUIT"];

/** A header of the PROXY protocol, version 1 or 2, where no lines are read. */
const PROXY_HEADER = /^(?:PROXY (?:TCP4|TCP6|UNKNOWN)\b|\r\n\r\n\0\r\nQUIT\n)/;

/** So many empty lines before anything else leave it open what this is; more are somebody's. */
const MAX_EMPTY_LINES = 8;

/** The number of first bytes of a connection that are examined, with or without a line end. */
export const SNIFFED_BYTES = 128;

/** The part of each word, and the number of words, that are examined of a long line. */
export const SNIFFED_WORD = 64;
/** See {@linkcode SNIFFED_WORD}. */
export const SNIFFED_WORDS = 9;
/** Replaces the words beyond those. */
export const MORE_WORDS = "...";

/**
 * Control bytes that no line-editing key sends: all except tab, escape, backspace, delete, Ctrl-U and
 * Ctrl-W.
 */
const CONTROL = /[\x01-\x07\x0b-\x14\x16\x18-\x1a\x1c-\x1f]/;

/**
 * The protocol of the first bytes of a connection so far, with or without a line end. `start` has a
 * character for each byte, and needs no more than `SNIFFED_BYTES`. Undefined if the protocol is not
 * known, or not yet. Never throws.
 */
export function sniffBytes(start: string): Protocol | undefined {
  return FIRST_BYTES.find(({ form }) => form.test(start))?.protocol;
}

/** Whether these bytes, the first that came, begin with a header of the PROXY protocol. Never throws. */
export function isProxyHeader(bytes: Uint8Array): boolean {
  return PROXY_HEADER.test(String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES)));
}

/** A line as it is sniffed. */
export interface SniffedLine {
  /** The text without its end, after line editing. */
  readonly text: string;
  /** Whether it had bytes that are not valid UTF-8. */
  readonly isNotUtf8?: true | undefined;
}

/**
 * The protocol of the first lines of a connection; undefined if they are chat; or `more` if the next
 * line is needed. Examines no more lines than it needs. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sniffLines } from "./sniff.ts";
 *
 * assertEquals(sniffLines([{ text: "PASS hunter2" }]), "irc");
 * assertEquals(sniffLines([{ text: "PASS me the salt" }]), undefined);
 * assertEquals(sniffLines([{ text: "nick zed" }]), "more");
 * assertEquals(sniffLines([{ text: "nick zed" }, { text: "user z 0 * :Z" }]), "irc");
 * ```
 */
export function sniffLines(lines: readonly SniffedLine[]): Protocol | "more" | undefined {
  if (PROXY_V2_LINES.every((text, index) => lines[index]?.text === text)) return "proxy";
  const at = lines.findIndex(({ text }) => text !== "");
  if (at < 0) return lines.length <= MAX_EMPTY_LINES ? "more" : undefined;
  if (at > MAX_EMPTY_LINES) return undefined;
  const [first, second] = lines.slice(at, at + 2);
  return first &&
    (noText(first) ?? matchLines(squeeze(first.text), second && squeeze(second.text)));
}

/** A line with its long words cut, because some forms are slow to match long words. */
function squeeze(text: string): string {
  if (text.length <= SNIFFED_WORD) return text;
  const words = text.split(" ", SNIFFED_WORDS + 1).map((word) => word.slice(0, SNIFFED_WORD));
  if (words.length > SNIFFED_WORDS) words[SNIFFED_WORDS] = MORE_WORDS;
  return words.join(" ");
}

/** Whether a line is a command of the line dialect; no other protocol begins so. */
export function isCommand(line: string): boolean {
  return line.startsWith("/");
}

function anyOf(forms: readonly string[]): RegExp {
  return new RegExp(`^(?:${forms.join("|")})$`, "i");
}

function noText({ text, isNotUtf8 }: SniffedLine): "binary" | undefined {
  if (isCommand(text)) return undefined;
  return text.includes("\0") || isNotUtf8 && CONTROL.test(text) ? "binary" : undefined;
}

function matchLines(first: string, second: string | undefined): Protocol | "more" | undefined {
  let isOpen = false;
  for (const { protocol, form, then } of FIRST_LINES) {
    if (!form.test(first)) continue;
    if (then === undefined || second !== undefined && then.test(second)) return protocol;
    isOpen ||= second === undefined;
  }
  return isOpen ? "more" : sniffBytes(first);
}
