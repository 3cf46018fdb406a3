/**
 * Import it for its effect: the tests of properties in this isolate take their cases from the seed in
 * `PROPERTY_SEED`. Without that each run takes other cases.
 *
 * @module
 */

import fc from "npm:fast-check@4.10.2";

const seed = Number.parseInt(Deno.env.get("PROPERTY_SEED") ?? "", 10);
if (Number.isSafeInteger(seed)) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
