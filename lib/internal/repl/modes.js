// How strictly the code of a REPL is run (Node repl.REPL_MODE_SLOPPY, repl.REPL_MODE_STRICT).
export const REPL_MODE_SLOPPY = Symbol('repl-sloppy');
export const REPL_MODE_STRICT = Symbol('repl-strict');
