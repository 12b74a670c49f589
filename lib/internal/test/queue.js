// Tests that wait for their turn: so many at a time, told of in the order in which they were written.

/** The subtests of one test. */
export class Queue {
  /** @param {number} concurrency */
  constructor(concurrency) {
    this.concurrency = concurrency;
    this.tests = [];
    this.waiting = [];
    this.active = 0;
    /** The one whose events go out at once. */
    this.current = 0;
    this.open = false;
    this.idleWaiters = [];
  }

  /** Before any of them runs: leaves out those that are not wanted. @param {(test: import('./test.js').Test) => boolean} isWanted */
  retain(isWanted) {
    this.tests = this.tests.filter(isWanted);
    this.waiting = this.waiting.filter((test) => this.tests.includes(test));
    this.tests[0]?.takeTurn();
  }

  /** Tests that are added wait. */
  close() {
    this.open = false;
  }

  /** From now on tests may run. */
  start() {
    this.open = true;
    this.pump();
  }

  /** @param {import('./test.js').Test} test */
  add(test) {
    this.tests.push(test);
    this.waiting.push(test);
    if (this.tests.length - 1 === this.current) test.takeTurn();
    this.pump();
  }

  pump() {
    while (this.open && this.active < this.concurrency && this.waiting.length > 0) {
      const test = this.waiting.shift();
      this.active++;
      test.run().then(() => {
        this.active--;
        this.advance();
        this.pump();
      });
    }
    if (this.active === 0 && this.waiting.length === 0) {
      for (const resolve of this.idleWaiters.splice(0)) resolve();
    }
  }

  /** Passes the turn on over what has ended. */
  advance() {
    while (this.tests[this.current]?.finished) {
      this.current++;
      this.tests[this.current]?.takeTurn();
    }
  }

  /** @returns {Promise<void>} when none runs and none waits */
  idle() {
    if (this.active === 0 && this.waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.idleWaiters.push(resolve));
  }

  /** Ends what has not ended. @param {(test: import('./test.js').Test) => void} cancel */
  cancelAll(cancel) {
    for (const test of this.tests) {
      if (!test.finished) cancel(test);
    }
  }
}
