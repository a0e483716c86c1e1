import fc from "fast-check";

/*
 * A set-up file of every test run. The cases of properties are drawn from one seed, so that a change is
 * judged by what it changes and not by the draw. `pnpm test:full` draws anew each time, with more cases:
 * what it finds becomes an example of its property.
 */
if (process.env["FULL"] === undefined) fc.configureGlobal({ seed: 20_261_123 });
