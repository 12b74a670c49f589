# tape runs a suite and prints TAP: from its command and as a module; as it does on Node.
mkdir suite
cp "$HERE"/suite/* suite
for program in "$RONDO" "$NODE"; do
  who=$(basename "$program")
  "$program" node_modules/tape/bin/tape 'suite/*.js' > "$who.txt" 2>&1 && exit 1 || echo "exit $?" >> "$who.txt"
  "$program" suite/good.js >> "$who.txt" 2>&1
  sed -i "s|$PWD|.|g; /^ *at .*\(node:\|(internal\)/d" "$who.txt"
done
diff rondo.txt node.txt
grep -q '^not ok 8 the same$' rondo.txt
grep -q '^# fail  1$' rondo.txt
