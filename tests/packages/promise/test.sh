# A promise that resolves or rejects by a condition.
for good in true false; do
  cat > a.js <<JS
const promise = new Promise((resolve, reject) => {
  if ($good) resolve('it went well');
  else reject(new Error('it went wrong'));
});
promise
  .then((value) => console.log('then:', value))
  .catch((error) => console.log('catch:', error.message))
  .finally(() => console.log('finally'));
console.log('first');
JS
  "$RONDO" a.js > "$good.txt"
done
diff true.txt <(printf 'first\nthen: it went well\nfinally\n')
diff false.txt <(printf 'first\ncatch: it went wrong\nfinally\n')
