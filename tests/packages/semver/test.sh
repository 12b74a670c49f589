# semver as a command and as a library.
semver=node_modules/semver/bin/semver.js
for arguments in '1.2.3 1.2.4 2.0.0-beta.1 -r ^1.2.3' '-i minor 1.2.3' '-c v1.2' '-r 1 2.0.0' '-i prerelease --preid rc -n 1 1.0.0' '--help'; do
  for program in "$RONDO" "$NODE"; do "$program" "$semver" $arguments > "$(basename "$program").txt" 2>&1 && code=0 || code=$?; echo "exit $code" >> "$(basename "$program").txt"; done
  diff rondo.txt node.txt
done
"$RONDO" -e '
const semver = require("semver"), assert = require("assert");
assert(semver.satisfies("1.2.3", "1.x || >=2.5.0 || 5.0.0 - 7.2.3"));
assert.deepEqual(["2.0.0", "1.0.0-a", "1.0.0"].sort(semver.compare), ["1.0.0-a", "1.0.0", "2.0.0"]);
assert.throws(() => new semver.SemVer("x"), { name: "TypeError", message: "Invalid Version: x" });
assert.equal(new semver.Range("^0.2.3").range, ">=0.2.3 <0.3.0-0");'
