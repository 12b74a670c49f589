// Schemas with casts, references and tests that wait.
import * as yup from 'yup';

const schema = yup.object({
  name: yup.string().trim().required(),
  age: yup.number().positive().integer(),
  on: yup.date().default(() => new Date(0)),
  low: yup.number(),
  high: yup.number().min(yup.ref('low')),
  nick: yup.string().test(
    'free',
    ({ path }) => `${path} is taken`,
    async (nick) => nick !== 'ada',
  ),
});
console.log(await schema.validate({ name: ' Ada ', age: '36', low: 1, high: 2 }), schema.cast({ name: 'x' }));
await schema
  .validate({ age: -1, low: 5, high: 2, nick: 'ada' }, { abortEarly: false })
  .catch((error) =>
    console.log(error.name, error.errors.sort(), error.inner.map(({ path, type }) => `${path}:${type}`).sort()),
  );
console.log(schema.isValidSync.name, yup.reach(schema, 'age').describe(), String(yup.string().isType('x')));
