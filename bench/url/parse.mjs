// ns of processor time each: a URL, one relative to another, and its query.
import { measure, print } from '../measure.mjs';

const texts = [
  'https://example.org/',
  'https://user:word@www.example.org:8443/a/b/c?x=1&y=2#part',
  'http://xn--bcher-kva.example/%7Epath/../other',
  'file:///home/someone/project/index.js',
];

await measure('new URL', 200_000, (n) => {
  let length = 0;
  for (let i = 0; i < n; i++) length += new URL(texts[i & 3]).href.length;
  return length;
});
await measure('new URL, relative', 200_000, (n) => {
  let length = 0;
  for (let i = 0; i < n; i++) length += new URL('../b?q=1', texts[1]).pathname.length;
  return length;
});
await measure('searchParams.get', 200_000, (n) => {
  let length = 0;
  for (let i = 0; i < n; i++) length += new URL(texts[1]).searchParams.get('y').length;
  return length;
});
print();
