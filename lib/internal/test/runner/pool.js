// The files of one run, so many at a time.
import { hrtime } from '../../process/measures.js';
import { runFile } from './file_run.js';

export class Pool {
  /** The files that run just now. */
  running = new Set();
  #waiting;
  #settings;
  #connection;

  /**
   * @param {string[]} files
   * @param {object} settings  of run()
   * @param {Collector} collector
   * @param {{ signal: AbortSignal, environment: object, onLoad?: (path: string, loaded: string) => void }} connection  `onLoad` is told
   *   which files each of them loads
   */
  constructor(files, settings, collector, connection) {
    this.#waiting = files.map((path) => [path, collector.open(path)]);
    this.#settings = settings;
    this.#connection = connection;
  }

  /** @returns {Promise<void>} when all have ended */
  async run() {
    for (const [, events] of this.#waiting) events.enqueue();
    await Promise.all(Array.from({ length: this.#settings.concurrency }, (_, i) => this.#work(i + 1)));
  }

  /** Those that wait do not run. */
  stop() {
    this.#waiting = [];
  }

  async #work(worker) {
    const { onLoad, ...connection } = this.#connection;
    while (this.#waiting.length > 0) {
      const [path, events] = this.#waiting.shift();
      const started = hrtime();
      this.running.add(path);
      events.begin();
      const error = await runFile(path, this.#settings, {
        ...connection,
        worker,
        receive: (type, data) => events.receive(type, data),
        onLoad: onLoad === undefined ? undefined : (loaded) => onLoad(path, loaded),
      });
      this.running.delete(path);
      const [seconds, nanoseconds] = hrtime(started);
      events.conclude(error, seconds * 1e3 + nanoseconds / 1e6);
    }
  }
}
