// What a thread knows of itself. On the main thread all of it is as declared; run.js fills it in a Worker.

export const thisThread = {
  isMainThread: true,
  threadId: 0,
  threadName: '',
  /** @type {object} what the Worker may take at most, in MB */
  resourceLimits: {},
  /** @type {MessagePort | null} */
  parentPort: null,
  /** @type {unknown} */
  workerData: null,
};

/** What setEnvironmentData() has set: every Worker that is made gets a copy. */
export const environmentData = new Map();
