// How busy a Worker's loop is.

/**
 * Node worker.performance.eventLoopUtilization, since v14.1.
 * @param {number[]} times  [ms since its loop started, ms of them that it was idle]; empty while it does not run
 * @param {{ idle: number, active: number }} [first]  of an earlier call: only what came after it counts
 * @param {{ idle: number, active: number }} [second]  of another: only what lies between the two counts
 * @returns {{ idle: number, active: number, utilization: number }}
 */
export function utilization([since, idle], first, second) {
  if (since === undefined || since <= 0) return { idle: 0, active: 0, utilization: 0 };
  let spent = { idle, active: since - idle };
  if (second !== undefined) spent = first;
  if (first !== undefined) {
    const before = second ?? first;
    spent = { idle: spent.idle - before.idle, active: spent.active - before.active };
  }
  const all = spent.idle + spent.active;
  return { ...spent, utilization: all === 0 ? 0 : spent.active / all };
}
