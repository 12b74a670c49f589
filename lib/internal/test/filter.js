// Which tests the command line wants: --test-only, --test-name-pattern, --test-skip-pattern.
import { options } from '../options.js';

function compile(pattern) {
  if (pattern instanceof RegExp) return pattern;
  const literal = /^\/(.*)\/([a-z]*)$/s.exec(pattern);
  return literal === null ? new RegExp(pattern) : new RegExp(literal[1], literal[2]);
}

/** The wishes of one run. */
export class Filter {
  /** @param {{ only?: boolean, testNamePatterns?: (string | RegExp)[], testSkipPatterns?: (string | RegExp)[] }} [settings]  of run() */
  constructor({ only, testNamePatterns, testSkipPatterns } = {}) {
    this.only = Boolean(only ?? options['test-only']);
    this.names = (testNamePatterns ?? options['test-name-pattern'] ?? []).map(compile);
    this.skips = (testSkipPatterns ?? options['test-skip-pattern'] ?? []).map(compile);
  }

  /** Whether any test was marked with `only`, wanted or not. */
  hasMarked = false;

  /** @param {Test} test  that was declared */
  note(test) {
    if (test.only) this.hasMarked = true;
  }

  matchesName(test) {
    const wanted = (pattern) => pattern.test(test.name) || pattern.test(test.fullName);
    if (this.skips.some(wanted)) return false;
    return this.names.length === 0 || this.names.some(wanted);
  }

  /** Whether a test, or what is around it, is marked with `only`, where somebody asks for that. */
  isMarked(test) {
    if (test.parent?.onlySubtests) return test.only;
    if (!this.only) return true;
    for (let each = test; each !== null; each = each.parent) if (each.only) return true;
    return false;
  }

  /** Suites run for the sake of what is in them. */
  runs(test) {
    if (test.kind === 'suite') return true;
    const above = test
      .ancestors()
      .some((each) => each.kind === 'suite' && this.names.some((pattern) => pattern.test(each.name)));
    return this.isMarked(test) && (this.matchesName(test) || (above && this.skips.length === 0));
  }
}
