// Schemas are compiled to functions.
const Ajv = require('ajv');
const ajv = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, code: { source: true } });
ajv.addKeyword({ keyword: 'even', type: 'number', validate: (schema, n) => (n % 2 === 0) === schema });
const check = ajv.compile({
  type: 'object',
  required: ['name', 'n'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', pattern: '^\\p{L}+$' },
    n: { type: 'integer', even: true },
    list: { type: 'array', uniqueItems: true, items: { $ref: '#/$defs/item' }, default: [] },
  },
  $defs: { item: { oneOf: [{ type: 'boolean' }, { const: 'x' }] } },
});
const good = { name: 'Ådå', n: '4' };
console.log(
  check(good),
  good,
  check({ name: '1', n: 3, list: ['x', 'x', 'z'], more: 1 }),
  ajv.errorsText(check.errors, { separator: '\n' }),
);
try {
  ajv.compile({ type: 'nothing' });
} catch (error) {
  console.log(error.message);
}
const alone = new Ajv({ code: { source: true } });
console.log(
  require('ajv/dist/standalone').default(alone, alone.compile({ type: 'string', maxLength: 3 })).length > 500,
);
