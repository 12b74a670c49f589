// Promises of a library: scheduling among ticks, long stacks, cancelling, promisifying, unhandled ones.
const fs = require('node:fs');
const Promise_ = require('bluebird');
Promise_.config({ longStackTraces: true, cancellation: true, warnings: false });

const order = [];
process.nextTick(() => order.push('tick'));
Promise_.resolve().then(() => order.push('bluebird'));
Promise.resolve().then(() => order.push('native'));
setImmediate(() => console.log(order.sort()));
const files = Promise_.promisifyAll(require('node:fs'));
(async () => {
  console.log(
    (await files.readFileAsync(__filename, 'utf8')).length > 100,
    await Promise_.map([3, 2, 1], (n) => Promise_.delay(n, n), { concurrency: 2 }),
  );
  console.log(
    await Promise_.reduce([1, 2, 3], (a, b) => a + b),
    await Promise_.props({ a: Promise_.resolve(1), b: 2 }),
    await Promise_.any([Promise_.reject(new Error('x')), 5]),
  );
  await Promise_.delay(1000)
    .timeout(5, 'too slow')
    .catch(Promise_.TimeoutError, (error) => console.log(error.name, error.message));
  const held = new Promise_((_resolve, _reject, onCancel) => onCancel(() => console.log('cancelled'))).finally(() =>
    console.log('finally', held.isCancelled()),
  );
  held.cancel();
  await files
    .readFileAsync('nothing')
    .catch({ code: 'ENOENT' }, (error) => console.log(error.code, error.constructor.name));
  await Promise_.using(
    Promise_.resolve('resource').disposer((r) => console.log('gives back', r)),
    (r) => console.log('uses', r),
  );
  await Promise_.try(function named() {
    throw new Error('long');
  }).catch((error) => console.log(error.stack.includes('From previous event') || error.stack.includes('named')));
  await Promise_.coroutine(function* () {
    return (yield Promise_.resolve(2)) * 3;
  })().tap(console.log);
  console.log(await Promise_.fromCallback((done) => fs.access(__filename, done)));
  Promise_.reject(new Error('nobody hears'));
})();
process.on('unhandledRejection', (reason, promise) =>
  console.log('unhandled', reason.message, promise instanceof Promise_),
);
