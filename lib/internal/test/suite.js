// A suite: its function only declares what is in it.
import { SuiteContext } from './context.js';
import { current } from './current.js';
import { failure, kinds } from './failure.js';
import { Test } from './test.js';

export class Suite extends Test {
  constructor(parent, description) {
    super(parent, description);
    this.declared = this.skip === undefined ? this.declare() : Promise.resolve();
  }

  get kind() {
    return 'suite';
  }

  get inheritedConcurrency() {
    return this.subtestConcurrency;
  }

  /** Its function only declares. */
  get isUnderway() {
    return false;
  }

  makeContext() {
    return new SuiteContext(this);
  }

  /** It declares its tests again, each of which may have passed. */
  pass() {
    return undefined;
  }

  /** Its signal is one of its tests' only, which are over. */
  stop() {}

  /** Calls the function at once; its tests wait until the suite runs. */
  declare() {
    this.context = this.makeContext();
    let result;
    try {
      result = current.run(this, () => Reflect.apply(this.fn, this.context, [this.context]));
    } catch (error) {
      this.declarationError = error;
    }
    return Promise.resolve(result).catch((error) => {
      this.declarationError ??= error;
    });
  }

  async execute() {
    await this.declared;
    if (this.declarationError !== undefined) {
      this.cancelSubtests();
      throw failure(this.declarationError, kinds.test);
    }
    for (const test of this.ancestors()) await test.hooks.runBefore(test.context);
    let error = null;
    try {
      await this.hooks.runBefore(this.context);
      this.queue.start();
      await this.queue.idle();
      this.throwForSubtests();
    } catch (thrown) {
      error = thrown;
      this.cancelSubtests();
    }
    await this.hooks.run('after', this.context);
    if (error !== null) throw error;
  }
}
