// --trace-sync-io: shows where a program that is already serving others makes everybody wait (Node: "Command-line API",
// "--trace-sync-io"). A call counts once, whatever it consists of.
import { binding } from '../binding.js';
import { load } from '../builtins.js';

const native = binding('process');

const MODULES = ['fs', 'child_process', 'crypto', 'zlib'];

let isRunning = false;

function watched(module, name, fn) {
  const handler = {
    apply(target, self, args) {
      if (isRunning) tell(module, name, handler.apply);
      return Reflect.apply(target, self, args);
    },
  };
  return new Proxy(fn, handler);
}

function tell(module, name, from) {
  const origin = {};
  Error.captureStackTrace(origin, from);
  const frames = origin.stack.split('\n').slice(1).join('\n');
  native.writeText(
    2,
    `(node:${native.pid()}) WARNING: Detected use of sync API\n    at ${name} (node:${module})\n${frames}\n\n`,
  );
}

/** Called before the program, which gets functions that tell of their calls. */
export function watchSyncCalls() {
  for (const module of MODULES) {
    const face = load(module);
    for (const name of Object.keys(face)) {
      if (name.endsWith('Sync') && typeof face[name] === 'function') face[name] = watched(module, name, face[name]);
    }
  }
}

/** Called when the event loop begins. What a program does before that keeps nobody waiting. */
export function beginTelling() {
  isRunning = true;
}
