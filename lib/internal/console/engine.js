// The console that V8 brings along: what it is told goes to an inspector, if one is there.
// Evaluated before the global is ours.
export const engineConsole = globalThis.console;
