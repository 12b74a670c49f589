// Coverage of one run of tests: a folder of its own into which every process of the run writes what it has run.
import { load } from '../../builtins.js';
import { collectInto, stopCoverage, takeCoverage } from '../../v8/coverage.js';
import { shortfalls, summarize } from './summary.js';

class CoverageSession {
  #folder;
  #kept = process.env.NODE_V8_COVERAGE;
  #isHere;

  /** @param {boolean} isHere  whether tests run in this process, too */
  constructor(isHere) {
    const { mkdtempSync } = load('fs');
    this.#folder = mkdtempSync(`${load('os').tmpdir()}/node-coverage-`);
    this.#isHere = isHere;
    if (!isHere) return;
    process.env.NODE_V8_COVERAGE = this.#folder;
    collectInto(this.#folder);
  }

  /** Variables that make a child write, too. @param {object} env */
  environment(env) {
    return { ...env, NODE_V8_COVERAGE: this.#folder };
  }

  /**
   * The end of the run: tells of it.
   * @param {object} settings  of run()
   * @param {(type: string, data: object) => void} emit
   * @returns {boolean} whether enough has run
   */
  conclude(settings, emit) {
    try {
      if (this.#isHere) {
        takeCoverage();
        stopCoverage();
      }
      const summary = summarize(this.#folder, settings);
      emit('test:coverage', { nesting: 0, summary });
      const messages = shortfalls(summary);
      for (const message of messages) emit('test:diagnostic', { nesting: 0, message, level: 'error' });
      return messages.length === 0;
    } catch (error) {
      const message = `Warning: Could not report code coverage. ${error}`;
      emit('test:diagnostic', { nesting: 0, message, level: 'warn' });
      return true;
    } finally {
      this.#cleanUp();
    }
  }

  /** What has been collected goes where a user asked for it, or away. */
  #cleanUp() {
    const { cpSync, rmSync } = load('fs');
    if (this.#isHere) {
      if (this.#kept === undefined) delete process.env.NODE_V8_COVERAGE;
      else process.env.NODE_V8_COVERAGE = this.#kept;
    }
    if (this.#kept) cpSync(this.#folder, this.#kept, { recursive: true });
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

let here;

/** Tests run in this process: what it loads from now on counts. */
export function beginHere() {
  here ??= new CoverageSession(true);
}

/** @returns {CoverageSession | undefined} the one that began here, once: it ends with the run that takes it */
export function takeHere() {
  const session = here;
  here = undefined;
  return session;
}

/** Tests run in processes of their own. */
export const beginApart = () => new CoverageSession(false);
