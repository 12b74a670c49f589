// Whether two values are deeply equal: loosely (==), strictly (===, prototypes), or the second as a part of the first.
import { binding } from '../binding.js';
import { sameEntries, sameMembers } from './comparisons/collections.js';
import { isURL } from './inspect/kinds.js';
import { sameArrays, sameBuffers, sameTypedArrays } from './comparisons/lists.js';
import { sameProperties } from './comparisons/properties.js';

const { kind: kindOf, kinds } = binding('util');
const tagOf = Object.prototype.toString;
const getTime = Date.prototype.getTime;
const regexpSource = Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get;
const boxedValues = new Map([
  [kinds.number, Number.prototype.valueOf],
  [kinds.string, String.prototype.valueOf],
  [kinds.boolean, Boolean.prototype.valueOf],
  [kinds.bigint, BigInt.prototype.valueOf],
  [kinds.symbol, Symbol.prototype.valueOf],
]);

/** How a comparison judges. */
export const loose = 0;
export const strict = 1;
/** Like strict, but what only the first value has does not count, nor does its prototype. */
export const partial = 2;

/** Kinds of objects that are equal to nothing but themselves: what they hold cannot be seen. */
const opaque = new Set([kinds.function, kinds.promise, kinds.weakMap, kinds.weakSet]);

/** One comparison: its mode, and the pairs of objects that are being compared now, outermost first. */
class Comparison {
  constructor(mode, skipPrototype) {
    this.mode = mode;
    this.skipPrototype = skipPrototype;
    this.path = [];
    this.pathOfB = [];
  }

  /** @returns {boolean} */
  equal(a, b) {
    if (a === b) return a !== 0 || this.mode === loose || Object.is(a, b);
    if (this.mode === loose) {
      if (a === null || typeof a !== 'object') {
        // biome-ignore lint/suspicious/noDoubleEquals: what is documented
        return (b === null || typeof b !== 'object') && (a == b || (Number.isNaN(a) && Number.isNaN(b)));
      }
      if (b === null || typeof b !== 'object') return false;
    } else {
      if (typeof a !== 'object') return Number.isNaN(a) && Number.isNaN(b);
      if (a === null || b === null || typeof b !== 'object') return false;
      if (this.mode === strict && !this.skipPrototype && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b))
        return false;
    }
    return this.sameKind(a, b);
  }

  sameKind(a, b) {
    const list = Array.isArray(a);
    if (list !== Array.isArray(b)) return false;
    const kind = comparedKind(a);
    const other = comparedKind(b);
    if (!this.skipPrototype && !(kind === other && isUntagged(a) && isUntagged(b)) && tagOf.call(a) !== tagOf.call(b))
      return false;
    if (list) return this.guarded(a, b, sameArrays);
    if (kind !== other) return isErrorLike(a) && isErrorLike(b) && this.sameErrors(a, b);
    if (opaque.has(kind)) return false;
    return this.sameContents(a, b, kind);
  }

  sameContents(a, b, kind) {
    switch (kind) {
      case kinds.plain:
        if (a instanceof Error || b instanceof Error) return isErrorLike(a) && isErrorLike(b) && this.sameErrors(a, b);
        return samePlatformObjects(a, b) && this.guarded(a, b, sameProperties);
      case kinds.date: {
        const time = getTime.call(a);
        const otherTime = getTime.call(b);
        if (!Object.is(time, otherTime)) return false;
        return this.guarded(a, b, sameProperties);
      }
      case kinds.regexp:
        return (
          regexpSource.call(a) === regexpSource.call(b) &&
          a.flags === b.flags &&
          a.lastIndex === b.lastIndex &&
          this.guarded(a, b, sameProperties)
        );
      case kinds.error:
        return this.sameErrors(a, b);
      case kinds.typedArray:
        return sameTypedArrays(this, a, b);
      case kinds.dataView:
      case kinds.arrayBuffer:
      case kinds.sharedArrayBuffer:
        return sameBuffers(this, a, b);
      case kinds.set:
        return this.guarded(a, b, sameMembers);
      case kinds.map:
        return this.guarded(a, b, sameEntries);
      case kinds.number:
      case kinds.string:
      case kinds.boolean:
      case kinds.bigint:
      case kinds.symbol: {
        const valueOf = boxedValues.get(kind);
        return Object.is(valueOf.call(a), valueOf.call(b)) && this.guarded(a, b, sameProperties);
      }
      default:
        return this.guarded(a, b, sameProperties);
    }
  }

  /** The stack is left out: two errors of one making differ in it. */
  sameErrors(a, b) {
    for (const key of ['message', 'name', 'cause', 'errors']) {
      if (!this.sameHidden(a, b, key)) return false;
    }
    return this.guarded(a, b, sameProperties);
  }

  /** A property that counts though it is not enumerable. */
  sameHidden(a, b, key) {
    const inB = Object.hasOwn(b, key);
    if (this.mode === partial && !inB && key !== 'name') return true;
    if (key !== 'name' && key !== 'message' && Object.hasOwn(a, key) !== inB) return false;
    // Enumerable ones are compared with all others.
    if (Object.prototype.propertyIsEnumerable.call(a, key)) return Object.prototype.propertyIsEnumerable.call(b, key);
    return this.equal(a[key], b[key]);
  }

  /**
   * Compares what is inside of two objects. An object that is met again inside of itself equals just its partner there.
   * @param {(comparison: Comparison, a: object, b: object) => boolean} compare
   */
  guarded(a, b, compare) {
    const { path, pathOfB } = this;
    if (path.length > 0) {
      const at = path.indexOf(a);
      const atB = pathOfB.indexOf(b);
      if (at !== -1 || atB !== -1) return at === atB;
    }
    path.push(a);
    pathOfB.push(b);
    const result = compare(this, a, b);
    path.pop();
    pathOfB.pop();
    return result;
  }
}

/** Whether the kind tells what Object.prototype.toString would. */
const isUntagged = (value) => value[Symbol.toStringTag] === undefined;

/** The namespace of a module equals an object of the same shape. */
function comparedKind(value) {
  const kind = kindOf(value);
  return kind === kinds.namespace ? kinds.plain : kind;
}

function isErrorLike(value) {
  return kindOf(value) === kinds.error || value instanceof Error;
}

/** Objects whose state is in private fields, yet is what they are about. */
function samePlatformObjects(a, b) {
  return !(isURL(a) && isURL(b)) || a.href === b.href;
}

/** @returns {boolean} whether a == b, all the way down (Node assert.deepEqual) */
export function isDeepEqual(a, b) {
  return new Comparison(loose, false).equal(a, b);
}

/**
 * @param {unknown} a
 * @param {unknown} b
 * @param {boolean} [skipPrototype]  classes do not count
 * @returns {boolean}  Node util.isDeepStrictEqual since v9.0.0
 */
export function isDeepStrictEqual(a, b, skipPrototype = false) {
  return new Comparison(strict, Boolean(skipPrototype)).equal(a, b);
}

/** @returns {boolean} whether all of b is in a (Node assert.partialDeepStrictEqual) */
export function isPartialStrictEqual(a, b) {
  return new Comparison(partial, false).equal(a, b);
}
