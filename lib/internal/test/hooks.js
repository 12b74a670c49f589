// What runs before and after tests.
import { validateAbortSignal, validateFunction, validateNumber, validateObject } from '../validators.js';
import { failure, kinds } from './failure.js';
import { invoke } from './invoke.js';

/** One function of before(), after(), beforeEach() or afterEach(). */
export class Hook {
  constructor(fn, options = {}) {
    validateFunction(fn, 'fn');
    validateObject(options, 'options');
    const { signal, timeout = Infinity } = options;
    validateAbortSignal(signal, 'options.signal');
    if (timeout !== null && timeout !== Infinity) validateNumber(timeout, 'options.timeout', 0, 2 ** 31 - 1);
    this.fn = fn;
    this.signal = signal;
    this.timeout = timeout ?? Infinity;
  }

  /** @param {object} context  of the test or suite that it runs for */
  async run(context) {
    await invoke(this.fn, context, { timeout: this.timeout, signal: this.signal });
  }
}

/** The hooks that one test or suite declares. */
export class Hooks {
  constructor() {
    this.before = [];
    this.after = [];
    this.beforeEach = [];
    this.afterEach = [];
    this.started = undefined;
  }

  add(kind, fn, options) {
    this[kind].push(new Hook(fn, options));
  }

  /** What runs once is gone then. @throws {Error} ERR_TEST_FAILURE, hookFailed */
  async run(kind, context) {
    const hooks = kind.endsWith('Each') ? this[kind] : this[kind].splice(0);
    for (const hook of hooks) {
      try {
        await hook.run(context);
      } catch (cause) {
        throw failure(new Error(`failed running ${kind} hook`, { cause }), kinds.hook);
      }
    }
  }

  /** Runs at once what before() adds to a test that is underway; what comes within waits for it. */
  runEarly(context) {
    this.started = Promise.all([this.started, this.run('before', context)]);
    this.started.catch(() => {});
  }

  /** The hooks of before(): once, whoever needs them first. */
  runBefore(context) {
    return (this.started ??= this.run('before', context));
  }
}
