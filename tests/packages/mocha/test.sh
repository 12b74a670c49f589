# mocha runs a suite of CommonJS and ES modules with hooks, a failure and a retry; as it does on Node.
mkdir suite
cp "$HERE"/suite/* suite
run() { # PROGRAM OPTION...
  local program=$1
  shift
  "$program" node_modules/mocha/bin/mocha.js --no-color "$@" suite 2>&1 && echo clean || echo "exit $?"
}
times='s# *([0-9]*m*s)$##; s#: [0-9]*ms$##'
for options in '--reporter spec' '--reporter tap --grep arithmetic' '--reporter list --sort' '--reporter dot' '--bail --reporter min'; do
  run "$RONDO" $options | sed "$times" | grep -v '^ *at .*internal\|^ *at .*node:\|^ *$' > rondo.txt
  run "$NODE" $options | sed "$times" | grep -v '^ *at .*internal\|^ *at .*node:\|^ *$' > node.txt
  diff rondo.txt node.txt
  grep -q 'exit 1\|clean' rondo.txt
done
run "$RONDO" > spec.txt || true
grep -q '8 passing' spec.txt
grep -q '1 failing' spec.txt
grep -q '1 pending' spec.txt
run "$RONDO" --parallel --jobs 2 > parallel.txt # in processes of their own: which file comes first is left open
grep -q '8 passing' parallel.txt
grep -q '1 failing' parallel.txt
