# tsc on a project of 60 files: the same output, byte for byte, as Node gives.
mkdir src
for i in $(seq 1 60); do
  j=$((i % 60 + 1))
  cat > "src/m$i.ts" <<TS
import { type Shape as Next } from './m$j';
export interface Shape { readonly kind: 'm$i'; size: number; next?: Next }
export enum Level { Low = $i, High = Low * 2 }
export class Box<T extends { size: number }> {
  #items: T[] = [];
  constructor(private readonly name: string = 'box$i') {}
  add(item: T): this { this.#items.push(item); return this; }
  get total(): number { return this.#items.reduce((sum, { size }) => sum + size, 0); }
  async *each(): AsyncGenerator<T> { for (const item of this.#items) yield item; }
}
export const make = (size = Level.High): Shape => ({ kind: 'm$i', size });
TS
done
echo "import { make } from './m1'; const wrong: string = make().size; export default wrong;" > src/wrong.ts
cat > tsconfig.json <<'JSON'
{ "compilerOptions": { "target": "es2020", "module": "commonjs", "strict": true, "declaration": true, "sourceMap": true, "outDir": "out", "types": [] }, "include": ["src"] }
JSON
tsc=node_modules/typescript/bin/tsc
"$RONDO" "$tsc" --pretty false > rondo.txt && exit 1 || code=$?
mv out out-rondo
"$NODE" "$tsc" --pretty false > node.txt && exit 1 || [ "$?" -eq "$code" ]
mv out out-node
diff rondo.txt node.txt
grep -q "wrong.ts([0-9,]*): error TS2322" rondo.txt
diff -r out-rondo out-node
[ "$(ls out-rondo/*.js | wc -l)" -eq 61 ]
