// What V8 calls for every promise while somebody listens: node:v8's promiseHooks, and createHook beneath them.

import { binding } from '../binding.js';
import { nextTick } from '../task_queue/ticks.js';
import { validatePlainFunction } from '../validators.js';

const { setPromiseHooks } = binding('task_queue');

// Arrays that are replaced, never changed.
let listeners = { init: [], before: [], after: [], settled: [] };

function callerOf(kind) {
  const all = listeners[kind];
  if (all.length === 0) return undefined;
  if (all.length === 1) return all[0];
  return (promise, parent) => {
    for (const each of all) each(promise, parent);
  };
}

function update() {
  setPromiseHooks(callerOf('init'), callerOf('before'), callerOf('after'), callerOf('settled'));
}

/**
 * Lets V8 call functions from now on.
 * @param {{init?: Function, before?: Function, after?: Function, settled?: Function}} hooks  none may throw
 * @returns {() => void} that ends it
 */
export function listen(hooks) {
  const next = { ...listeners };
  for (const kind of Object.keys(hooks)) if (hooks[kind] !== undefined) next[kind] = [...next[kind], hooks[kind]];
  listeners = next;
  update();
  return () => {
    const left = { ...listeners };
    for (const kind of Object.keys(hooks)) left[kind] = left[kind].filter((each) => each !== hooks[kind]);
    listeners = left;
    update();
  };
}

// What a program's hook throws cannot be handled by the code that happens to make or settle a promise.
function contained(hook) {
  return (promise, parent) => {
    try {
      hook(promise, parent);
    } catch (error) {
      nextTick(() => {
        throw error;
      });
    }
  };
}

function start(hooks) {
  const all = {};
  for (const [kind, hook] of Object.entries(hooks)) {
    if (hook === undefined) continue;
    validatePlainFunction(hook, `${kind}Hook`);
    all[kind] = contained(hook);
  }
  return listen(all);
}

/** Source: Node v8.promiseHooks since v17.1.0. Each function returns one that ends it. @throws ERR_INVALID_ARG_TYPE */
export const promiseHooks = {
  onInit(init) {
    validatePlainFunction(init, 'initHook');
    return start({ init });
  },
  onBefore(before) {
    validatePlainFunction(before, 'beforeHook');
    return start({ before });
  },
  onAfter(after) {
    validatePlainFunction(after, 'afterHook');
    return start({ after });
  },
  onSettled(settled) {
    validatePlainFunction(settled, 'settledHook');
    return start({ settled });
  },
  createHook({ init, before, after, settled } = {}) {
    return start({ init, before, after, settled });
  },
};
