// What the methods of the language and of some modules give, as far as it is always the same kind.

const list = (text) => text.split(' ');

/** kind -> kind of what comes back -> methods */
const methods = {
  __proto__: null,
  Promise: { Promise: list('then catch finally') },
  Array: {
    Array: list(
      'map filter slice concat flat flatMap sort reverse splice fill copyWithin toSorted toReversed toSpliced with',
    ),
    String: list('join toString toLocaleString'),
    Number: list('indexOf lastIndexOf findIndex findLastIndex push unshift'),
    Boolean: list('includes some every'),
  },
  String: {
    String: list(
      'at charAt concat normalize padEnd padStart repeat replace replaceAll slice substr substring toLowerCase toUpperCase ' +
        'toLocaleLowerCase toLocaleUpperCase toString trim trimEnd trimStart toWellFormed',
    ),
    Array: list('split'),
    Number: list('charCodeAt indexOf lastIndexOf localeCompare search'),
    Boolean: list('endsWith includes startsWith'),
  },
  Number: { String: list('toExponential toFixed toLocaleString toPrecision toString') },
  Date: {
    Number: list('getDate getDay getFullYear getHours getMinutes getMonth getSeconds getTime valueOf'),
    String: list(
      'toDateString toISOString toJSON toLocaleDateString toLocaleString toLocaleTimeString toString toTimeString',
    ),
  },
  Map: { Map: list('set'), Boolean: list('has delete') },
  Set: { Set: list('add union intersection difference symmetricDifference'), Boolean: list('has delete') },
  RegExp: { Boolean: list('test') },
  Buffer: { String: list('toString') },
};

/** What a function of a namespace gives: 'Object.keys' -> kind. */
const functions = {
  __proto__: null,
  Array: list(
    'Object.keys Object.values Object.entries Object.getOwnPropertyNames Array.from Array.of fs.readdirSync os.cpus',
  ),
  Promise: list(
    'Promise.resolve Promise.reject Promise.all Promise.any Promise.race Promise.allSettled Promise.try fetch',
  ),
  String: list(
    'String Date JSON.stringify path.join path.resolve path.basename path.dirname path.extname path.relative path.normalize os.tmpdir ' +
      'os.homedir os.hostname os.platform os.type os.release process.cwd util.format util.inspect crypto.randomUUID String.fromCharCode',
  ),
  Number: list('Number parseInt parseFloat Date.now Number.parseFloat Number.parseInt process.uptime performance.now'),
  Boolean: list('Boolean Array.isArray fs.existsSync isNaN isFinite Number.isInteger Number.isNaN Object.is'),
  Buffer: list('Buffer.from Buffer.alloc Buffer.concat Buffer.allocUnsafe crypto.randomBytes'),
  Hash: list('crypto.createHash'),
};

const functionResults = new Map(
  Object.entries(functions).flatMap(([kind, names]) => names.map((name) => [name, kind])),
);

/** @returns {string | undefined} the kind of what `receiver.method()` gives, by the receiver's kind */
export function methodResult(kind, method) {
  const table = methods[kind];
  for (const result in table) if (table[result].includes(method)) return result;
  return undefined;
}

/** @param {string} name  such as 'Object.keys' or 'parseInt' @returns {string | undefined} */
export function functionResult(name) {
  if (name.startsWith('Math.')) return 'Number';
  if (/^fs\.promises\./.test(name)) return 'Promise';
  return functionResults.get(name);
}
