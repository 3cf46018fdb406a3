import { assertEquals } from "@std/assert";
import { paintPlain } from "../../lib/client/colors.ts";
import type { ConversationOptions } from "../../lib/client/conversation.ts";
import { openLink } from "../../lib/client/link.ts";
import { Output } from "../../lib/client/output.ts";
import { ENGLISH } from "../../lib/words/en/phrases.ts";
import { runPipe } from "../../lib/client/pipe.ts";
import { Standing } from "../../lib/client/standing.ts";
import { OutputClosed } from "../../lib/standard_streams.ts";
import { type FakePeer, FakeServer } from "../support/fake_server.ts";

/** A client in a pipe: what the test writes is its input, what it printed is read as text. */
class Piped {
  readonly code: Promise<number>;
  readonly #input = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  readonly #writer = this.#input.writable.getWriter();
  out = "";
  err = "";
  isOutputClosed = false;

  constructor(server: FakeServer, isJson: boolean, limits?: ConversationOptions) {
    this.code = this.#run(server, isJson, limits);
  }

  type(text: string): void {
    this.#writer.write(new TextEncoder().encode(text)).catch(() => {});
  }

  end(): void {
    this.#writer.close().catch(() => {});
  }

  async #run(server: FakeServer, isJson: boolean, limits?: ConversationOptions): Promise<number> {
    const output = new Output(
      { isJson, timestamps: "off", paint: paintPlain, phrases: ENGLISH },
      {
        out: (text) => {
          if (this.isOutputClosed) return Promise.reject(new OutputClosed());
          this.out += text;
          return Promise.resolve();
        },
        err: (text) => {
          this.err += text;
          return Promise.resolve();
        },
      },
    );
    using link = await openLink(server.address, "ann", { deadlineMillis: 5000 });
    const input = this.#input.readable;
    const standing = new Standing({ name: "ann", isChosen: true });
    return await runPipe({ link, standing, input, output, isJson, phrases: ENGLISH, limits });
  }
}

/** Plays a daemon against a client in a pipe; returns the client when it has ended. */
async function play(
  script: (peer: FakePeer, client: Piped) => Promise<void>,
  isJson?: boolean,
  limits?: ConversationOptions,
): Promise<{ code: number; out: string; err: string }> {
  await using server = new FakeServer();
  const client = new Piped(server, isJson ?? false, limits);
  await script(await server.accept(), client);
  const code = await client.code;
  return { code, out: client.out, err: client.err };
}

Deno.test("the hello opens the JSON dialect under the name", async () => {
  await play(async (peer) => {
    assertEquals(await peer.hear(), '{"hello":1,"nick":"ann"}');
    peer.close();
  });
});

Deno.test("each input line is sent, and what comes after end of input is printed", async () => {
  const { code, out } = await play(async (peer, client) => {
    await peer.welcome(["bob"]);
    client.type("hello\n/me waves\nlast");
    client.end();
    assertEquals(await peer.hear(), '{"type":"say","text":"hello"}');
    assertEquals(await peer.hear(), '{"type":"me","text":"waves"}');
    assertEquals(await peer.hear(), '{"type":"say","text":"last"}');
    assertEquals(await peer.hear(), undefined);
    await peer.message("ann", "hello");
    await peer.bye("end-of-input");
  });
  assertEquals(out, "You are ann\nAlso here: bob\nann: hello\n");
  assertEquals(code, 0);
});

Deno.test("no line is sent before the welcome", async () => {
  await play(async (peer, client) => {
    client.type("hello\n");
    client.end();
    await peer.hear();
    await peer.write("-- the server is full\n");
    peer.close();
    assertEquals(await peer.hear(), undefined);
  });
});

Deno.test("a refusal is shown as it is and gives 3", async () => {
  const { code, out } = await play(async (peer) => {
    await peer.hear();
    await peer.write("-- the server is full\n");
    peer.close();
  });
  assertEquals([code, out], [3, "-- the server is full\n"]);
});

Deno.test("a daemon that ends without a word gives 1", async () => {
  const { code, out, err } = await play(async (peer) => {
    await peer.hear();
    peer.close();
  });
  assertEquals([code, out, err], [1, "", "hubbub: it did not answer as a hubbub daemon does\n"]);
});

Deno.test("a stranger who never welcomes is given up", async () => {
  const { code } = await play(
    async (peer) => {
      await peer.write("220 mail.example ESMTP\r\n");
    },
    false,
    { welcomeMillis: 50 },
  );
  assertEquals(code, 1);
});

Deno.test("being let go as idle gives 3, also while input is open", async () => {
  const { code, out } = await play(async (peer) => {
    await peer.welcome();
    await peer.bye("idle", "idle for 5m");
  });
  assertEquals(code, 3);
  assertEquals(out.endsWith("-- disconnected: idle for 5m\n"), true);
});

Deno.test("a shutdown gives 1 while input is open, and 0 after its end", async () => {
  const open = await play(async (peer) => {
    await peer.welcome();
    await peer.bye("shutdown", "the server is shutting down");
  });
  assertEquals(open.code, 1);
  const ended = await play(async (peer, client) => {
    client.end();
    await peer.welcome();
    assertEquals(await peer.hear(), undefined);
    await peer.bye("shutdown", "the server is shutting down");
  });
  assertEquals(ended.code, 0);
  assertEquals(ended.out.endsWith("\n-- the server is shutting down\n"), true);
});

Deno.test("/quit in a pipe ends it normally, whatever input is left", async () => {
  const { code } = await play(async (peer, client) => {
    client.type("/quit bye\n");
    await peer.welcome();
    assertEquals(await peer.hear(), '{"type":"quit","reason":"bye"}');
    await peer.bye("quit");
  });
  assertEquals(code, 0);
});

Deno.test("an unknown command is refused here and never sent", async () => {
  const { out } = await play(async (peer, client) => {
    client.type("/foo bar\n");
    client.end();
    await peer.welcome();
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  });
  assertEquals(out.includes("-- unknown command /foo; try /help\n"), true);
});

Deno.test("--json passes lines on as they are, and events escaped", async () => {
  const { code, out, err } = await play(async (peer, client) => {
    client.type('{"type":"say","text":"x"}\nnonsense\n');
    client.end();
    await peer.hear();
    await peer.say({ type: "welcome", you: "ann" }, { type: "topic", text: "\x9b" });
    assertEquals(await peer.hear(), '{"type":"say","text":"x"}');
    assertEquals(await peer.hear(), "nonsense");
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  }, true);
  assertEquals(code, 0);
  assertEquals(err, "");
  assertEquals(
    out,
    '{"type":"welcome","you":"ann"}\n{"type":"topic","text":"\\u009b"}\n' +
      '{"type":"bye","by":"daemon","code":"end-of-input"}\n',
  );
});

Deno.test("--json keeps a refusal apart from the events", async () => {
  const { code, out, err } = await play(async (peer) => {
    await peer.hear();
    await peer.write("-- the server is full\n");
    peer.close();
  }, true);
  assertEquals([code, out, err], [3, "", "-- the server is full\n"]);
});

Deno.test("a closed output ends the client quietly", async () => {
  const { code, err } = await play(async (peer, client) => {
    client.isOutputClosed = true;
    await peer.welcome();
  });
  assertEquals([code, err], [0, ""]);
});

Deno.test("a line without an end from a hostile daemon is cut, and the next is read", async () => {
  const { out } = await play(async (peer, client) => {
    client.end();
    await peer.welcome();
    const chunk = new Uint8Array(256 * 1024).fill(0x78);
    for (let i = 0; i < 40; i++) await peer.write(chunk);
    await peer.write("\n");
    await peer.message("bob", "still here");
    await peer.bye("end-of-input");
  });
  assertEquals(out.endsWith("\nbob: still here\n"), true);
  assertEquals(out.length < 1.1 * 1024 * 1024, true);
});

Deno.test("a large input waits for the daemon and loses nothing", async () => {
  const count = 20_000;
  await play(async (peer, client) => {
    const text = Array.from({ length: count }, (_, i) => `line ${i} ${"x".repeat(200)}\n`).join("");
    client.type(text);
    client.end();
    await peer.welcome();
    for (let i = 0; i < count; i++) {
      const said = await peer.hearObject();
      assertEquals(String(said.text).startsWith(`line ${i} `), true);
    }
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  });
});

Deno.test("silence is filled with pings whose answers are not shown", async () => {
  const limits = { welcomeMillis: 5000, keepalive: { silenceMillis: 1, patienceMillis: 60_000 } };
  const { out } = await play(
    async (peer) => {
      await peer.welcome();
      assertEquals(await peer.hearObject(), { type: "ping", token: "hubbub-keepalive" });
      await peer.say({ type: "pong", token: "hubbub-keepalive" });
      await peer.bye("quit");
    },
    false,
    limits,
  );
  assertEquals(out, "You are ann\nNobody else is here\n");
});

Deno.test("a link on which nothing comes back is lost", async () => {
  const limits = { welcomeMillis: 5000, keepalive: { silenceMillis: 1, patienceMillis: 1 } };
  const { code, err } = await play(
    async (peer) => {
      await peer.welcome();
      await peer.hear();
    },
    false,
    limits,
  );
  assertEquals([code, err], [1, "hubbub: the connection was lost\n"]);
});

Deno.test("a daemon that is silent after our end of input is given up, and that is a loss", async () => {
  const limits = { welcomeMillis: 5000, farewellMillis: 1 };
  const { code } = await play(
    async (peer, client) => {
      await peer.welcome();
      client.end();
      assertEquals(await peer.hear(), undefined);
      await client.code;
    },
    false,
    limits,
  );
  assertEquals(code, 1);
});
