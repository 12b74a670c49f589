// Arguments that no caller should pass: of every kind, at every edge, and with ways to run code while they are read.
'use strict';

const boom = () => {
  throw new Error('from a getter');
};

function detached() {
  const view = new Uint8Array(64);
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

/** A view over a buffer that shrinks away below it. */
function outOfBounds() {
  const buffer = new ArrayBuffer(64, { maxByteLength: 64 });
  const view = new Uint8Array(buffer, 32);
  buffer.resize(8);
  return view;
}

/** An array whose elements take away the memory of `view` when they are read. */
function detachingArray(view) {
  const array = [new Uint8Array(8)];
  Object.defineProperty(array, 1, {
    get() {
      if (view.buffer.byteLength > 0) structuredClone(view.buffer, { transfer: [view.buffer] });
      return new Uint8Array(8);
    },
    enumerable: true,
  });
  return array;
}

const throwingProxy = () =>
  new Proxy(function () {}, {
    get: boom,
    has: boom,
    ownKeys: boom,
    getPrototypeOf: boom,
    getOwnPropertyDescriptor: boom,
    apply: boom,
    construct: boom,
  });

/** Every property is there: a function that returns the same again. An end is put to who follows a chain of them to its last. */
const endlessProxy = () => {
  let left = 10_000;
  const get = (key) => {
    if (--left < 0) boom();
    return key === Symbol.toPrimitive ? () => 1 : key === 'length' ? 3 : key === 'then' ? undefined : proxy;
  };
  const proxy = new Proxy(function () {}, {
    get: (_, key) => get(key),
    apply: () => proxy,
    construct: () => proxy,
  });
  return proxy;
};

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const throwingOptions = () =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      ['encoding', 'flag', 'mode', 'signal', 'length', 'size', 'highWaterMark', 'recursive', 'transfer', 'port'].map(
        (name) => [name, { get: boom, enumerable: true }],
      ),
    ),
  );

const thenable = (then) => Object.defineProperty({}, 'then', { value: then });

const cyclic = () => {
  const object = { list: [] };
  object.self = object;
  object.list.push(object);
  return object;
};

/**
 * Makes the values anew, so that one call cannot blunt them for the next.
 * @returns {unknown[]}
 */
exports.hostileValues = function hostileValues() {
  const view = new Uint8Array(64).fill(97);
  const frozen = Object.freeze({ encoding: 'nothing', flag: 'nothing', length: -1 });
  return [
    undefined,
    null,
    true,
    -1,
    0,
    1.5,
    -0,
    255,
    65536,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    2 ** 32,
    2 ** 53,
    1e308,
    NaN,
    Infinity,
    -Infinity,
    10n ** 30n,
    -1n,
    '',
    'x',
    'utf8',
    'a\0b',
    '\ud800',
    'é€😀'.repeat(100),
    'y'.repeat(20_000),
    Symbol('s'),
    Symbol.iterator,
    {},
    [],
    [undefined, null, NaN],
    new Array(1000),
    Object.create(null),
    { length: 70_000 },
    { length: -5, byteLength: 1e9, byteOffset: -1, buffer: {} },
    { toString: boom, valueOf: boom },
    { toString: () => 'x', valueOf: () => 3 },
    { [Symbol.iterator]: boom, [Symbol.asyncIterator]: boom },
    thenable(boom),
    thenable((resolve) => resolve(1)),
    { signal: { aborted: true, addEventListener: 1 } },
    { encoding: 'hex', recursive: true, length: 2, offset: 1e9, position: -1n },
    throwingOptions(),
    frozen,
    cyclic(),
    () => {},
    () => boom(),
    class {},
    async () => {},
    function* () {},
    view,
    new Uint8Array(0),
    detached(),
    outOfBounds(),
    detachingArray(view),
    new Float64Array(3),
    new BigUint64Array(2),
    new DataView(new ArrayBuffer(16), 3),
    new ArrayBuffer(8),
    new SharedArrayBuffer(8),
    new Uint8Array(new SharedArrayBuffer(16), 5),
    Buffer.from('abc'),
    new Map([[1, 2]]),
    new Set([1]),
    new WeakMap(),
    new Date(NaN),
    /x/g,
    new Error('e'),
    Promise.resolve(1),
    throwingProxy(),
    endlessProxy(),
    revoked(),
    new Proxy([], {}),
    new Proxy(new Uint8Array(4), {}),
    globalThis,
    (function () {
      return arguments; // eslint-disable-line
    })(1, 2),
    new AbortController().signal,
    AbortSignal.abort(),
    new URL('http://host/x'),
    new MessageChannel().port1,
  ];
};
