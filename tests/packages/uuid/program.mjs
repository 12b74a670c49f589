// All versions of UUIDs: the fixed ones by value, the random ones by form.
import assert from 'node:assert';
import { MAX, NIL, parse, stringify, v1, v3, v4, v5, v6, v7, validate, version } from 'uuid';

console.log(v3('hello.example.com', v3.DNS), v5('http://example.com/hello', v5.URL), NIL, MAX);
for (const make of [v1, v4, v6, v7]) {
  const ids = Array.from({ length: 1000 }, () => make());
  assert.equal(new Set(ids).size, 1000);
  console.log(make.name, version(ids[0]), ids.every(validate), stringify(parse(ids[0])) === ids[0]);
}
console.log(
  v4({ random: Uint8Array.from({ length: 16 }, (_, i) => i * 7) }),
  v7({ msecs: 1700000000000, seq: 5, random: new Uint8Array(16) }),
);
console.log(validate('not one'), v4({}, new Uint8Array(20), 2).length);
