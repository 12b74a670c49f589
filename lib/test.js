// node:test
import { register } from './internal/test/assertions.js';
import { MockTracker } from './internal/test/mock/tracker.js';
import { readArguments } from './internal/test/options.js';
import { around, declare } from './internal/test/root.js';
import { run } from './internal/test/runner/run.js';
import { setDefaultSnapshotSerializers, setResolveSnapshotPath } from './internal/test/snapshots.js';

/** A function that declares, with its variants `.skip`, `.todo` and `.only`. */
function declarer(kind, name) {
  const make = (overrides) => (title, options, fn) => declare(kind, readArguments(title, options, fn, overrides));
  const base = Object.defineProperty(make(undefined), 'name', { value: name });
  for (const mark of ['skip', 'todo', 'only', 'expectFailure']) base[mark] = make({ [mark]: true });
  return base;
}

/** A function that adds a hook to what is declared around it. */
const hook = (kind) =>
  Object.defineProperty((fn, options) => around().addHook(kind, fn, options), 'name', { value: kind });

let mock;

const test = declarer('test', 'test');
const suite = declarer('suite', 'suite');

Object.assign(test, {
  after: hook('after'),
  afterEach: hook('afterEach'),
  before: hook('before'),
  beforeEach: hook('beforeEach'),
  describe: suite,
  it: test,
  run,
  suite,
  test,
  assert: { register },
  snapshot: { setDefaultSnapshotSerializers, setResolveSnapshotPath },
});
Object.defineProperty(test, 'mock', {
  /** Mocks that no test resets. Node test.mock since v19.1.0 */
  get: () => (mock ??= new MockTracker()),
  enumerable: true,
  configurable: true,
});

export default test;
