// postcss with autoprefixer and a plugin of one's own, with a source map, a warning and an error.
import autoprefixer from 'autoprefixer';
import postcss from 'postcss';

const css =
  '@keyframes x { from { user-select: none } }\n.a { display: grid; mask: url(a.png); &:fullscreen { backdrop-filter: blur(1px) } }\n::placeholder { color: gray }\n';
const own = {
  postcssPlugin: 'own',
  Declaration: {
    color(decl, { result }) {
      if (decl.value !== 'gray') return;
      decl.value = 'silver';
      decl.warn(result, 'gray is dull');
    },
  },
};
const result = await postcss([
  own,
  autoprefixer({ overrideBrowserslist: ['Chrome 40', 'Firefox 30', 'Safari 8'] }),
]).process(css, { from: 'a.css', to: 'b.css', map: { inline: false } });
console.log(result.css, result.map.toJSON().mappings, result.warnings().map(String));
console.log(
  postcss.parse('a{b:c;d:e}').toJSON().nodes[0].nodes.length,
  postcss([]).process('a{}', { from: undefined }).css,
);
await postcss([])
  .process('a {\n  color: red\n', { from: 'bad.css' })
  .then(undefined, (error) => console.log(error.name, error.reason, error.line, error.showSourceCode(false)));
console.log(
  autoprefixer({ overrideBrowserslist: ['Chrome 40'] })
    .info()
    .split('\n')[0],
);
