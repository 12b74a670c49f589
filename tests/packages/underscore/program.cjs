// The small functions.
const _ = require('underscore');
console.log(
  _.chain([{ n: 3 }, { n: 1 }, { n: 3 }])
    .countBy('n')
    .pairs()
    .value(),
  _.template('<% _.each(xs, (x) => { %><%- x %>;<% }) %>')({ xs: ['<a>', 'b'], _ }),
);
console.log(
  _.isEqual({ a: [1, new Date(0)] }, { a: [1, new Date(0)] }),
  _.where([{ a: 1, b: 2 }, { a: 2 }], { a: 1 }),
  _.zip([1, 2], ['a', 'b']),
  _.unescape('&lt;'),
);
_.defer((text) => console.log(text), 'deferred');
const once = _.debounce(() => console.log('debounced'), 5);
once();
once();
