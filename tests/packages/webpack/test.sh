# webpack builds a small project with a lazy part, a loader and a mistake; as it does on Node.
mkdir src
printf 'import { twice } from "./twice.js";\nimport text from "./note.txt";\nconsole.log(twice(21), text);\nimport("./late.js").then(({ default: late }) => console.log(late));\n' > src/main.js
printf 'export const twice = (n) => n * 2;\nexport const unused = "UNUSED";\n' > src/twice.js
printf 'module.exports = "late " + require("path").sep + __filename;\n' > src/late.js
echo 'a note' > src/note.txt
echo 'module.exports = function (source) { const done = this.async(); setImmediate(done, null, `export default ${JSON.stringify(source.trim())}`) }' > loader.cjs
cat > build.cjs <<'JS'
const path = require('node:path');
const webpack = require('webpack');
const [, , name, entry = './src/main.js'] = process.argv;
const compiler = webpack({
  mode: 'production', target: 'node', entry, context: __dirname, devtool: 'source-map', cache: false,
  output: { path: path.resolve('out', name) },
  module: { rules: [{ test: /\.txt$/, use: path.resolve('loader.cjs') }] },
});
compiler.run((error, stats) => {
  if (error) throw error;
  const { errors, assets, modules } = stats.toJson();
  console.log(assets.map(({ name, size }) => [name, size]), modules.length, errors.map(({ message }) => message.split('\n')[0]));
  compiler.close(() => console.log('closed', stats.hasErrors()));
});
JS
for program in "$RONDO" "$NODE"; do
  who=$(basename "$program")
  "$program" build.cjs "$who" > "$who.txt"
  "$program" build.cjs bad ./src/nothing.js >> "$who.txt"
done
diff rondo.txt node.txt
diff -r out/rondo out/node
"$RONDO" out/rondo/main.js | head -1 | grep -q '^42 a note$'
! grep -q UNUSED out/rondo/main.js
