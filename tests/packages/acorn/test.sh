# acorn's command, and the library on a large source.
echo 'let answer = 6 * 7' > a.js
"$RONDO" node_modules/acorn/bin/acorn --ecma2024 --compact a.js > tree.json
"$RONDO" -e '
const acorn = require("acorn"), fs = require("fs"), assert = require("assert");
assert.equal(JSON.parse(fs.readFileSync("tree.json", "utf8")).body[0].declarations[0].init.operator, "*");
const tree = acorn.parse(fs.readFileSync(require.resolve("lodash"), "utf8"), { ecmaVersion: "latest" });
assert(tree.body.length > 0);
assert.throws(() => acorn.parse("let let = 1", { ecmaVersion: 6, sourceType: "module" }), SyntaxError);
'
