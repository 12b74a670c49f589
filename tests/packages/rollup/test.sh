# rollup (its WebAssembly build: the native one is an addon) bundles by its command with a config file, and by its library.
mkdir src
printf 'import { b } from "./b.js";\nexport default () => b + import.meta.url.length * 0;\nimport("./lazy.js").then((m) => console.log(m.default, b));\n' > src/a.js
printf 'export const b = 1;\nexport const shaken = "SHAKEN";\n' > src/b.js
printf 'import v from "virtual"; export default v;\n' > src/lazy.js
cat > rollup.config.mjs <<'JS'
const virtual = { name: 'virtual', resolveId: (id) => (id === 'virtual' ? id : null), load: async (id) => (id === 'virtual' ? 'export default "virtual"' : null) };
export default ({ configDir }) => ({ input: 'src/a.js', plugins: [virtual], output: { dir: configDir, format: 'es', sourcemap: true, entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' } });
JS
cat > api.mjs <<'JS'
import { rollup, VERSION } from '@rollup/wasm-node';
import { parseAst } from '@rollup/wasm-node/parseAst';
const bundle = await rollup({ input: 'src/b.js', treeshake: 'smallest' });
for (const format of ['cjs', 'iife', 'umd', 'system']) console.log((await bundle.generate({ format, name: 'B' })).output[0].code);
await bundle.close();
console.log(parseAst('1 + x').body[0].type, typeof VERSION, bundle.watchFiles.map((file) => file.slice(-8)));
await rollup({ input: 'src/none.js' }).catch((error) => console.log(error.code, error.message.replaceAll(process.cwd(), '.')));
JS
for program in "$RONDO" "$NODE"; do
  who=$(basename "$program")
  "$program" node_modules/@rollup/wasm-node/dist/bin/rollup --silent -c rollup.config.mjs --configDir "$who"
  "$program" api.mjs > "$who.txt"
done
diff -r rondo node
diff rondo.txt node.txt
! grep -rq SHAKEN rondo/a.mjs
[ "$("$RONDO" rondo/a.mjs)" = 'virtual 1' ]
