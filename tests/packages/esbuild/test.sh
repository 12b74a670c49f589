# esbuild through its JavaScript interface: a native child process that it speaks to over pipes; as it does on Node.
mkdir src
printf 'import { area, type Shape } from "./shape";\nimport data from "./data.json";\nconst s: Shape = { w: 2, h: data.h };\nconsole.log(area(s), import.meta.url.length > 0);\nexport default async () => (await import("./late")).late;\n' > src/main.ts
printf 'export interface Shape { w: number; h: number }\nexport const area = ({ w, h }: Shape) => w * h;\nexport const unused = 1;\n' > src/shape.ts
echo '{"h": 3, "unused": true}' > src/data.json
echo 'export const late = "virtual:x" ;' > src/late.js
cat > build.mjs <<'JS'
import fs from 'node:fs';
import * as esbuild from 'esbuild';
const plugins = [{ name: 'shout', setup: (build) => build.onLoad({ filter: /late\.js$/ }, async ({ path }) => ({ contents: (await fs.promises.readFile(path, 'utf8')).toUpperCase().replace('EXPORT CONST LATE', 'export const late') })) }];
const { metafile, outputFiles } = await esbuild.build({ entryPoints: ['src/main.ts'], bundle: true, splitting: true, format: 'esm', outdir: process.argv[2], metafile: true, minify: true, sourcemap: true, plugins });
console.log(outputFiles, Object.keys(metafile.inputs).sort());
console.log((await esbuild.transform('let x: number = <div>{1}</div>', { loader: 'tsx', jsx: 'automatic' })).code, esbuild.transformSync('a ?? b', { target: 'es2019' }).code);
await esbuild.build({ stdin: { contents: 'import "./nothing"', resolveDir: '.' }, bundle: true, logLevel: 'silent' }).catch((error) => console.log(error.message, error.errors.length));
const context = await esbuild.context({ entryPoints: ['src/shape.ts'], write: false });
console.log((await context.rebuild()).outputFiles[0].text);
await context.dispose();
await esbuild.stop();
JS
for program in "$RONDO" "$NODE"; do
  "$program" build.mjs out > "$(basename "$program").txt"
  mv out "$(basename "$program")"
done
diff rondo.txt node.txt
diff -r rondo node
echo '{"type":"module"}' > rondo/package.json
[ "$("$RONDO" rondo/main.js)" = '6 true' ]
