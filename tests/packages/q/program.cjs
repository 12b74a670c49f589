// Q: deferred, node-style adapters, time-outs, generators; one after the other.
const fs = require('node:fs');
const Q = require('q');

const deferred = Q.defer();
deferred.resolve(Q.delay(1).then(() => 'late'));
deferred.promise
  .then((value) => console.log('got', value))
  .then(() => Q.denodeify(fs.readFile)(__filename, 'utf8'))
  .then((text) => console.log(text.split('\n')[0]))
  .then(() => Q.ninvoke(fs, 'stat', 'nothing'))
  .then(undefined, (error) => console.log(error.code))
  .then(() => Q.all([1, Q(2)]))
  .spread((a, b) => console.log(a + b))
  .then(() => Q.allSettled([Q.reject(new Error('no')), 1]))
  .then((list) => console.log(list.length))
  .then(() => Q.delay(1000).timeout(5))
  .then(undefined, (error) => console.log(error.message))
  .then(() =>
    Q.async(function* () {
      return (yield Q(1)) + 1;
    })(),
  )
  .then(console.log)
  .done();
