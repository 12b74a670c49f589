# handlebars precompiles templates by its command, renders by its library, and reports a mistake.
printf '<ul>{{#each items}}<li class="{{@index}}">{{#if done}}{{> mark}}{{/if}}{{name}}</li>{{else}}none{{/each}}</ul>{{shout title}}{{{raw}}}{{! no }}\n' > list.hbs
cat > a.cjs <<'JS'
const Handlebars = require('handlebars');
require.extensions['.hbs'] || console.log('no extension');
const list = require('./list.hbs');
Handlebars.registerHelper('shout', (text) => new Handlebars.SafeString(`<b>${Handlebars.escapeExpression(text).toUpperCase()}</b>`));
Handlebars.registerPartial('mark', '[x]');
console.log(list({ items: [{ name: 'a<b', done: true }, { name: 'c' }], title: 'q & a', raw: '<i>' }), list({ title: '' }));
try {
  Handlebars.compile('{{#if a}}\n{{/each}}')({});
} catch (error) {
  console.log(error.name, error.message, error.lineNumber);
}
JS
for program in "$RONDO" "$NODE"; do
  who=$(basename "$program")
  "$program" node_modules/handlebars/bin/handlebars list.hbs -c handlebars -f "$who.js"
  "$program" a.cjs > "$who.txt"
  "$program" -e '
    global.Handlebars = require("handlebars"); 
    require("./'"$who"'.js"); Handlebars.registerHelper("shout", String); Handlebars.registerPartial("mark", "[x]");
    console.log(Handlebars.templates["list.hbs"]({ items: [] }))' >> "$who.txt"
done
cmp rondo.js node.js
diff rondo.txt node.txt
grep -q '<li class="0">\[x\]a&lt;b</li>' rondo.txt
