# pino writes to files: itself, and through transports in a worker thread that end with the program; as it does on Node.
cp "$HERE"/*.mjs .
for program in "$RONDO" "$NODE"; do
  who=$(basename "$program")
  mkdir "$who"
  (cd "$who" && "$program" ../direct.mjs && "$program" ../transport.mjs)
  [ "$(wc -l < "$who/all.log")" -eq 1001 ]
  [ "$(wc -l < "$who/errors.log")" -eq 1 ]
done
diff -r rondo node
grep -q '"password":"\[Redacted\]"' rondo/logs/direct.log
