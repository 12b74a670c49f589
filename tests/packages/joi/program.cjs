// Schemas described by calls.
const Joi = require('joi');
const schema = Joi.object({
  name: Joi.string().alphanum().min(3).required(),
  birth: Joi.number().integer().min(1900).max(2013),
  email: Joi.string().email({ tlds: { allow: ['com'] } }),
  since: Joi.date().iso(),
  bytes: Joi.binary().max(4),
  home: Joi.string().uri(),
}).with('name', 'birth');
console.log(
  schema.validate({
    name: 'abc',
    birth: '1994',
    since: '2020-01-01',
    bytes: Buffer.from('abc'),
    home: 'https://a.b/c',
  }),
);
console.log(
  schema
    .validate({ name: 'a!', email: 'x@y.zz', bytes: 'too long', home: '::' }, { abortEarly: false })
    .error.details.map(({ message }) => message),
);
schema
  .validateAsync({})
  .catch((error) => console.log(error.name, error.message, Joi.isError(error), error.annotate(true)));
