// t.plan(): how many assertions and subtests a test expects.
import { clearTimeout, setTimeout } from '../../timers.js';
import { failure, kinds } from './failure.js';

export class Plan {
  /**
   * @param {number} expected
   * @param {{ wait?: boolean | number }} [options]  how long the test waits for what is missing: for ever, or so many milliseconds
   */
  constructor(expected, { wait = false } = {}) {
    this.expected = expected;
    this.actual = 0;
    this.wait = wait;
    this.reached = Promise.withResolvers();
  }

  count() {
    if (++this.actual >= this.expected) this.reached.resolve();
  }

  /** @throws {Error} ERR_TEST_FAILURE where the number is not met */
  async check() {
    if (this.actual === this.expected) return;
    if (this.actual < this.expected && this.wait !== false) await this.#waiting();
    if (this.actual !== this.expected) {
      throw failure(`plan expected ${this.expected} assertions but received ${this.actual}`, kinds.test);
    }
  }

  async #waiting() {
    if (this.wait === true) {
      await this.reached.promise;
      return;
    }
    const late = Promise.withResolvers();
    const timer = setTimeout(() => {
      const message = `plan timed out after ${this.wait}ms with ${this.actual} assertions when expecting ${this.expected}`;
      late.reject(failure(message, kinds.test));
    }, this.wait);
    try {
      await Promise.race([this.reached.promise, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }
}
