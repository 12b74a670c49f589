import assert from 'node:assert';
import { after, describe, it } from 'mocha';

const state = await Promise.resolve({ calls: 0 });
describe('an ES module', () => {
  after(() => assert.equal(state.calls, 2));
  for (const name of ['one', 'two']) it(name, () => state.calls++);
  it('rejects', () => assert.rejects(Promise.reject(new TypeError('no')), TypeError));
});
