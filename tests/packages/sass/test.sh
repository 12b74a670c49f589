# sass compiles a folder by its command and a text by both of its library's ways; a mistake is shown with its place.
mkdir -p scss
printf '@use "colours" as c;\n@use "sass:math";\n@each $n in 1, 2, 3 { .w-#{$n} { width: math.percentage(math.div($n, 3)); color: c.$main; &:hover { color: darken(c.$main, 10%%) } } }\n' > scss/main.scss
printf '$main: #f08 !default;\n' > scss/_colours.scss
printf 'nav\n  a\n    color: red\n' > scss/indented.sass
printf 'a { color: $none }\n' > bad.scss
cat > a.mjs <<'JS'
import { compileString, compileStringAsync, types } from 'sass';
const importers = [{ canonicalize: (url) => (url.startsWith('mem:') ? new URL(url) : null), load: async () => ({ contents: '@function two($x) { @return $x * 2 }', syntax: 'scss' }) }];
console.log((await compileStringAsync('@use "mem:lib"; a { b: lib.two(4px); c: greet("you") }', { importers, functions: { 'greet($n)': ([n]) => n }, style: 'compressed' })).css);
console.log(compileString('a{b:1+1;&.c{d:e}}', { sourceMap: true }).sourceMap.mappings, typeof types);
JS
for program in "$RONDO" "$NODE"; do
  who=$(basename "$program")
  "$program" node_modules/sass/sass.js --quiet scss:"out/$who" > "$who.txt"
  "$program" node_modules/sass/sass.js --no-color bad.scss >> "$who.txt" 2>&1 && exit 1 || echo "exit $?" >> "$who.txt"
  printf '$a: 2px;\nb { c: $a * 3 }' | "$program" node_modules/sass/sass.js --stdin --style=compressed >> "$who.txt"
  "$program" a.mjs >> "$who.txt"
done
diff -r out/rondo out/node
diff rondo.txt node.txt
grep -q 'Undefined variable' rondo.txt
grep -q '33.3333333333%' out/rondo/main.css
