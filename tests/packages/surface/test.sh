# Everything that @types/node declares is there, or named in absent.txt with the reason.
cp "$HERE/surface.mjs" check.mjs
"$RONDO" --no-deprecation check.mjs "$HERE/absent.txt"
