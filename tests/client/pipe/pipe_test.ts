import { assertEquals, assertStringIncludes } from "@std/assert";
import { MAX_EARLY } from "../../../lib/client/connection/conversation.ts";
import { StreamFailure } from "../../../lib/program/standard_streams.ts";
import { VERSION } from "../../../lib/program/version.ts";
import { play } from "../../support/piped.ts";

Deno.test("the hello opens the JSON dialect under the name", async () => {
  await play(async (peer) => {
    assertEquals(await peer.hear(), `{"hello":1,"client":"hubbub/${VERSION}","nick":"ann"}`);
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

Deno.test("a connection that breaks in the middle of a line gives 1, and the piece is not shown", async () => {
  const greeting = '{"type":"welcome","you":"ann","room":"lobby","seq":1,"members":["ann"]}\n';
  const message = '{"type":"message","seq":2,"room":"lobby","from":"bob","text":"你好"}\n';
  const sent = new TextEncoder().encode(greeting + message);
  for (const kind of ["typed", "json"] as const) {
    for (let cut = 1; cut < sent.length; cut++) {
      const { code, out } = await play(async (peer) => {
        await peer.hear();
        await peer.write(sent.slice(0, cut));
        peer.close();
      }, kind);
      assertEquals(code, 1, `cut at ${cut}`);
      const whole = new TextDecoder().decode(sent.slice(0, cut)).split("\n").length - 1;
      const shown = kind === "json" ? out.split("\n").length - 1 : Number(out !== "");
      assertEquals(shown, whole, `cut at ${cut}: ${out}`);
    }
  }
});

Deno.test("what a daemon told a person before it read the hello is not shown", async () => {
  const { code, out } = await play(async (peer, client) => {
    await peer.write("You are guest-3\nAlso here: bob\nbob: between\n");
    await peer.welcome(["bob"]);
    await peer.message("bob", "hello");
    client.end();
    await peer.bye("end-of-input");
  });
  assertEquals([code, out], [0, "You are ann\nAlso here: bob\nbob: hello\n"]);
});

Deno.test("so many lines of a stranger are shown, and no more", async () => {
  for (const count of [MAX_EARLY, MAX_EARLY + 1]) {
    const { out } = await play(async (peer) => {
      await peer.write("welcome to another program\n".repeat(count));
      peer.close();
    });
    assertEquals(out.split("\n").length - 1, MAX_EARLY);
  }
});

Deno.test("a stranger who never welcomes is given up", async () => {
  const { code } = await play(
    async (peer) => {
      await peer.write("220 mail.example ESMTP\r\n");
    },
    "typed",
    { limits: { welcomeMillis: 50 } },
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

const WARNING = { type: "notice", code: "idle-warning", text: "you will be let go", left: 600 };

for (const kind of ["typed", "said", "json"] as const) {
  Deno.test(`a warning that the client is idle is answered by itself (${kind})`, async () => {
    let answer: unknown;
    const { out } = await play(async (peer) => {
      await peer.welcome();
      await peer.say(WARNING);
      answer = await peer.hearObject();
      await peer.bye("shutdown");
    }, kind);
    assertEquals(answer, { type: "ping", token: "hubbub-keepalive" });
    assertEquals(out.includes("let go"), kind === "json");
  });
}

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

Deno.test("an unknown command is told on standard error, is not sent, and gives 1", async () => {
  const { code, out, err } = await play(async (peer, client) => {
    client.type("/usr/bin/cc: not found\n/nick\nhello\n");
    client.end();
    await peer.welcome();
    assertEquals(await peer.hear(), '{"type":"say","text":"hello"}');
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  });
  assertEquals([code, out], [1, "You are ann\nNobody else is here\n"]);
  assertEquals(
    err,
    "hubbub: unknown command /usr/bin/cc:; with --say lines are said as they are\n" +
      "hubbub: usage: /nick NAME\n",
  );
});

Deno.test("what an unknown command is called does not act on a terminal", async () => {
  const { err } = await play(async (peer, client) => {
    client.type(`/\x1b[31m${"x".repeat(500)}\n`);
    client.end();
    await peer.welcome();
    await peer.hear();
    await peer.bye("end-of-input");
  });
  const [name = ""] = err.slice("hubbub: unknown command /".length).split(";");
  assertEquals(name, `\\u{1b}[31m${"x".repeat(75)}…`);
});

Deno.test("a worse end than an unknown command keeps its code", async () => {
  const { code } = await play(async (peer, client) => {
    client.type("/foo\n");
    client.end();
    await peer.welcome();
    await peer.hear();
    await peer.bye("idle", "idle for 5m");
  });
  assertEquals(code, 3);
});

Deno.test("--say says every line as it is, and leaves out empty ones", async () => {
  const lines = ["/usr/bin/cc: error", "/quit", "/me too", "who", "rename|evil", " /quit", "//x"];
  const { code, err } = await play(async (peer, client) => {
    client.type(`${lines.join("\n")}\n\n\t \n/lang zh\r\n/clear`);
    client.end();
    await peer.welcome();
    for (const text of [...lines, "\t ", "/lang zh", "/clear"]) {
      assertEquals(await peer.hearObject(), { type: "say", text });
    }
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  }, "said");
  assertEquals([code, err], [0, ""]);
});

Deno.test("a line at the daemon's limit is said as it is, measured as text", async () => {
  const { code, err } = await play(async (peer, client) => {
    client.type(`${'"'.repeat(128)}\n${"你".repeat(42)}ab\n`);
    client.end();
    await peer.welcome([], { maxLine: 128 });
    assertEquals(await peer.hearObject(), { type: "say", text: '"'.repeat(128) });
    assertEquals(await peer.hearObject(), { type: "say", text: `${"你".repeat(42)}ab` });
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  }, "said");
  assertEquals([code, err], [0, ""]);
});

for (const kind of ["said", "typed"] as const) {
  Deno.test(`a line beyond the daemon's limit is said in parts, told once: ${kind}`, async () => {
    const { code, err } = await play(async (peer, client) => {
      client.type(`${"x".repeat(129)}\n${"y".repeat(200)}\nafter\n`);
      client.end();
      await peer.welcome([], { maxLine: 128 });
      for (const text of ["x".repeat(128), "x", "y".repeat(128), "y".repeat(72), "after"]) {
        assertEquals(await peer.hearObject(), { type: "say", text });
      }
      assertEquals(await peer.hear(), undefined);
      await peer.bye("end-of-input");
    }, kind);
    assertEquals(code, 0);
    assertEquals(err, "hubbub: a line was longer than the daemon takes, and was said in parts\n");
  });
}

Deno.test("an action beyond the limit is done in parts", async () => {
  await play(async (peer, client) => {
    client.type(`/me ${"x".repeat(129)}\n`);
    client.end();
    await peer.welcome([], { maxLine: 128 });
    assertEquals(await peer.hearObject(), { type: "me", text: "x".repeat(128) });
    assertEquals(await peer.hearObject(), { type: "me", text: "x" });
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  });
});

Deno.test("a line of megabytes is cut after 16 parts, told once, and the next is said", async () => {
  const { code, err } = await play(async (peer, client) => {
    for (let i = 0; i < 3 * 16; i++) client.type("x".repeat(64 * 1024));
    client.type("\nafter\n");
    client.end();
    await peer.welcome([], { maxLine: 128 });
    for (let i = 0; i < 16; i++) {
      assertEquals(await peer.hearObject(), { type: "say", text: "x".repeat(128) });
    }
    assertEquals(await peer.hearObject(), { type: "say", text: "after" });
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  }, "said");
  assertEquals([code, err], [0, "hubbub: a line was too long, and its end was not said\n"]);
});

Deno.test("--json leaves out an object of more than a megabyte, and says so", async () => {
  const { code, err } = await play(async (peer, client) => {
    client.type(`{"type":"say","text":"${"x".repeat(1024 * 1024)}"}\n{"type":"who"}\n`);
    client.end();
    await peer.welcome([], { maxLine: 128 });
    assertEquals(await peer.hear(), '{"type":"who"}');
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  }, "json");
  assertEquals([code, err], [1, "hubbub: a line was too long, and was not sent\n"]);
});

Deno.test("input that is not UTF-8 is said with replacements, and that once", async () => {
  const { code, err } = await play(async (peer, client) => {
    client.send(Uint8Array.of(0xc4, 0xe3, 0x0a, 0xba, 0xc3, 0x0a));
    client.end();
    await peer.welcome();
    assertEquals(await peer.hearObject(), { type: "say", text: "\ufffd\ufffd" });
    assertEquals(await peer.hearObject(), { type: "say", text: "\ufffd\ufffd" });
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  }, "said");
  assertEquals(code, 0);
  assertEquals(err, "hubbub: the input is not UTF-8: what cannot be read is said as \ufffd\n");
});

Deno.test("a file of UTF-16 is said as it reads", async () => {
  await play(async (peer, client) => {
    client.send(Uint8Array.of(0xff, 0xfe, 0x60, 0x4f, 0x7d, 0x59, 0x0d, 0, 0x0a, 0));
    client.end();
    await peer.welcome();
    assertEquals(await peer.hearObject(), { type: "say", text: "你好" });
    assertEquals(await peer.hear(), undefined);
    await peer.bye("end-of-input");
  }, "said");
});

for (const kind of ["typed", "said", "json"] as const) {
  Deno.test(`input that cannot be read has ended, one sentence and 1: ${kind}`, async () => {
    const { code, out, err } = await play(async (peer, client) => {
      await peer.welcome(["bob"]);
      const fault = { code: "other", text: "x" } as const;
      client.break(new StreamFailure({ code: "cannot-read", fault }));
      assertEquals(await peer.hear(), undefined);
      await peer.message("bob", "still heard");
      await peer.bye("end-of-input");
    }, kind);
    assertEquals([code, err], [1, "hubbub: cannot read standard input: x\n"]);
    assertStringIncludes(out, "still heard");
  });
}

Deno.test("an output that takes nothing for long is not taken for a dead link", async () => {
  const limits = { welcomeMillis: 5000, keepalive: { silenceMillis: 1, patienceMillis: 1 } };
  const { code, out } = await play(
    async (peer, client) => {
      const held = Promise.withResolvers<void>();
      client.untilTaken = held.promise;
      await peer.welcome(["bob"]);
      // Two of the client's looks at its link, one after the other.
      assertEquals(await peer.hearObject(), { type: "ping", token: "hubbub-keepalive" });
      assertEquals(await peer.hearObject(), { type: "ping", token: "hubbub-keepalive" });
      assertEquals(await peer.hearObject(), { type: "ping", token: "hubbub-keepalive" });
      await peer.message("bob", "hello");
      await peer.bye("quit");
      held.resolve();
    },
    "typed",
    { limits },
  );
  assertEquals([code, out], [0, "You are ann\nAlso here: bob\nbob: hello\n"]);
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
  }, "json");
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
  }, "json");
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
    "typed",
    { limits },
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
    "typed",
    { limits },
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
    "typed",
    { limits },
  );
  assertEquals(code, 1);
});
