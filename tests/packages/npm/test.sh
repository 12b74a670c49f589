# The machine's npm, which finds rondo where it looks for node.
mkdir -p bin project/node_modules
ln -s "$RONDO" bin/node
for name in rxjs tslib semver; do cp -rL "node_modules/$name" project/node_modules/; done
rm node_modules
npm=$(readlink -f "$(command -v npm)")
cd project
cat > package.json <<'JSON'
{
  "name": "project", "version": "1.2.3", "dependencies": { "rxjs": "^7.0.0", "semver": "^7.0.0" },
  "scripts": { "prehello": "echo before", "hello": "node hello.js", "fails": "node -e 'process.exit(7)'", "posthello": "echo after", "bin": "semver 1.2.3" }
}
JSON
echo 'console.log(process.release.name, process.argv.slice(2), process.env.npm_lifecycle_event, process.env.npm_package_version, "rondo" in process.versions)' > hello.js
mkdir -p node_modules/.bin
ln -s ../semver/bin/semver.js node_modules/.bin/semver
try() { # what npm writes and how it ends, run by the first `node` of the PATH
  node "$npm" --no-update-notifier --no-audit --offline --cache ../cache "$@" 2>&1 && echo 'exit 0' || echo "exit $?"
}
all() {
  try --version
  try run
  try run hello --silent -- --flag 'a b'
  try run bin
  try fails
  try run fails --silent
  try run nothing | grep -v 'complete log\|_logs'
  try pkg get name version scripts.hello
  try pkg set description='it works' 'keywords[]=x'
  try pkg delete scripts.fails
  try prefix
  cat package.json
}
cp package.json ../first.json
PATH="$PWD/../bin:$PATH" all > ../rondo.txt
cp package.json ../rondo.json
cp ../first.json package.json
all > ../node.txt
cmp package.json ../rondo.json
sed 's/, true$/, BOTH/; s/ \(true\|false\)$/ RONDO/' ../rondo.txt > ../rondo.plain
sed 's/ \(true\|false\)$/ RONDO/' ../node.txt > ../node.plain
diff ../rondo.plain ../node.plain
grep -q "node \[ '--flag', 'a b' \] hello 1.2.3 true" ../rondo.txt
