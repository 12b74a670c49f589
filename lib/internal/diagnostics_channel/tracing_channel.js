// Five channels that tell of one operation: that it starts, ends, comes back, has come back, or failed.

import { codes } from '../errors.js';
import { validateFunction } from '../validators.js';
import { Channel, channel } from './channel.js';

const NAMES = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

function channelOf(source, name) {
  if (typeof source === 'string') return channel(`tracing:${source}:${name}`);
  if (typeof source !== 'object' || source === null) {
    throw new codes.ERR_INVALID_ARG_TYPE('nameOrChannels', ['string', 'TracingChannel', 'Object'], source);
  }
  const given = source[name];
  if (given === undefined || given === null) throw new TypeError('Cannot convert undefined or null to object');
  if (!(given instanceof Channel)) throw new codes.ERR_INVALID_ARG_TYPE(`nameOrChannels.${name}`, ['Channel'], given);
  return given;
}

/** Source: Node class TracingChannel since v19.9.0. */
class TracingChannel {
  constructor(source) {
    for (const name of NAMES) {
      Object.defineProperty(this, name, { value: channelOf(source, name), enumerable: true, configurable: true });
    }
  }

  get hasSubscribers() {
    return NAMES.some((name) => this[name]?.hasSubscribers);
  }

  /** @param {object} handlers  functions by the name of a channel */
  subscribe(handlers) {
    for (const name of NAMES) {
      if (handlers[name]) this[name]?.subscribe(handlers[name]);
    }
  }

  /** @returns {boolean} whether all of them were subscribed */
  unsubscribe(handlers) {
    let done = true;
    for (const name of NAMES) {
      if (handlers[name] && !this[name]?.unsubscribe(handlers[name])) done = false;
    }
    return done;
  }

  /** Calls fn.apply(thisArg, args) and tells of it; `context` is what subscribers get. */
  traceSync(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    return this.start.runStores(context, () => {
      try {
        return (context.result = Reflect.apply(fn, thisArg, args));
      } catch (error) {
        this.#fail(context, error);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  /** The same for a function that returns a promise: it comes back when that is settled. */
  tracePromise(fn, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const back = () => {
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.start.runStores(context, () => {
      try {
        let promise = Reflect.apply(fn, thisArg, args);
        if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
        return promise.then(
          (result) => {
            context.result = result;
            back();
            return result;
          },
          (error) => {
            this.#fail(context, error);
            back();
            throw error;
          },
        );
      } catch (error) {
        this.#fail(context, error);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  /** The same for a function whose argument at `position` is a callback: it comes back when that is called. */
  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    if (!this.hasSubscribers) return Reflect.apply(fn, thisArg, args);
    const callback = args.at(position);
    validateFunction(callback, 'callback');
    const tracing = this;
    function traced(...results) {
      const [error, result] = results;
      if (error) tracing.#fail(context, error);
      else context.result = result;
      return tracing.asyncStart.runStores(context, () => {
        try {
          return callback.apply(this, results);
        } finally {
          tracing.asyncEnd.publish(context);
        }
      });
    }
    args.splice(position, 1, traced);
    return this.start.runStores(context, () => {
      try {
        return Reflect.apply(fn, thisArg, args);
      } catch (error) {
        this.#fail(context, error);
        throw error;
      } finally {
        this.end.publish(context);
      }
    });
  }

  #fail(context, error) {
    context.error = error;
    this.error.publish(context);
  }
}

/**
 * @param {string|object} nameOrChannels  a name, or the five channels
 * @returns {TracingChannel}
 * @throws ERR_INVALID_ARG_TYPE, TypeError
 * Source: Node diagnostics_channel.tracingChannel since v19.9.0.
 */
export function tracingChannel(nameOrChannels) {
  return new TracingChannel(nameOrChannels);
}
