// A clock that goes when it is told to, and what is due on it.

/** Timers in the order of their time, then of their making. */
export class Clock {
  constructor(now) {
    this.now = now;
    this.entries = [];
    this.nextId = 1;
  }

  /**
   * @param {Function} callback
   * @param {number} delay  milliseconds
   * @param {unknown[]} args
   * @param {number} [interval]  runs again after so many milliseconds
   */
  add(callback, delay, args, interval = undefined) {
    const entry = { id: this.nextId++, time: this.now + delay, callback, args, interval };
    this.#insert(entry);
    return entry;
  }

  #insert(entry) {
    const later = (other) => other.time > entry.time || (other.time === entry.time && other.id > entry.id);
    const at = this.entries.findIndex(later);
    if (at === -1) this.entries.push(entry);
    else this.entries.splice(at, 0, entry);
  }

  remove(entry) {
    const at = this.entries.indexOf(entry);
    if (at !== -1) this.entries.splice(at, 1);
  }

  find(id) {
    return this.entries.find((entry) => entry.id === id);
  }

  /** Runs what is due by `time`, each at its own time. */
  advanceTo(time) {
    while (this.entries.length > 0 && this.entries[0].time <= time) {
      const entry = this.entries.shift();
      this.now = entry.time;
      if (entry.interval !== undefined) {
        entry.time += entry.interval;
        this.#insert(entry);
      }
      Reflect.apply(entry.callback, undefined, entry.args);
    }
    this.now = time;
  }

  /** The time of what is due last, and the intervals' next once. */
  get end() {
    return this.entries.at(-1)?.time ?? this.now;
  }
}
