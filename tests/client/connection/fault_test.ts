import { assertEquals } from "@std/assert";
import type { ClientAddress, TcpAddress } from "../../../lib/net/address.ts";
import { NoAnswer } from "../../../lib/net/connect.ts";
import { reasonOf, whyNotConnected } from "../../../lib/client/connection/fault.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { CHINESE } from "../../../lib/words/zh/phrases.ts";

/** What the TLS library says, and what the person is told. */
const CASES: ReadonlyArray<readonly [string, string]> = [
  [
    "invalid peer certificate: UnknownIssuer",
    "this machine does not trust the issuer of its certificate; --ca FILE names one to trust",
  ],
  [
    "invalid peer certificate: BadSignature",
    "this machine does not trust the issuer of its certificate; --ca FILE names one to trust",
  ],
  ["failed to lookup address information: Name or service not known", "no such host"],
  [
    "invalid peer certificate: certificate expired: verification time 1795183861 (UNIX), but " +
    "certificate is not valid after 1609459200 (185724661 seconds ago)",
    "its certificate was valid until 2021-01-01",
  ],
  [
    "invalid peer certificate: certificate not valid yet: verification time 1795183861 (UNIX), " +
    "but certificate is not valid before 2208988800 (413804939 seconds in future)",
    "its certificate is not valid before 2040-01-01; is the clock right?",
  ],
  [
    'invalid peer certificate: certificate not valid for name "localhost"; certificate is only ' +
    'valid for DnsName("a.example"), DnsName("b.example") or IpAddress(127.0.0.1)',
    "its certificate is for another host: a.example, b.example, 127.0.0.1",
  ],
  [
    "invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))",
    "its certificate is marked as that of an authority, not of a host; one that signs itself is made with: " +
    "openssl req -addext basicConstraints=critical,CA:FALSE",
  ],
  [
    "received corrupt message of type InvalidContentType",
    "it does not speak TLS; try without tls://",
  ],
  ["Connection refused (os error 111)", "connection refused"],
  ["No such file or directory (os error 2): open '/tmp/x\ny'", "no such file or directory"],
  ["something\u001b[2J new", "something\\u{1b}[2J new"],
];

for (const [said, told] of CASES) {
  Deno.test(`${JSON.stringify(said.slice(0, 70))} is told in a sentence`, () => {
    assertEquals(reasonOf(new Error(said), ENGLISH), told);
  });
}

Deno.test("a name that nobody has is no such host", () => {
  const error = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
  assertEquals(reasonOf(error, ENGLISH), "no such host");
});

const UNKNOWN_HOST = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
const REFUSED = new Deno.errors.ConnectionRefused("Connection refused (os error 111)");
const MISSING = new Deno.errors.NotFound("No such file or directory (os error 2)");

/** Where there is no connection, why, and what the person is told. */
const UNCONNECTED: ReadonlyArray<readonly [ClientAddress, Error, string]> = [
  [tcp("wrok"), UNKNOWN_HOST, "no such host, and no profile has this name"],
  [tcp("chat.example.org"), UNKNOWN_HOST, "no such host"],
  [tcp("127.0.0.1"), REFUSED, "connection refused; is hubbubd running there?"],
  [{ ...tcp("wrok"), transport: "tls" }, UNKNOWN_HOST, "no such host"],
  [
    { transport: "unix", path: "/run/x" },
    MISSING,
    "no such file or directory; is hubbubd running there?",
  ],
  [tcp("h"), new Deno.errors.TimedOut("Timed out (os error 110)"), "timed out"],
];

for (const [address, error, told] of UNCONNECTED) {
  Deno.test(`no connection to ${JSON.stringify(address)}: ${told}`, () => {
    assertEquals(whyNotConnected(address, error, ENGLISH), told);
    assertEquals(/\p{Script=Han}/u.test(whyNotConnected(address, error, CHINESE)), true);
  });
}

function tcp(hostname: string): TcpAddress {
  return { transport: "tcp", hostname, port: 8000 };
}

Deno.test("every fault of TLS has Chinese words", () => {
  for (const [said] of CASES.slice(0, 6)) {
    assertEquals(/\p{Script=Han}/u.test(reasonOf(new Error(said), CHINESE)), true, said);
  }
});

for (const kind of ["ConnectionRefused", "NotFound", "PermissionDenied", "TimedOut"] as const) {
  Deno.test(`what the system says is Chinese in Chinese: ${kind}`, () => {
    const error = new Deno.errors[kind]("Something of the system's (os error 1)");
    assertEquals(reasonOf(error, ENGLISH), "something of the system's");
    assertEquals(/^\p{Script=Han}+$/u.test(reasonOf(error, CHINESE)), true);
  });
}

Deno.test("what the client itself says of a connection has Chinese words", () => {
  const late = new NoAnswer(15);
  assertEquals(reasonOf(late, CHINESE), "15 秒内没有应答");
  assertEquals(reasonOf(new Error("Network is unreachable (os error 101)"), CHINESE), "网络不可达");
  assertEquals(reasonOf(new Error("something new"), CHINESE), "something new");
});
