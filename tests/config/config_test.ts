import { assert, assertEquals } from "@std/assert";
import { type Config, parseConfig } from "../../lib/config/config.ts";
import { DAEMON_OPTIONS } from "../../lib/options/daemon.ts";
import { DAEMON } from "../../lib/options/daemon_program.ts";
import { helpText } from "../../lib/options/help.ts";
import { type Option, variableOf } from "../../lib/options/option.ts";

function configOf(args: readonly string[], env: Readonly<Record<string, string>> = {}): Config {
  const startup = parseConfig(args, (name) => env[name]);
  assert(startup.kind === "run", JSON.stringify(startup));
  return startup.config;
}

function problemOf(...args: readonly string[]): string {
  const startup = parseConfig(args, () => undefined);
  assert(startup.kind === "problem", JSON.stringify(startup));
  return startup.problem;
}

function shown(...args: readonly string[]): Promise<string> {
  const startup = parseConfig(args, () => undefined);
  assert(startup.kind === "show", JSON.stringify(startup));
  return startup.text();
}

Deno.test("the daemon's defaults are those of its contract", () => {
  assertEquals(configOf([]), {
    listen: [{ transport: "tcp", hostname: "127.0.0.1", port: 8000 }],
    socketMode: undefined,
    tls: undefined,
    web: undefined,
    adminListen: undefined,
    trustedProxies: [],
    names: "auto",
    idleTimeout: 300_000,
    maxLine: 4096,
    rate: 2,
    burst: 5,
    sendQueue: 65_536,
    sendQueueMax: 262_144,
    stallTimeout: 30_000,
    maxConnections: 10_000,
    maxPerAddress: 64,
    connectRate: 120,
    maxRooms: 1000,
    maxRoomsPerPerson: 20,
    remember: 200,
    history: 0,
    data: undefined,
    cluster: undefined,
    motdFile: undefined,
    metrics: undefined,
    language: "en",
    startLanguage: "en",
    logFormat: "text",
    logLevel: "info",
    logNames: true,
    logAddresses: "on",
    grace: 5_000,
  });
});

Deno.test("every option of the daemon reaches its configuration", () => {
  const args = [
    ["--listen", "[::]:0", "--listen", "unix:/run/chat.sock"],
    ["--socket-mode", "660"],
    ["--names", "guest", "--idle-timeout", "0", "--max-line", "128", "--rate", "0.5"],
    ["--burst", "1", "--send-queue", "1024", "--send-queue-max", "1024", "--stall-timeout", "1s"],
    ["--max-connections", "1", "--max-per-address", "0", "--connect-rate", "0"],
    ["--max-rooms", "0", "--max-rooms-per-person", "1"],
    ["--remember", "0", "--history", "50"],
    ["--data", "/d", "--keep-for", "0", "--keep-messages", "1", "--durable", "on"],
    ["--lang", "zh", "--log-format", "json", "--log-level", "debug", "--grace", "100ms"],
    ["--log-names", "off", "--log-addresses", "hashed", "--motd", "m"],
    ["--metrics", "[::1]:9464"],
    ["--cluster", "tls://a.example,tls://[::1]:4333", "--cluster-key", "k"],
    ["--cluster-ca", "c", "--node", "n-1"],
    ["--admin-listen", "unix:/run/admin.sock"],
    ["--web-listen", "[::1]:80", "--web-host", "a.example", "--web-origin", "http://b.example"],
    ["--web-node", "https://B.example/"],
    ["--trust-proxy", "10.1.2.3/8", "--trust-proxy", "2001:DB8:0::1"],
  ].flat();
  assertEquals(configOf(args), {
    listen: [
      { transport: "tcp", hostname: "::", port: 0 },
      { transport: "unix", path: "/run/chat.sock" },
    ],
    socketMode: 0o660,
    tls: undefined,
    web: {
      addresses: [{ transport: "tcp", hostname: "::1", port: 80 }],
      tlsAddresses: [],
      hosts: ["a.example"],
      origins: ["http://b.example"],
      nodes: ["https://b.example"],
    },
    adminListen: { transport: "unix", path: "/run/admin.sock" },
    trustedProxies: ["10.0.0.0/8", "2001:db8::1"],
    names: "guest",
    idleTimeout: 0,
    maxLine: 128,
    rate: 0.5,
    burst: 1,
    sendQueue: 1024,
    sendQueueMax: 1024,
    stallTimeout: 1000,
    maxConnections: 1,
    maxPerAddress: 0,
    connectRate: 0,
    maxRooms: 0,
    maxRoomsPerPerson: 1,
    remember: 0,
    history: 50,
    data: { folder: "/d", keepFor: 0, keepMessages: 1, isDurable: true },
    cluster: {
      servers: ["tls://a.example:4222", "tls://[::1]:4333"],
      keyFile: "k",
      caFile: "c",
      node: "n-1",
    },
    motdFile: "m",
    metrics: { transport: "tcp", hostname: "::1", port: 9464 },
    language: "zh",
    startLanguage: "zh",
    logFormat: "json",
    logLevel: "debug",
    logNames: false,
    logAddresses: "hashed",
    grace: 100,
  });
});

Deno.test("with --data the daemon keeps a million messages for 30 days", () => {
  assertEquals(configOf(["--data", "/d"]).data, {
    folder: "/d",
    keepFor: 2_592_000_000,
    keepMessages: 1_000_000,
    isDurable: false,
  });
});

Deno.test("--durable needs --data", () => {
  assertEquals(
    problemOf("--durable", "on"),
    "--durable needs --data DIR",
  );
});

Deno.test("the daemon's environment gives what its flags leave open", () => {
  const env = { HUBBUB_LISTEN: "127.0.0.1:0,[::1]:0", HUBBUB_IDLE_TIMEOUT: "1m", HUBBUB_RATE: "9" };
  const config = configOf(["--rate", "3"], env);
  assertEquals(config.listen, [
    { transport: "tcp", hostname: "127.0.0.1", port: 0 },
    { transport: "tcp", hostname: "::1", port: 0 },
  ]);
  assertEquals(config.idleTimeout, 60_000);
  assertEquals(config.rate, 3);
});

Deno.test("each range ends where it says", () => {
  const edges: readonly (readonly [string, string, string])[] = [
    ["idle-timeout", "10ms", "9ms"],
    ["idle-timeout", "168h", "168h1ms"],
    ["keep-for", "1h", "59m"],
    ["keep-for", "3650d", "3650d1ms"],
    ["keep-messages", "1", "0"],
    ["keep-messages", "100000000", "100000001"],
    ["max-line", "128", "127"],
    ["max-line", "1048576", "1048577"],
    ["rate", "1000000", "1000000.1"],
    ["burst", "1", "0"],
    ["burst", "1000000", "1000001"],
    ["send-queue", "1024", "1023"],
    ["send-queue-max", "67108864", "67108865"],
    ["stall-timeout", "10ms", "0"],
    ["stall-timeout", "1h", "1h1ms"],
    ["max-connections", "1", "0"],
    ["max-connections", "1000000", "1000001"],
    ["max-rooms", "100000", "100001"],
    ["max-rooms-per-person", "1", "0"],
    ["remember", "10000", "10001"],
    ["history", "200", "201"],
    ["max-rooms-per-person", "1000", "1001"],
    ["max-per-address", "0", "-1"],
    ["max-per-address", "1000000", "1000001"],
    ["connect-rate", "0", "-1"],
    ["connect-rate", "1000000", "1000001"],
    ["grace", "10ms", "0"],
    ["grace", "10m", "10m1ms"],
  ];
  for (const [name, good, bad] of edges) {
    configOf([`--${name}`, good]);
    assert(problemOf(`--${name}`, bad).startsWith(`--${name} "${bad}" is not `), name);
  }
});

Deno.test("--socket-mode is an octal mode that its owner can use", () => {
  const modeOf = (mode: string) =>
    configOf(["--listen", "unix:/run/x", "--socket-mode", mode]).socketMode;
  assertEquals([modeOf("600"), modeOf("0660"), modeOf("777")], [0o600, 0o660, 0o777]);
  for (const mode of ["577", "66", "0", "06600", "668", "0o660", "u=rw", "-660", "660.0"]) {
    assertEquals(
      problemOf("--listen", "unix:/run/x", "--socket-mode", mode),
      `--socket-mode "${mode}" is not an octal mode from 600 to 777, e.g. 660`,
    );
  }
});

Deno.test("--send-queue-max may not be less than --send-queue", () => {
  assertEquals(
    problemOf("--send-queue", "2048", "--send-queue-max", "2047"),
    '--send-queue-max "2047" is less than --send-queue "2048"',
  );
  configOf(["--send-queue", "2048", "--send-queue-max", "2048"]);
});

Deno.test("--metrics with a port alone is on this machine", () => {
  assertEquals(configOf(["--metrics", ":9464"]).metrics, {
    transport: "tcp",
    hostname: "127.0.0.1",
    port: 9464,
  });
  const allowed = "is not :PORT, HOST:PORT or [IPV6]:PORT";
  for (
    const [address, advice] of [
      [":65536", "; for every address of this machine write [::]:65536 or 0.0.0.0:65536"],
      ["9464", "; for this machine alone write 127.0.0.1:9464"],
      ["unix:/run/m", ""],
    ]
  ) {
    assertEquals(
      problemOf("--metrics", `${address}`),
      `--metrics "${address}" ${allowed}${advice}`,
    );
  }
});

Deno.test("a wrong listening address is refused with advice", () => {
  const allowed = "is not HOST:PORT, [IPV6]:PORT or unix:PATH";
  const advice: readonly (readonly [string, string])[] = [
    [":9000", "for every address of this machine write [::]:9000 or 0.0.0.0:9000"],
    ["*:9000", "for every address of this machine write [::]:9000 or 0.0.0.0:9000"],
    ["9000", "for this machine alone write 127.0.0.1:9000"],
    ["/run/x", "for a Unix socket write unix:/run/x"],
    ["/\x1b[31m", "for a Unix socket write unix:/\\u{1b}[31m"],
    ["unix:/run/x,mode=660", "for the mode of the socket write --socket-mode 660"],
    ["localhost", "the port is missing, as in localhost:8000"],
    ["::1:9000", "an IPv6 address goes in brackets, as in [::1]:8000"],
  ];
  for (const [address, word] of advice) {
    const shown = address.replace("\x1b", "\\u{1b}");
    assertEquals(problemOf("--listen", address), `--listen "${shown}" ${allowed}; ${word}`);
  }
  assertEquals(problemOf("--listen", "a:70000"), `--listen "a:70000" ${allowed}`);
});

Deno.test("operators come over a Unix socket, which closes the default listener", () => {
  const config = configOf(["--admin-listen", "unix:/run/admin.sock"]);
  assertEquals(config.listen, []);
  const problems: readonly (readonly [string, string])[] = [
    ["127.0.0.1:9000", ""],
    ["unix:", ""],
    ["/run/x", "; for a Unix socket write unix:/run/x"],
    ["unix:/run/x,mode=660", "; this socket always has the mode 600"],
  ];
  for (const [address, advice] of problems) {
    assertEquals(
      problemOf("--admin-listen", address),
      `--admin-listen "${address}" is not unix:PATH${advice}`,
    );
  }
});

Deno.test("a trusted proxy is an address or a network", () => {
  const trusted = (...given: string[]) =>
    configOf(given.flatMap((network) => ["--trust-proxy", network])).trustedProxies;
  assertEquals(trusted("127.0.0.1", "::ffff:192.0.2.7", "10.0.0.1/8"), [
    "127.0.0.1",
    "192.0.2.7",
    "10.0.0.0/8",
  ]);
  for (const given of ["proxy.example.org", "10.0.0.0/33", "10.0.0.0:80", "10.0.0.0/8,::1"]) {
    assertEquals(
      problemOf("--trust-proxy", given),
      `--trust-proxy "${given}" is not an IP address or a network, e.g. 10.0.0.0/8`,
    );
  }
});

Deno.test("a TLS listener brings its files, and closes the default one", () => {
  const files = ["--tls-cert", "c.pem", "--tls-key", "k.pem"];
  const config = configOf(["--tls-listen", "[::]:0", ...files]);
  assertEquals(config.listen, []);
  assertEquals(config.tls, {
    addresses: [{ transport: "tcp", hostname: "::", port: 0 }],
    certFile: "c.pem",
    keyFile: "k.pem",
  });
});

Deno.test("a TLS listener without its files is refused, and so are files without it", () => {
  const listen = ["--tls-listen", "[::]:0"];
  assertEquals(problemOf(...listen), "--tls-listen needs --tls-cert FILE");
  assertEquals(problemOf(...listen, "--tls-cert", "c"), "--tls-listen needs --tls-key FILE");
  assertEquals(problemOf("--tls-cert", "c"), "--tls-cert needs --tls-listen ADDR");
  assertEquals(problemOf("--socket-mode", "660"), "--socket-mode needs --listen unix:PATH");
  assertEquals(problemOf("--tls-key", "k"), "--tls-key needs --tls-listen ADDR");
});

Deno.test("a page closes the default listener, and is the whole configuration of the web", () => {
  const config = configOf(["--web-listen", "0.0.0.0:80", "--web-host", "Chat.example"]);
  assertEquals(config.listen, []);
  assertEquals(config.tls, undefined);
  assertEquals(config.web, {
    addresses: [{ transport: "tcp", hostname: "0.0.0.0", port: 80 }],
    tlsAddresses: [],
    hosts: ["chat.example"],
    origins: [],
    nodes: [],
  });
  assertEquals(configOf([]).web, undefined);
});

Deno.test("a page over TLS needs the certificate, and is enough for one", () => {
  const listen = ["--web-tls-listen", "127.0.0.1:0"];
  assertEquals(problemOf(...listen), "--web-tls-listen needs --tls-cert FILE");
  const config = configOf([...listen, "--tls-cert", "c", "--tls-key", "k"]);
  assertEquals(config.tls, { addresses: [], certFile: "c", keyFile: "k" });
  assertEquals(config.web?.tlsAddresses.length, 1);
});

Deno.test("who may open the page is refused without a page", () => {
  assertEquals(problemOf("--web-host", "a.example"), "--web-host needs --web-listen ADDR");
  assertEquals(
    problemOf("--web-listen", "[::1]:80", "--web-host", "192.0.2.2"),
    '--web-host "192.0.2.2" is not the name of a host without a port, e.g. chat.example.org; addresses always work',
  );
  assertEquals(
    problemOf("--web-origin", "https://a.example"),
    "--web-origin needs --web-listen ADDR",
  );
  assertEquals(problemOf("--web-node", "https://a.example"), "--web-node needs --web-listen ADDR");
});

Deno.test("16 other nodes of the page are taken, each once", () => {
  const page = ["--web-listen", "[::1]:80"];
  const nodes = (count: number) =>
    Array.from({ length: count }, (_, index) => `--web-node=https://n${index}.example`);
  assertEquals(configOf([...page, ...nodes(16)]).web?.nodes.length, 16);
  assertEquals(problemOf(...page, ...nodes(17)), "--web-node takes at most 16 values");
  assertEquals(
    problemOf(...page, "--web-node=https://a.example", "--web-node=https://A.example:443/"),
    'the address "https://a.example" is given twice',
  );
  assertEquals(
    problemOf(...page, "--web-node", "https://a.example/chat").split(" is not ")[0],
    '--web-node "https://a.example/chat"',
  );
});

Deno.test("the daemon takes no arguments beside its options", () => {
  assertEquals(problemOf("8000"), 'unexpected argument "8000"; see --help');
  assertEquals(problemOf("--", "--help"), 'unexpected argument "--help"; see --help');
});

Deno.test("the daemon shows its help and version", async () => {
  assertEquals(await shown("--version"), "hubbubd 0.1.0\n");
  assertEquals(await shown("-h"), helpText(DAEMON, "en"));
  assertEquals(await shown("--help", "--lang", "zh"), helpText(DAEMON, "zh"));
});

Deno.test("the daemon's help names every option and its variable, in 80 columns", () => {
  const help = helpText(DAEMON, "en");
  for (const [name, option] of Object.entries<Option>(DAEMON_OPTIONS)) {
    assert(help.includes(`\n  --${name}`), name);
    assertEquals(help.includes(`${variableOf(name)})`), option.isWithoutVariable !== true, name);
  }
  assertEquals(help.split("\n").filter((line) => line.length > 80), []);
});

Deno.test("servers of the engine are nats:// or tls://, and have a port", () => {
  const servers = (...urls: string[]) =>
    configOf(urls.flatMap((url) => ["--cluster", url])).cluster?.servers;
  assertEquals(servers("nats://127.0.0.1", "tls://[2001:DB8::1]:99/"), [
    "nats://127.0.0.1:4222",
    "tls://[2001:db8::1]:99",
  ]);
  assertEquals(servers("nats://a, nats://b:4223"), ["nats://a:4222", "nats://b:4223"]);
  const wrong = ["a:4222", "http://a", "nats://", "nats://a,", "nats://a:0", "nats://a:65536"];
  for (const url of [...wrong, "nats://ann:secret@a", "tls://a/b", "nats://unix:/run/a"]) {
    assertEquals(
      problemOf("--cluster", url),
      `--cluster "${url}" is not nats://HOST[:PORT] or tls://HOST[:PORT], or several with commas between them`,
    );
  }
});

Deno.test("a node is told of at most 16 servers", () => {
  const urls = (count: number) => Array(count).fill("nats://a").join(",");
  assertEquals(configOf(["--cluster", urls(16)]).cluster?.servers.length, 16);
  assertEquals(problemOf("--cluster", urls(17)), "--cluster takes at most 16 values");
});

Deno.test("a node has a plain word of at most 63 characters as its name", () => {
  const node = (name: string) => configOf(["--cluster", "nats://a", "--node", name]).cluster?.node;
  for (const name of ["a", "A-1_b", "7", "n".repeat(63)]) assertEquals(node(name), name);
  for (const name of ["n".repeat(64), "a.b", "-a", "a-", "a b", "结点", "a*", "a>"]) {
    assertEquals(
      problemOf("--cluster", "nats://a", `--node=${name}`),
      `--node "${name}" is not 1 to 63 of a-z, A-Z, 0-9, - and _, a letter or a digit first and last`,
    );
  }
});

Deno.test("a key and a name of a node need an engine", () => {
  assertEquals(problemOf("--cluster-key", "k"), "--cluster-key needs --cluster URL");
  assertEquals(problemOf("--cluster-ca", "c"), "--cluster-ca needs --cluster URL");
  assertEquals(problemOf("--node", "a"), "--node needs --cluster URL");
});

Deno.test("among several nodes nobody is named by an address", () => {
  assertEquals(
    problemOf("--cluster", "nats://a", "--names", "address"),
    "--names address and --cluster cannot be given together",
  );
  assertEquals(configOf(["--cluster", "nats://a"]).names, "auto");
});
