// ns of processor time each: setTimeout, set and clear, setImmediate, nextTick.
const n = 200_000;
const results = {};

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

function measure(name, run) {
  return new Promise((resolve) => {
    const times = [];
    const once = (left) => {
      const before = cpu();
      run(() => {
        times.push((cpu() - before) / n);
        if (left > 0) setTimeout(once, 5, left - 1);
        else {
          times.sort((a, b) => a - b);
          results[name] = times[times.length >> 1];
          resolve();
        }
      });
    };
    once(8);
  });
}

await measure('setTimeout', (done) => {
  let left = n;
  const tick = () => {
    if (--left === 0) done();
  };
  for (let i = 0; i < n; i++) setTimeout(tick, 1);
});
await measure('set + clear', (done) => {
  const nothing = () => {};
  for (let i = 0; i < n; i++) clearTimeout(setTimeout(nothing, 1000 + (i % 50)));
  done();
});
await measure('setImmediate', (done) => {
  let left = n;
  const tick = () => {
    if (--left === 0) done();
  };
  for (let i = 0; i < n; i++) setImmediate(tick);
});
await measure('nextTick', (done) => {
  let left = n;
  const tick = () => {
    if (--left === 0) done();
  };
  for (let i = 0; i < n; i++) process.nextTick(tick);
});
console.log(JSON.stringify(results));
