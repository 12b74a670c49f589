// Streams of values in time: operators, subjects, schedulers, events, errors, fetching by promise.
import { EventEmitter } from 'node:events';
import {
  catchError,
  concatMap,
  debounceTime,
  firstValueFrom,
  from,
  fromEvent,
  interval,
  lastValueFrom,
  map,
  merge,
  of,
  ReplaySubject,
  reduce,
  retry,
  scan,
  Subject,
  share,
  switchMap,
  take,
  takeUntil,
  throwError,
  timer,
  toArray,
  zip,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

console.log(
  await lastValueFrom(
    from([1, 2, 3, 4]).pipe(
      concatMap((n) => timer(n).pipe(map(() => n * n))),
      scan((a, b) => a + b),
      toArray(),
    ),
  ),
);
const source = new EventEmitter();
const heard = firstValueFrom(
  fromEvent(source, 'word').pipe(
    take(2),
    reduce((a, b) => `${a} ${b}`),
  ),
);
source.emit('word', 'hello');
source.emit('word', 'there');
console.log(await heard, source.listenerCount('word'));
let tries = 0;
console.log(
  await lastValueFrom(
    throwError(() => new Error(`try ${++tries}`)).pipe(
      retry(2),
      catchError((error) => of(error.message)),
    ),
  ),
);
const stop = new Subject();
const ticks = lastValueFrom(interval(1).pipe(takeUntil(stop), toArray()));
setTimeout(() => stop.next(), 30);
console.log((await ticks).slice(0, 3));
const replay = new ReplaySubject(2);
for (const n of [1, 2, 3]) replay.next(n);
replay.complete();
console.log(await lastValueFrom(zip(replay, ['a', 'b']).pipe(toArray())));
const shared = from(Promise.resolve(5)).pipe(share());
console.log(await lastValueFrom(merge(shared, shared.pipe(switchMap((n) => [n, n + 1]))).pipe(toArray())));
new TestScheduler((actual, expected) => console.log(JSON.stringify(actual) === JSON.stringify(expected))).run(
  ({ cold, expectObservable }) => expectObservable(cold('-a-b--c|').pipe(debounceTime(2))).toBe('-----b-(c|)'),
);
