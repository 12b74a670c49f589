// Collections that do not change, shown by console.log as their inspect says.
import { fromJS, is, List, Map as IMap, OrderedSet, Range, Record, Seq } from 'immutable';

const state = fromJS({ user: { name: 'Ada', tags: ['x', 'y'] }, n: 1 });
const next = state.updateIn(['user', 'tags'], (tags) => tags.push('z')).set('n', 2);
console.log(String(state), String(next), is(state.get('user'), next.get('user')), next.toJS());
class Point extends Record({ x: 0, y: 0 }) {
  get length() {
    return Math.hypot(this.x, this.y);
  }
}
console.log(new Point({ x: 3, y: 4 }).length, String(new Point({ x: 1 })), is(new Point(), new Point()));
console.log(
  Range(1, Infinity)
    .filter((n) => n % 3 === 0)
    .map((n) => n * n)
    .take(4)
    .toArray(),
  Seq({ a: 1, b: 2 }).flip().toObject(),
);
const big = List(Range(0, 50_000)).withMutations((list) => list.push('end').set(7, 'seven'));
console.log(
  big.size,
  big.get(7),
  big
    .groupBy((n) => typeof n)
    .map((group) => group.size)
    .toJS(),
  OrderedSet.of(3, 1, 3).toArray(),
);
console.log(
  IMap()
    .asMutable()
    .set('k', List([1]))
    .asImmutable()
    .mergeDeep({ k: [2] })
    .toJS(),
  [...IMap({ a: 1 }).entries()],
);
