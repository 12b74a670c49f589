const assert = require('node:assert');

describe('arithmetic', () => {
  let sum = 0;
  before(() => {
    sum = 1;
  });
  beforeEach((done) => setImmediate(done));
  it('adds', () => assert.strictEqual(sum + 1, 2));
  it('waits', async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.ok(true);
  });
  it('calls back', (done) => process.nextTick(done));
  it('is wrong', () => assert.deepStrictEqual({ a: [1, 2], b: 'x' }, { a: [1, 3], b: 'x' }));
  it.skip('is skipped', () => assert.fail());
  describe('nested', function () {
    this.retries(2);
    let tries = 0;
    it('succeeds at the third go', () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    });
    it('has a timeout', function () {
      this.timeout(1000);
      assert.strictEqual(this.timeout(), 1000);
    });
  });
});
