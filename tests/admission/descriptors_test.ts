import { assertEquals } from "@std/assert";
import {
  DescriptorReserve,
  isOutOfDescriptors,
  RESERVED_DESCRIPTORS,
} from "../../lib/admission/descriptors.ts";

/** A system with so many descriptors. */
function system(free: number) {
  const state = { free };
  const open = (): Disposable => {
    if (state.free === 0) throw emfile();
    state.free--;
    return { [Symbol.dispose]: () => void state.free++ };
  };
  return { state, open };
}

function emfile(): Error {
  return Object.assign(new Error("Too many open files (os error 24)"), { code: "EMFILE" });
}

Deno.test("DescriptorReserve parks descriptors and gives them back once", () => {
  const { state, open } = system(1000);
  const reserve = new DescriptorReserve(open);
  assertEquals([reserve.size, state.free], [64, 936]);
  assertEquals([reserve.release(), state.free], [true, 1000]);
  assertEquals([reserve.release(), reserve.size], [false, 0]);
});

Deno.test("DescriptorReserve leaves half of the little there is", () => {
  const { state, open } = system(RESERVED_DESCRIPTORS - 1);
  using reserve = new DescriptorReserve(open);
  assertEquals([reserve.size, state.free], [31, 32]);
});

Deno.test("DescriptorReserve does without what it may not open", () => {
  using reserve = new DescriptorReserve(() => {
    throw new Deno.errors.NotFound("no null device");
  });
  assertEquals(reserve.size, 0);
});

Deno.test("only a process out of descriptors counts as one", () => {
  assertEquals(isOutOfDescriptors(emfile()), true);
  assertEquals(isOutOfDescriptors(Object.assign(new Error("x"), { code: "ENFILE" })), false);
  assertEquals(isOutOfDescriptors(new Deno.errors.ConnectionReset()), false);
  assertEquals(isOutOfDescriptors("EMFILE"), false);
});
