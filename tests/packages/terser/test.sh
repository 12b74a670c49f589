# terser makes a library smaller, and it still works.
"$RONDO" node_modules/terser/bin/terser node_modules/lodash/lodash.js -c -m -o small.js --source-map
[ "$(wc -c < small.js)" -lt "$(( $(wc -c < node_modules/lodash/lodash.js) / 4 ))" ]
[ -s small.js.map ]
"$RONDO" -e 'require("assert").deepEqual(require("./small.js").chunk([1, 2, 3, 4, 5], 2), [[1, 2], [3, 4], [5]])'
