// ns of processor time each: a deep copy.
import { measure, print } from '../measure.mjs';

const small = { id: 1, name: 'x', list: [1, 2, 3] };
const large = {
  users: Array.from({ length: 100 }, (_, i) => ({
    id: i,
    name: `user ${i}`,
    tags: ['a', 'b'],
    born: new Date(i * 1e9),
  })),
  index: new Map(Array.from({ length: 50 }, (_, i) => [`key ${i}`, i])),
  bytes: new Uint8Array(1024),
};

await measure('structuredClone, small object', 100_000, (n) => {
  for (let i = 0; i < n; i++) structuredClone(small);
});
await measure('structuredClone, 100 records', 1000, (n) => {
  for (let i = 0; i < n; i++) structuredClone(large);
});
await measure('structuredClone, number', 2_000_000, (n) => {
  for (let i = 0; i < n; i++) structuredClone(i);
});
print();
