// babel compiles with plugins given by name and one of our own, by all of its ways; a mistake shows its frame.
const babel = require('@babel/core');
const source =
  'const f = async ({ a, ...rest }) => <b x={a?.y ?? 1}>{rest}</b>;\nclass A { #p = 1; static { this.z = 2 } }\nexport default f;';
const swap = ({ types: t }) => ({
  visitor: { NumericLiteral: (path) => void (path.node.value === 1 && path.replaceWith(t.numericLiteral(7))) },
});
const options = {
  filename: 'a.jsx',
  babelrc: false,
  configFile: false,
  plugins: [
    ['@babel/plugin-transform-react-jsx', { runtime: 'automatic' }],
    '@babel/plugin-transform-modules-commonjs',
    swap,
  ],
  sourceMaps: true,
};
const { code, map } = babel.transformSync(source, options);
console.log(code, map.mappings);
(async () => {
  console.log(
    (
      await babel.transformAsync('let { x } = y', {
        configFile: false,
        plugins: ['@babel/plugin-transform-block-scoping', '@babel/plugin-transform-destructuring'],
      })
    ).code,
  );
  console.log(
    babel.types.isProgram((await babel.parseAsync('1 + 1', { configFile: false })).program),
    babel.template.expression.ast`a + b`.type,
  );
  await babel
    .transformAsync('let x = ;', { filename: 'bad.js', configFile: false })
    .catch((error) => console.log(error.code, error.message.replaceAll(process.cwd(), '.')));
  await babel
    .transformAsync('1', { configFile: false, plugins: ['not-there'] })
    .catch((error) => console.log(error.code, error.message.split('\n')[0].replaceAll(process.cwd(), '.')));
})();
