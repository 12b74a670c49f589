# lodash from CommonJS, with a default import, and by file.
"$RONDO" -e 'const _ = require("lodash"); require("assert").deepEqual(_.groupBy([6.1, 4.2, 6.3], Math.floor), { 4: [4.2], 6: [6.1, 6.3] })'
cat > a.mjs <<'JS'
import assert from 'node:assert';
import _ from 'lodash';
import debounce from 'lodash/debounce.js';
import merge from 'lodash/merge.js';
assert.deepEqual(merge({ a: { b: 1 } }, { a: { c: 2 } }), { a: { b: 1, c: 2 } });
assert.equal(_.template('hello <%= user %>')({ user: 'fred' }), 'hello fred');
let calls = 0;
const once = debounce(() => calls++, 5);
once(); once(); once();
await new Promise((resolve) => setTimeout(resolve, 50));
assert.equal(calls, 1);
JS
"$RONDO" a.mjs
