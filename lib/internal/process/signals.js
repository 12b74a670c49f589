//# allFunctionsCalledOnLoad
// Signals: listeners of 'SIGTERM' and its like watch the signal; kill() sends one.
import { tracking } from '../async_hooks/origin.js';
import { trackedRepeatedly } from '../async_hooks/resources.js';
import { binding } from '../binding.js';
import { codes, errnoException } from '../errors.js';
import { validateNumber } from '../validators.js';
import { load } from '../builtins.js';

const native = binding('process');

/** @returns {Record<string, number>} name -> number */
export const signalNumbers = () => load('os').constants.signals;

const told = [];

/** @param {(ends: boolean) => void} fn  runs before this process sends itself a signal; `ends`: nobody listens for it, so that it is its end */
export function beforeOwnSignal(fn) {
  told.push(fn);
}

/** Signals that do no harm where nobody listens. */
const HARMLESS = ['SIGCHLD', 'SIGCONT', 'SIGURG', 'SIGWINCH'];

function tellOfOwnSignal(number) {
  const name = Object.keys(signalNumbers()).find((each) => signalNumbers()[each] === number);
  const ends = !HARMLESS.includes(name) && globalThis.process.listenerCount(name) === 0;
  for (let i = 0; i < told.length; i++) told[i](ends);
}

/**
 * @param {number} pid  0: the process's group; negative: the group -pid
 * @param {string|number} [signal]  'SIGTERM'; 0 only tells whether the process is there
 * Source: Node process.kill since v0.0.6.
 */
export function kill(pid, signal) {
  // biome-ignore lint/suspicious/noDoubleEquals: '12' is taken for 12, as documented
  if (pid != (pid | 0)) throw new codes.ERR_INVALID_ARG_TYPE('pid', 'number', pid);
  let number;
  if (typeof signal === 'number') {
    number = signal;
  } else {
    signal ||= 'SIGTERM';
    number = signalNumbers()[signal];
    if (number === undefined) throw new codes.ERR_UNKNOWN_SIGNAL(signal);
  }
  validateNumber(number, 'signal');
  if (told.length > 0 && number !== 0 && Number(pid) === native.pid()) tellOfOwnSignal(number);
  const error = globalThis.process._kill(pid | 0, number);
  if (error) throw errnoException(error, 'kill');
  return true;
}

const isSignalName = (name) => typeof name === 'string' && name.startsWith('SIG');

/** A signal that is watched, as async hooks see it. */
class Signal {
  constructor(name) {
    this.name = name;
  }
}

/** Name -> what tells the hooks that the signal is not watched any more. */
const ends = new Map();

/** Has `process` watch the signals that it gets listeners for, and no others. */
export function watchSignals(process) {
  process._kill = native.kill;
  process.on('newListener', (name) => {
    if (!isSignalName(name) || process.listenerCount(name) > 0) return;
    const number = signalNumbers()[name];
    if (number === undefined) return;
    let tell = () => process.emit(name, name, number);
    if (tracking) {
      const tracked = trackedRepeatedly('SIGNALWRAP', new Signal(name), tell);
      ends.set(name, tracked.end);
      tell = tracked.callback;
    }
    native.watchSignal(number, tell);
  });
  process.on('removeListener', (name) => {
    if (!isSignalName(name) || process.listenerCount(name) > 0) return;
    const number = signalNumbers()[name];
    if (number === undefined) return;
    native.unwatchSignal(number);
    ends.get(name)?.();
    ends.delete(name);
  });
}
