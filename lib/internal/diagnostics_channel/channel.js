// Named channels: whoever has something to tell publishes, at next to no cost while nobody listens.

import { codes } from '../errors.js';
import { onStart } from '../start.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateFunction } from '../validators.js';

// Name -> Channel, or a WeakRef to one that nobody listens to.
const channels = new Map();
let collected;

// Before that, the library itself makes channels: they stay, since a snapshot holds no WeakRef.
onStart(() => {
  collected = new FinalizationRegistry((name) => {
    const entry = channels.get(name);
    if (entry instanceof WeakRef && entry.deref() === undefined) channels.delete(name);
  });
});

// What a listener throws is an uncaught exception, and keeps no other from being called.
function raise(error) {
  nextTick(() => {
    throw error;
  });
}

/** Source: Node class Channel since v15.1.0. */
export class Channel {
  // Arrays that are replaced, never changed; undefined while empty.
  _subscribers = undefined;
  _stores = undefined;
  /** Called when who listens has changed: for channels of the library. */
  onChange = undefined;

  constructor(name) {
    this.name = name;
  }

  get hasSubscribers() {
    return this._subscribers !== undefined || this._stores !== undefined;
  }

  /** Calls the subscribers with (data, name). What they throw does not come here. */
  publish(data) {
    if (this._subscribers === undefined) return;
    for (const subscriber of this._subscribers) {
      try {
        subscriber(data, this.name);
      } catch (error) {
        raise(error);
      }
    }
  }

  /** @throws ERR_INVALID_ARG_TYPE */
  subscribe(subscriber) {
    validateFunction(subscriber, 'subscription');
    this._subscribers = [...(this._subscribers ?? []), subscriber];
    pin(this);
  }

  /** @returns {boolean} whether it was subscribed */
  unsubscribe(subscriber) {
    const at = this._subscribers === undefined ? -1 : this._subscribers.indexOf(subscriber);
    if (at < 0) return false;
    const left = this._subscribers.toSpliced(at, 1);
    this._subscribers = left.length > 0 ? left : undefined;
    pin(this);
    return true;
  }

  /**
   * Lets runStores() run with what it is given as store, or with what transform makes of it.
   * Source: Node since v19.9.0.
   */
  bindStore(store, transform) {
    this._stores = [...(this._stores ?? []).filter((each) => each.store !== store), { store, transform }];
    pin(this);
  }

  /** @returns {boolean} whether it was bound */
  unbindStore(store) {
    const left = (this._stores ?? []).filter((each) => each.store !== store);
    if (left.length === (this._stores ?? []).length) return false;
    this._stores = left.length > 0 ? left : undefined;
    pin(this);
    return true;
  }

  /** Publishes data and calls fn.apply(thisArg, args), both with the bound stores. Source: Node since v19.9.0. */
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return Reflect.apply(fn, thisArg, args);
    };
    for (const { store, transform } of this._stores ?? []) {
      let value = data;
      if (transform !== undefined) {
        try {
          value = transform(data);
        } catch (error) {
          raise(error);
          continue;
        }
      }
      const inner = run;
      run = () => store.run(value, inner);
    }
    return run();
  }
}

// What is listened to must not be collected, nor what the library made; the rest may be.
function pin(made) {
  made.onChange?.();
  if (made.hasSubscribers || collected === undefined) {
    channels.set(made.name, made);
  } else if (channels.get(made.name) === made) {
    channels.set(made.name, new WeakRef(made));
    collected.register(made, made.name);
  }
}

function find(name) {
  const entry = channels.get(name);
  return entry instanceof WeakRef ? entry.deref() : entry;
}

/**
 * @param {string|symbol} name
 * @returns {Channel} the one of that name
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node diagnostics_channel.channel since v15.1.0.
 */
export function channel(name) {
  const existing = find(name);
  if (existing !== undefined) return existing;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw new codes.ERR_INVALID_ARG_TYPE('channel', ['string', 'symbol'], name);
  }
  const made = new Channel(name);
  channels.set(name, made);
  pin(made);
  return made;
}

/** Whether anybody listens on the channel of that name. Source: Node since v15.1.0. */
export function hasSubscribers(name) {
  return find(name)?.hasSubscribers ?? false;
}

/** Source: Node diagnostics_channel.subscribe since v18.7.0. */
export function subscribe(name, subscriber) {
  channel(name).subscribe(subscriber);
}

/** @returns {boolean} whether it was subscribed. Source: Node diagnostics_channel.unsubscribe since v18.7.0. */
export function unsubscribe(name, subscriber) {
  return channel(name).unsubscribe(subscriber);
}
