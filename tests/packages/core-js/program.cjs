// The polyfills, over the built-in ones and without touching them.
require('core-js');
const pure = require('core-js-pure/full');

console.log(
  Object.keys(Object.groupBy([1, 2, 3], (n) => (n % 2 ? 'odd' : 'even'))),
  [3, 1, 2].toSorted(),
  'a-b-a'.replaceAll('a', 'c'),
);
console.log(
  structuredClone(new Map([[{ a: 1 }, new Set([1])]])),
  new URL('../x?a=1#h', 'https://example.com/a/b/').href,
  btoa('hi'),
  atob('aGk='),
);
console.log(
  new pure.Set([1, 2, 3]).intersection(new pure.Set([2, 3, 4])).size,
  pure.Iterator.from([1, 2, 3])
    .map((n) => n * 2)
    .toArray(),
  pure.Array.fromAsync.name,
);
console.log(
  pure.Promise.try(() => 7) instanceof pure.Promise,
  typeof pure.Symbol.asyncDispose,
  pure.Object.hasOwn({ a: 1 }, 'a'),
);
pure.Array.fromAsync(
  (async function* () {
    yield 1;
    yield 2;
  })(),
).then((list) => console.log(list));
queueMicrotask(() => console.log('microtask'));
// one after the other: which of two that are set together comes first is left open
setImmediate(() => {
  console.log('immediate');
  pure.setTimeout((text) => console.log(text), 1, 'timeout');
});
