// Domain: takes the errors of what was begun while it was entered, and of the emitters that were added to it.

import EventEmitter from '../../events.js';
import { codes } from '../errors.js';
import { validateFunction } from '../validators.js';
import { domainStack, leaveAll, popTo, push, runOutside } from './stack.js';

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Tells, by properties that do not show, which domain something belongs to. */
export function mark(object, domain) {
  Object.defineProperty(object, 'domain', { configurable: true, enumerable: false, writable: true, value: domain });
}

/** What an error says of how it came to its domain. */
export function describeError(error, domain, properties) {
  if (!isObject(error)) return;
  mark(error, domain);
  Object.assign(error, properties);
}

/** Whether value is a domain: programs may put anything in the place of one. */
export let isDomain;

/** Node class Domain, since v0.7; deprecated. */
export class Domain extends EventEmitter {
  /** @type {object[]} what was added */
  members = [];
  #isDomain = true;

  static {
    isDomain = (value) => typeof value === 'object' && value !== null && #isDomain in value;
  }

  /** Makes this the active domain, until exit(). @throws {TypeError} ERR_INVALID_THIS */
  enter() {
    if (!isDomain(this)) throw new codes.ERR_INVALID_THIS('Domain');
    push(this);
  }

  /** Leaves this domain and those that were entered since. */
  exit() {
    popTo(this);
  }

  /**
   * @param {Function} fn
   * @param {...unknown} args
   * @returns {unknown} what fn(...args) returns, called in this domain
   */
  run(fn, ...args) {
    this.enter();
    // What fn throws finds the domain still entered: by that the error gets to it.
    const result = Reflect.apply(fn, this, args);
    this.exit();
    return result;
  }

  /**
   * Binds an emitter, or another object with callbacks, to this domain.
   * @param {object} member
   */
  add(member) {
    if (member.domain === this) return;
    if (member.domain) member.domain.remove(member);
    // A circle of domains would hand an error round for ever.
    if (this.domain && member instanceof Domain) {
      for (let domain = this.domain; domain; domain = domain.domain) if (member === domain) return;
    }
    mark(member, this);
    this.members.push(member);
  }

  /** Undoes add(). */
  remove(member) {
    mark(member, null);
    const at = this.members.indexOf(member);
    if (at !== -1) this.members.splice(at, 1);
  }

  /**
   * @param {Function} callback
   * @returns {Function} that calls it in this domain
   */
  bind(callback) {
    validateFunction(callback, 'callback');
    const domain = this;
    function runBound(...args) {
      domain.enter();
      const result = Reflect.apply(callback, this, args);
      domain.exit();
      return result;
    }
    mark(runBound, this);
    return runBound;
  }

  /**
   * @param {Function} callback
   * @returns {Function} that gives an Error as its first argument to this domain, and calls callback in it with the other arguments otherwise
   */
  intercept(callback) {
    validateFunction(callback, 'callback');
    const domain = this;
    function runIntercepted(error, ...args) {
      if (error instanceof Error) {
        describeError(error, domain, { domainBound: callback, domainThrown: false });
        domain.emit('error', error);
        return undefined;
      }
      domain.enter();
      const result = Reflect.apply(callback, this, args);
      domain.exit();
      return result;
    }
    mark(runIntercepted, this);
    return runIntercepted;
  }
}

/**
 * Gives an exception that nobody caught to the domain it was thrown in, or to one around that.
 * @param {unknown} error
 * @returns {boolean} whether one took it
 * @throws what the error handler of the outermost domain throws
 */
export function takeFault(error) {
  let stack = domainStack();
  if (stack.length === 0) return false;
  let thrown = error;
  try {
    while (stack.length > 0) {
      const domain = stack.at(-1);
      describeError(thrown, domain, { domainThrown: true });
      if (domain.listenerCount('error') === 0) {
        stack = stack.slice(0, -1);
        continue;
      }
      if (stack.length === 1) {
        runOutside(domain, undefined, () => domain.emit('error', thrown));
        return true;
      }
      try {
        runOutside(domain, undefined, () => domain.emit('error', thrown));
        return true;
      } catch (another) {
        thrown = another;
        stack = stack.slice(0, -1);
      }
    }
    if (thrown !== error) throw thrown;
    return false;
  } finally {
    leaveAll();
  }
}
