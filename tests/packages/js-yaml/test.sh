# js-yaml reads and writes, as a command and as a library.
printf 'base: &b {x: 1, y: [2, 3]}\ncopy: *b\ntext: |\n  two\n  lines\nwhen: 2024-02-29\nnone: ~\n' > a.yaml
printf 'a: [1, 2\nb: }\n' > bad.yaml
for program in "$RONDO" "$NODE"; do
  who=$(basename "$program")
  "$program" node_modules/js-yaml/bin/js-yaml.mjs a.yaml > "$who.txt"
  "$program" node_modules/js-yaml/bin/js-yaml.mjs bad.yaml >> "$who.txt" 2>&1 && exit 1 || echo "exit $?" >> "$who.txt"
  "$program" --input-type=module -e '
import { dump, load, loadAll } from "js-yaml";
import fs from "node:fs";
const value = load(fs.readFileSync("a.yaml", "utf8"));
console.log(value, dump(value, { flowLevel: 2, lineWidth: 40 }), loadAll("a: 1\n---\nb: 2\n"));
try { load("a: b: c"); } catch (error) { console.log(error.name, error.message, error.mark.line); }' >> "$who.txt"
done
diff rondo.txt node.txt
grep -q '"two\\nlines\\n"' rondo.txt
