// What the programs here that measure themselves have in common.
const results = {};
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};

/** Adds a figure: the median of nine runs, ns of processor time for each of `n` operations that `run(n)` does. */
export async function measure(name, n, run) {
  const times = [];
  for (let i = 0; i < 9; i++) {
    const before = cpu();
    await run(n);
    times.push((cpu() - before) / n);
  }
  times.sort((a, b) => a - b);
  results[name] = times[4];
}

/** Prints the figures. */
export function print() {
  console.log(JSON.stringify(results));
}
