/**
 * Resuming over crashes of a daemon that keeps what is said: programs that talk, are cut off and come back
 * while the daemon is killed again and again are told every event once, in order, or that it is missing.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { startDaemon } from "./support/binaries.ts";
import { DataFolder } from "./support/data_folder.ts";
import { LineClient } from "./support/line_client.ts";
import { type Place, ResumingDevice } from "./support/resuming_device.ts";
import { sourceDaemon } from "./support/source_daemon.ts";

const ROOMS = ["dev", "ops"];
const ALL = ["lobby", ...ROOMS];
const ROUNDS = 3;
const ROUND_MILLIS = 800;

/** Talks and comes back until the daemon is gone. The first of them stays, so that its rooms do. */
async function work(device: ResumingDevice, index: number): Promise<void> {
  try {
    for (let visit = 0;; visit++) {
      if (index > 0 || visit === 0) await device.connect(`d${index}`);
      for (let line = 0; line < 30; line++) {
        await device.say(ALL[line % 3] ?? "", `visit ${visit} line ${line} of d${index}`);
      }
      await device.catchUp(`visit ${visit}`);
      if (index > 0) device.cut();
    }
  } catch (error) {
    // A check of the device has failed, or the daemon is gone.
    if (error instanceof Error && error.message.startsWith("Values are not equal")) throw error;
    device.cut();
  }
}

/** What was told of each number of each room, after a check that nobody was told anything else. */
function toldBy(devices: readonly ResumingDevice[]): Map<string, string> {
  const told = new Map<string, string>();
  for (const device of devices) {
    for (const [room, events] of device.heard) {
      for (const [seq, line] of events) {
        assertEquals(told.get(`${room} ${seq}`) ?? line, line);
        told.set(`${room} ${seq}`, line);
      }
    }
  }
  return told;
}

Deno.test("programs that resume after crashes hear every event once, and nothing told is lost", async () => {
  using folder = new DataFolder();
  const options = ["--listen", "127.0.0.1:0", "--rate", "0", "--remember", "50"];
  const command = sourceDaemon(...options, "--data", folder.data, "--durable", "on");
  let address = "";
  const place: Place = {
    async connect(first) {
      const client = await LineClient.connect(address);
      await client.send(first);
      return client;
    },
  };
  const devices = Array.from({ length: 3 }, () => new ResumingDevice(place, ROOMS));
  for (let round = 0; round < ROUNDS; round++) {
    await using daemon = await startDaemon(command);
    address = daemon.address;
    const working = devices.map(work);
    await new Promise((resolve) => setTimeout(resolve, ROUND_MILLIS));
    await daemon.stop("SIGKILL");
    await Promise.all(working);
  }
  await using daemon = await startDaemon(command);
  address = daemon.address;
  for (const [index, device] of devices.entries()) await device.connect(`end${index}`);
  for (const device of devices) {
    await device.catchUp("end");
    device.cut();
  }
  const told = toldBy(devices);
  assert(told.size > 20, `only ${told.size} events`);
  for (const { missed } of devices) {
    for (const [room, numbers] of missed) {
      const lost = [...numbers].filter((seq) => told.has(`${room} ${seq}`));
      assertEquals(lost, [], room);
    }
  }
});
