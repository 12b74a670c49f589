# prettier formats a folder of several languages, as it does on Node.
mkdir -p a/src
printf 'const  x = {a:1,b:[1,2,3]};async function   f(a,b){ return await a?.b ?? b }\n' > a/src/x.js
printf 'interface   A {a:string;b?:number}\nexport default   class B<T> implements A{a="x"}\n' > a/src/y.ts
printf 'a{color:red;background:blue}\n' > a/z.css
printf '{"a":1,\n"b":[1,2]}' > a/p.json
printf '# T\n* a\n* b\n' > a/r.md
cp -r a b
"$RONDO" node_modules/prettier/bin/prettier.cjs --write a > rondo.txt
"$NODE" node_modules/prettier/bin/prettier.cjs --write b > node.txt
diff -r a b
[ "$(wc -l < rondo.txt)" -eq 5 ]
grep -q 'const x = { a: 1, b: \[1, 2, 3\] };' a/src/x.js
"$RONDO" node_modules/prettier/bin/prettier.cjs --check a
