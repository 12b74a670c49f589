# eslint lints a folder with an error and a warning, then mends what it can; as it does on Node.
cp "$HERE/eslint.config.mjs" .
mkdir -p a/lib
printf 'var count = 0;\nif (count == 1) { cuont += 1 }\nlet same = "x"\nexport const f = function () { return same }\n' > a/lib/bad.js
printf 'export const fine = 1;\n' > a/lib/good.js
cp -r a b
lint() { # PROGRAM FOLDER OPTION...
  local program=$1 folder=$2
  shift 2
  (cd "$folder" && "$program" ../node_modules/eslint/bin/eslint.js --no-color --config ../eslint.config.mjs "$@" . 2>&1 && echo clean || echo "exit $?") | sed "s|$PWD/$folder|.|g"
}
lint "$RONDO" a > rondo.txt
lint "$NODE" b > node.txt
diff rondo.txt node.txt
grep -q "2:19  error .* 'cuont' is not defined .* no-undef" rondo.txt
lint "$RONDO" a --fix --format json > rondo.json
lint "$NODE" b --fix --format json > node.json
diff rondo.json node.json
diff -r a b
grep -q 'const count = 0;' a/lib/bad.js
grep -q "'x';" a/lib/bad.js
