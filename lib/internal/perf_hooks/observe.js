// PerformanceObserver: entries of the kinds that it asks for, handed over in the next check phase.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { atCheck } from '../timers/immediate.js';
import { validateFunction, validateObject } from '../validators.js';
import { enumerable, PerformanceNodeEntry, tag } from './entry.js';
import { entriesOf } from './timeline.js';

const { unwatchGc, watchGc } = binding('perf_hooks');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const SUPPORTED = ['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'resource'];

const observers = new Set();
const counts = new Map(SUPPORTED.map((type) => [type, 0]));
let pending = new Set();
let take; // gives an observer an entry
let handOver; // gives an observer's callback what it was given

/** Whether anybody observes entries of a type: only then they are worth making. */
export function isObserved(type) {
  return counts.get(type) > 0;
}

/** Hands an entry to those who observe its type. */
export function enqueue(entry) {
  if (!isObserved(entry.entryType)) return;
  for (const observer of observers) take(observer, entry);
}

function schedule(observer) {
  if (pending.size === 0) atCheck(deliver);
  pending.add(observer);
}

function deliver() {
  const due = pending;
  pending = new Set();
  for (const observer of due) handOver(observer);
}

function count(type, change) {
  const before = counts.get(type);
  counts.set(type, before + change);
  const on = before === 0 && change > 0;
  if (!on && before + change !== 0) return;
  if (type === 'http' || type === 'net') load('internal/perf_hooks/connection_timing').listen(type, on);
  else if (type === 'gc' && on) watchGc(collected);
  else if (type === 'gc') unwatchGc();
}

function collected(kind, flags, start, duration) {
  enqueue(new PerformanceNodeEntry('gc', 'gc', start / 1e6, duration / 1e6, { kind, flags }));
}

function inspectAs(self, fields, depth, options) {
  if (depth < 0) return self;
  const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
  return `${self.constructor.name} ${load('internal/util/inspect').inspect(fields, inner)}`;
}

/** Source: Performance Timeline, "PerformanceObserverEntryList interface"; Node since v8.5.0. */
export class PerformanceObserverEntryList {
  #entries;

  constructor(entries) {
    this.#entries = [...entries].sort((a, b) => a.startTime - b.startTime);
  }

  getEntries() {
    return [...this.#entries];
  }

  getEntriesByType(type) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    return this.#entries.filter((entry) => entry.entryType === `${type}`);
  }

  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('name');
    return this.#entries.filter(
      (entry) => entry.name === `${name}` && (type === undefined || entry.entryType === `${type}`),
    );
  }

  [customInspect](depth, options) {
    return inspectAs(this, this.#entries, depth, options);
  }
}
enumerable(PerformanceObserverEntryList.prototype, ['getEntries', 'getEntriesByType', 'getEntriesByName']);
tag(PerformanceObserverEntryList);

/** Source: Performance Timeline, "The PerformanceObserver interface"; Node since v8.5.0. */
export class PerformanceObserver {
  #buffer = [];
  #types = new Set();
  #mode; // 'single' for { type }, 'multiple' for { entryTypes }: they cannot be mixed
  #callback;

  static {
    take = (observer, entry) => {
      if (!observer.#types.has(entry.entryType)) return;
      observer.#buffer.push(entry);
      schedule(observer);
    };
    handOver = (observer) => {
      const entries = observer.takeRecords();
      if (entries.length > 0) observer.#callback(new PerformanceObserverEntryList(entries), observer);
    };
  }

  /** @param {(list: PerformanceObserverEntryList, observer: PerformanceObserver) => void} callback */
  constructor(callback) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  static get supportedEntryTypes() {
    return SUPPORTED.slice();
  }

  /**
   * @param {{entryTypes?: string[], type?: string, buffered?: boolean}} options  buffered: what is in the timeline already too
   * @throws ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
   */
  observe(options = {}) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined)
      throw new codes.ERR_MISSING_ARGS('options.entryTypes', 'options.type');
    if (entryTypes != null && type != null) {
      throw new codes.ERR_INVALID_ARG_VALUE(
        'options.entryTypes',
        entryTypes,
        'options.entryTypes can not set with options.type together',
      );
    }
    const mode = type === undefined ? 'multiple' : 'single';
    this.#mode ??= mode;
    if (this.#mode !== mode) {
      const name = mode === 'single' ? 'options.type' : 'options.entryTypes';
      throw new codes.ERR_INVALID_ARG_VALUE(
        name,
        options[name.slice(8)],
        'PerformanceObserver can not be used in both ways',
      );
    }
    if (mode === 'multiple') {
      if (!Array.isArray(entryTypes))
        throw new codes.ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', entryTypes);
      this.#setTypes(entryTypes);
    } else {
      this.#setTypes([...this.#types, type]);
      if (buffered) {
        this.#buffer.push(...entriesOf(type));
        if (this.#buffer.length > 0) schedule(this);
      }
    }
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
  }

  disconnect() {
    this.#setTypes([]);
    this.#buffer = [];
    this.#mode = undefined;
    observers.delete(this);
    pending.delete(this);
  }

  /** @returns {PerformanceEntry[]} what waits to be handed over, which then is not */
  takeRecords() {
    const entries = this.#buffer;
    this.#buffer = [];
    return entries;
  }

  #setTypes(types) {
    const wanted = new Set(types.filter((type) => counts.has(type)));
    for (const type of wanted) if (!this.#types.has(type)) count(type, 1);
    for (const type of this.#types) if (!wanted.has(type)) count(type, -1);
    this.#types = wanted;
  }

  [customInspect](depth, options) {
    return inspectAs(
      this,
      {
        connected: observers.has(this),
        pending: pending.has(this),
        entryTypes: [...this.#types],
        buffer: this.#buffer,
      },
      depth,
      options,
    );
  }
}
enumerable(PerformanceObserver.prototype, ['observe', 'disconnect', 'takeRecords']);
enumerable(PerformanceObserver, ['supportedEntryTypes']);
tag(PerformanceObserver);
