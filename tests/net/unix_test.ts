/**
 * Whose the path of a Unix socket is: what is in its way, who else wants it, and when it goes.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { listenUnix, PathOccupied, type UnixSocket } from "../../lib/net/unix.ts";

/** A test with a path for a socket, in a folder that is removed afterwards. */
function unixTest(name: string, body: (path: string, folder: string) => Promise<void>): void {
  Deno.test({
    name,
    ignore: Deno.build.os === "windows",
    fn: async () => {
      const folder = await Deno.makeTempDir();
      try {
        await body(`${folder}/chat.sock`, folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

function namesIn(folder: string): string[] {
  return Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
}

/** Leaves a socket at the path that nobody listens on, as a crash does. */
function leaveDead(path: string): void {
  // A closed listener removes the file by its old name only.
  const crashed = Deno.listen({ transport: "unix", path: `${path}.old` });
  Deno.renameSync(`${path}.old`, path);
  crashed.close();
}

/** Connects by the path, and says whether it was this socket that accepted. */
async function leadsTo(path: string, { listener }: UnixSocket): Promise<boolean> {
  using client = await Deno.connect({ transport: "unix", path });
  const [accepted] = await Promise.all([listener.accept(), client.write(Uint8Array.of(7))]);
  const buffer = new Uint8Array(1);
  await accepted.read(buffer);
  accepted.close();
  return buffer[0] === 7;
}

unixTest("listenUnix() takes a free path, and gives it back", async (path, folder) => {
  const socket = await listenUnix(path);
  assertEquals(namesIn(folder), ["chat.sock"]);
  assertEquals(await leadsTo(path, socket), true);
  socket.close();
  socket.close();
  assertEquals(namesIn(folder), []);
});

for (const mode of [0o600, 0o660, 0o666, 0o777]) {
  unixTest(`listenUnix() gives the file the mode ${mode.toString(8)}`, async (path) => {
    const socket = await listenUnix(path, mode);
    assertEquals(((Deno.lstatSync(path).mode ?? 0) & 0o777).toString(8), mode.toString(8));
    socket.close();
  });
}

unixTest("until a socket has its mode, nobody else can reach it", async (path, folder) => {
  const { chmodSync } = Deno;
  let seen: string | undefined;
  try {
    // A bound socket has the mode that the umask leaves until this call.
    Deno.chmodSync = (draft, mode) => {
      const cell = String(draft).slice(0, String(draft).lastIndexOf("/"));
      seen = `${cell === folder} ${((Deno.lstatSync(cell).mode ?? 0) & 0o777).toString(8)}`;
      chmodSync(draft, mode);
    };
    const socket = await listenUnix(path, 0o600);
    assertEquals(seen, "false 700");
    assertEquals(namesIn(folder), ["chat.sock"]);
    assertEquals(await leadsTo(path, socket), true);
    socket.close();
    assertEquals(namesIn(folder), []);
  } finally {
    Deno.chmodSync = chmodSync;
  }
});

unixTest("a socket with a mode leaves nothing behind where it cannot be", async (path, folder) => {
  await Deno.writeTextFile(path, "not a socket");
  await assertRejects(() => listenUnix(path, 0o600), PathOccupied);
  const tooDeep = `${folder}/${"x".repeat(105 - folder.length)}`;
  await Deno.mkdir(tooDeep);
  await assertRejects(() => listenUnix(`${tooDeep}/s`, 0o600), Error);
  assertEquals(namesIn(tooDeep), []);
  assertEquals(namesIn(folder).filter((name) => name.startsWith(".")), []);
});

unixTest("a dead socket is replaced", async (path, folder) => {
  leaveDead(path);
  assertEquals((await Deno.lstat(path)).isSocket, true);
  const socket = await listenUnix(path);
  assertEquals(await leadsTo(path, socket), true);
  assertEquals(namesIn(folder), ["chat.sock"]);
  socket.close();
});

unixTest("a socket that somebody listens on is left alone", async (path, folder) => {
  const owner = await listenUnix(path);
  await assertRejects(() => listenUnix(path), Deno.errors.AddrInUse);
  // The look whether somebody is there came first.
  (await owner.listener.accept()).close();
  assertEquals(await leadsTo(path, owner), true);
  assertEquals(namesIn(folder), ["chat.sock"]);
  owner.close();
});

for (const rivals of [2, 5]) {
  unixTest(`of ${rivals} who want the path of a dead socket at once, one gets it`, async (path) => {
    for (let round = 0; round < 10; round++) {
      leaveDead(path);
      const wishes = Array.from({ length: rivals }, () => listenUnix(path));
      const outcomes = await Promise.allSettled(wishes);
      const winners = outcomes.flatMap((outcome) =>
        outcome.status === "fulfilled" ? [outcome.value] : []
      );
      assertEquals(winners.length, 1);
      const [winner] = winners;
      if (winner === undefined) return;
      // Those who looked whether somebody is there may wait to be accepted.
      const looks = outcomes.length - 1;
      for (let look = 0; look < looks && !(await leadsTo(path, winner)); look++);
      winner.close();
    }
  });
}

unixTest("close() leaves the socket that another has put in its place", async (path, folder) => {
  const first = await listenUnix(path);
  await Deno.remove(path);
  const second = await listenUnix(path);
  first.close();
  assertEquals(await leadsTo(path, second), true);
  second.close();
  assertEquals(namesIn(folder), []);
});

unixTest(
  "close() leaves a file that has taken its place, and is content with none",
  async (path) => {
    const socket = await listenUnix(path);
    await Deno.remove(path);
    await Deno.writeTextFile(path, "precious");
    socket.close();
    assertEquals(await Deno.readTextFile(path), "precious");
    await Deno.remove(path);
    const another = await listenUnix(path);
    await Deno.remove(path);
    another.close();
  },
);

unixTest("close() leaves a socket of its own that was moved away", async (path, folder) => {
  const socket = await listenUnix(path);
  await Deno.rename(path, `${path}.kept`);
  socket.close();
  assertEquals(namesIn(folder), ["chat.sock.kept"]);
});

unixTest("whatever is no socket is left alone and named", async (path, folder) => {
  const obstacles: Record<string, (path: string) => void> = {
    file: (path) => Deno.writeTextFileSync(path, "precious"),
    folder: (path) => Deno.mkdirSync(path),
    link: (path) => Deno.symlinkSync("nowhere", path),
  };
  for (const [obstacle, make] of Object.entries(obstacles)) {
    make(path);
    const error = await assertRejects(() => listenUnix(path), PathOccupied);
    assertEquals(error.obstacle, obstacle);
    assertEquals(namesIn(folder), ["chat.sock"]);
    await Deno.remove(path);
  }
});

unixTest(
  "a link to a dead socket is a link, and to a living one is taken",
  async (path, folder) => {
    await Deno.symlink(`${folder}/real.sock`, path);
    leaveDead(`${folder}/real.sock`);
    const error = await assertRejects(() => listenUnix(path), PathOccupied);
    assertEquals(error.obstacle, "link");
    const real = await listenUnix(`${folder}/real.sock`);
    await assertRejects(() => listenUnix(path), Deno.errors.AddrInUse);
    real.close();
    assertEquals(namesIn(folder), ["chat.sock"]);
  },
);

unixTest(
  "where there is no folder, or a file in its place, nothing is left",
  async (path, folder) => {
    await assertRejects(() => listenUnix(`${folder}/no/chat.sock`), Deno.errors.NotFound);
    await Deno.writeTextFile(path, "");
    await assertRejects(() => listenUnix(`${path}/chat.sock`), Deno.errors.NotADirectory);
    assertEquals(namesIn(folder), ["chat.sock"]);
  },
);

unixTest("the longest path that the system allows can be had", async (_, folder) => {
  for (const spare of [0, 1, 5]) {
    const name = "x".repeat(107 - folder.length - 1 - spare);
    const socket = await listenUnix(`${folder}/${name}`);
    assertEquals(namesIn(folder), [name]);
    socket.close();
  }
});
