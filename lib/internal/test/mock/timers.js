// Timers and Date on a clock of the test's own. (Node class MockTimers since v20.4.0)
import { load } from '../../builtins.js';
import { AbortError, codes } from '../../errors.js';
import { validateAbortSignal, validateNumber, validateObject, validateStringArray } from '../../validators.js';
import { Clock } from './clock.js';

const { ERR_INVALID_ARG_VALUE, ERR_INVALID_STATE } = codes;
const known = ['setTimeout', 'setInterval', 'setImmediate', 'Date', 'scheduler.wait', 'AbortSignal.timeout'];
const promisified = Symbol.for('nodejs.util.promisify.custom');

/** What setTimeout gives while it is mocked. */
class MockTimeout {
  #clock;
  #entry;
  #referenced = true;

  constructor(clock, entry) {
    this.#clock = clock;
    this.#entry = entry;
  }

  ref() {
    this.#referenced = true;
    return this;
  }

  unref() {
    this.#referenced = false;
    return this;
  }

  hasRef() {
    return this.#referenced;
  }

  refresh() {
    return this;
  }

  close() {
    this.#clock.remove(this.#entry);
    return this;
  }

  [Symbol.dispose]() {
    this.close();
  }

  [Symbol.toPrimitive]() {
    return this.#entry.id;
  }

  static clear(clock, timer) {
    if (timer instanceof MockTimeout) timer.close();
    else if (timer !== undefined && timer !== null) clock.remove(clock.find(Number(timer)));
  }
}

const delayOf = (ms) => (Number.isFinite(+ms) && +ms >= 1 ? Math.trunc(+ms) : 1);

function mockDate(clock, RealDate) {
  function MockDate(...args) {
    if (!new.target) return new RealDate(clock.now).toString();
    return Reflect.construct(
      RealDate,
      args.length === 0 ? [clock.now] : args,
      new.target === MockDate ? RealDate : new.target,
    );
  }
  Object.defineProperties(MockDate, Object.getOwnPropertyDescriptors(RealDate));
  Object.defineProperty(MockDate, 'now', { value: () => clock.now, writable: true, configurable: true });
  Object.defineProperty(MockDate, 'isMock', { value: true });
  return MockDate;
}

export class MockTimers {
  #enabled = false;
  #clock;
  #undo = [];

  /**
   * @param {{ apis?: string[], now?: number | Date }} [options]
   * @throws {Error} ERR_INVALID_STATE, ERR_INVALID_ARG_VALUE
   */
  enable(options = {}) {
    if (this.#enabled) throw new ERR_INVALID_STATE('MockTimers is already enabled!');
    validateObject(options, 'options');
    const { apis = known, now = 0 } = options;
    validateStringArray(apis, 'options.apis');
    for (const api of apis) {
      if (!known.includes(api)) throw new ERR_INVALID_ARG_VALUE('options.apis', api, `option ${api} is not supported`);
    }
    const start = now instanceof Date ? now.getTime() : now;
    validateNumber(start, 'initialTime', 0);
    this.#clock = new Clock(start);
    this.#enabled = true;
    for (const api of apis) this.#replacements(api);
  }

  #replace(object, key, value) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    this.#undo.push(() => {
      if (descriptor === undefined) delete object[key];
      else Object.defineProperty(object, key, descriptor);
    });
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: descriptor?.enumerable ?? false,
      configurable: true,
    });
  }

  /** A function of timers is found on globalThis and in node:timers, its promise variant in node:timers/promises. */
  #replaceTimer(name, fn, promise) {
    Object.defineProperty(fn, 'name', { value: name });
    if (promise !== undefined) Object.defineProperty(fn, promisified, { value: promise, configurable: true });
    this.#replace(globalThis, name, fn);
    this.#replace(load('timers'), name, fn);
    if (promise !== undefined) this.#replace(load('timers/promises'), name, promise);
  }

  #replacements(api) {
    const clock = this.#clock;
    switch (api) {
      case 'setTimeout':
        this.#replaceTimer(
          'setTimeout',
          (fn, ms, ...args) => new MockTimeout(clock, clock.add(fn, delayOf(ms), args)),
          (ms, value, options) => this.#later(delayOf(ms), value, options),
        );
        this.#replaceTimer('clearTimeout', (timer) => MockTimeout.clear(clock, timer));
        break;
      case 'setInterval':
        this.#replaceTimer(
          'setInterval',
          (fn, ms, ...args) => new MockTimeout(clock, clock.add(fn, delayOf(ms), args, delayOf(ms))),
          (ms, value, options) => this.#ticks(delayOf(ms), value, options),
        );
        this.#replaceTimer('clearInterval', (timer) => MockTimeout.clear(clock, timer));
        break;
      case 'setImmediate':
        this.#replaceTimer(
          'setImmediate',
          (fn, ...args) => new MockTimeout(clock, clock.add(fn, 0, args)),
          (value, options) => this.#later(0, value, options),
        );
        this.#replaceTimer('clearImmediate', (timer) => MockTimeout.clear(clock, timer));
        break;
      case 'Date':
        this.#replace(globalThis, 'Date', mockDate(clock, globalThis.Date));
        break;
      case 'scheduler.wait':
        this.#replace(load('timers/promises').scheduler, 'wait', (ms, options) =>
          this.#later(delayOf(ms), undefined, options),
        );
        break;
      default:
        this.#replace(AbortSignal, 'timeout', (ms) => {
          validateNumber(ms, 'delay', 0);
          const controller = new AbortController();
          clock.add(
            () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
            ms,
            [],
          );
          return controller.signal;
        });
    }
  }

  #later(delay, value, { signal } = {}) {
    const clock = this.#clock;
    return new Promise((resolve, reject) => {
      validateAbortSignal(signal, 'options.signal');
      const stop = () => {
        clock.remove(entry);
        reject(new AbortError(undefined, { cause: signal.reason }));
      };
      const entry = clock.add(
        () => {
          signal?.removeEventListener('abort', stop);
          resolve(value);
        },
        delay,
        [],
      );
      if (signal?.aborted) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
  }

  async *#ticks(delay, value, options) {
    while (true) {
      await this.#later(delay, undefined, options);
      yield value;
    }
  }

  #required() {
    if (!this.#enabled)
      throw new ERR_INVALID_STATE('You should enable MockTimers first by calling the .enable function');
    return this.#clock;
  }

  /** Lets `ms` milliseconds pass: what is due runs. */
  tick(ms = 1) {
    const clock = this.#required();
    if (ms < 0) throw new ERR_INVALID_ARG_VALUE('time', 'positive integer', ms);
    clock.advanceTo(clock.now + ms);
  }

  /** Lets time pass until all that is known now has run. */
  runAll() {
    const clock = this.#required();
    clock.advanceTo(clock.end);
  }

  /** Moves the clock to a time: what is due by then runs. */
  setTime(ms = 0) {
    validateNumber(ms, 'time', 0);
    this.#required().advanceTo(ms);
  }

  /** The real timers take over again. */
  reset() {
    if (!this.#enabled) return;
    for (const undo of this.#undo.splice(0).reverse()) undo();
    this.#enabled = false;
    this.#clock = undefined;
  }

  [Symbol.dispose]() {
    this.reset();
  }
}
