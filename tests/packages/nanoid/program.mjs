// Short identifiers.
import { customAlphabet, customRandom, nanoid, urlAlphabet } from 'nanoid';
import { nanoid as insecure } from 'nanoid/non-secure';

const ids = Array.from({ length: 5000 }, () => nanoid());
console.log(
  new Set(ids).size,
  ids.every((id) => /^[\w-]{21}$/.test(id)),
  customAlphabet('ab', 9)().replace(/[ab]/g, 'x'),
  insecure(4).length,
);
console.log(customRandom(urlAlphabet, 10, (size) => Uint8Array.from({ length: size }, (_, i) => i))());
