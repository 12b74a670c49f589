// Functions put together: curried, transduced, through lenses.
import * as R from 'ramda';

const people = [
  { name: 'Ann', age: 31, at: { city: 'Rome' } },
  { name: 'Bob', age: 27, at: { city: 'Oslo' } },
  { name: 'Cy', age: 31, at: { city: 'Oslo' } },
];
console.log(
  R.pipe(R.groupBy(R.path(['at', 'city'])), R.map(R.pluck('name')))(people),
  R.sortWith([R.descend(R.prop('age')), R.ascend(R.prop('name'))], people).map(R.prop('name')),
);
console.log(
  R.over(R.lensPath([0, 'at', 'city']), R.toUpper, people)[0],
  R.add(R.__, 3)(4),
  R.curry((a, b, c) => a + b + c)(1)(2)(3),
);
console.log(
  R.transduce(
    R.compose(
      R.filter((n) => n % 2),
      R.map(R.multiply(10)),
    ),
    R.flip(R.append),
    [],
    R.range(1, 8),
  ),
  R.equals({ a: [1, new Set([1])] }, { a: [1, new Set([1])] }),
);
console.log(
  R.evolve({ age: R.inc }, people[0]),
  R.invertObj({ a: 'x' }),
  R.toString({ d: new Date(0), r: /x/g, u: undefined }),
  R.zipObj(['a', 'b'], [1, 2]),
);
console.log(await R.andThen(R.map(R.negate), Promise.resolve([1, 2])), R.tryCatch(JSON.parse, R.always('bad'))('{'));
