# debug by DEBUG, to the standard error, with colours where asked for.
cat > a.cjs <<'JS'
const debug = require('debug');
const [http, db] = [debug('app:http'), debug('app:db')];
http('asked %s %d %j %o %%', 'GET', 5, { a: 1 }, { b: { c: [1] } });
db(new Error('gone').message);
http.extend('more')('extended');
console.log(http.enabled, db.enabled, debug.enabled('app:http:more'), debug.disable());
debug.enable('x*,-xy');
console.log(debug.enabled('xz'), debug.enabled('xy'));
JS
for settings in 'DEBUG=app:*,-app:db' 'DEBUG=*' 'DEBUG=' 'DEBUG=app:http DEBUG_COLORS=1 FORCE_COLOR=1' 'DEBUG=* DEBUG_HIDE_DATE=1 DEBUG_DEPTH=0'; do
  for program in "$RONDO" "$NODE"; do
    env $settings "$program" a.cjs 2>&1 | sed 's/[0-9-]*T[0-9:.]*Z/TIME/; s/+[0-9]*ms/+T/' > "$(basename "$program").txt"
  done
  diff rondo.txt node.txt
done
DEBUG=app:http "$RONDO" a.cjs 2>&1 > /dev/null | grep -q 'app:http asked GET 5'
