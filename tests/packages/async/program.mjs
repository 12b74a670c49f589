// Control flow with callbacks and promises.
import async from 'async';

console.log(await async.mapLimit([3, 1, 2], 2, async (n) => new Promise((resolve) => setTimeout(resolve, n, n * 2))));
console.log(
  await async.auto({ a: async () => 1, b: ['a', async ({ a }) => a + 1], c: ['a', 'b', async ({ a, b }) => a + b] }),
);
const done = [];
const queue = async.priorityQueue((task, callback) => setImmediate(() => callback(null, done.push(task))), 1);
queue.push('low', 9);
queue.push('high', 1);
await queue.drain();
console.log(
  done,
  await async
    .retry({ times: 3, interval: 1 }, async () => done.push('try') < 4 && Promise.reject(new Error('again')))
    .then(String, String),
);
async.waterfall([(next) => next(null, 1, 2), (a, b, next) => process.nextTick(next, null, a + b)], (error, sum) =>
  console.log(error, sum),
);
async.parallel(
  { x: async.timeout((next) => setTimeout(next, 1000).unref(), 5), y: async.asyncify(() => 1) },
  (error, result) => console.log(error.code, error.message, result),
);
async.series([async.reflect((next) => next(new Error('no'))), async.constant('yes')], (error, results) =>
  console.log(
    error,
    results.map((r) => r.error?.message ?? r),
  ),
);
console.log(await async.reduce([1, 2, 3], 0, async (sum, n) => sum + n), await async.sortBy([3, 1], async (n) => n));
