// Names that other languages and libraries have for what JavaScript has under another.

/** kind -> what it has, and what is written instead */
const members = {
  __proto__: null,
  Promise: [
    ['catch', 'else error fail failed rescue except otherwise onError catchError onRejected'],
    ['finally', 'always ensure lastly'],
    ['then', 'success andThen and_then onResolved onFulfilled onSuccess'],
  ],
  Array: [
    ['length', 'size count len getLength getSize length Count Length strlen'],
    ['forEach', 'each eachWithIndex iterate foreach'],
    ['includes', 'contains has include containsValue'],
    ['push', 'append add addLast push_back pushBack addItem insertLast'],
    ['unshift', 'prepend addFirst push_front pushFront'],
    ['filter', 'where findAll'],
    ['map', 'collect'],
    ['reduce', 'fold foldl inject aggregate'],
    ['some', 'any anyMatch'],
    ['every', 'all allMatch'],
    ['concat', 'extend addAll pushAll'],
    ['join', 'implode joinToString'],
    ['find', 'detect findFirst'],
    ['splice', 'removeAt deleteAt'],
    ['indexOf', 'index position find_index'],
  ],
  String: [
    ['length', 'size count len getLength getSize length Count Length strlen'],
    ['toLowerCase', 'lower toLower lowercase lowerCase downcase lcase strtolower'],
    ['toUpperCase', 'upper toUpper uppercase upperCase upcase ucase strtoupper'],
    ['includes', 'contains has include containsString'],
    ['trim', 'strip trimAll chomp'],
    ['trimStart', 'lstrip ltrim'],
    ['trimEnd', 'rstrip rtrim'],
    ['startsWith', 'hasPrefix beginsWith startWith'],
    ['endsWith', 'hasSuffix endWith'],
    ['replace', 'gsub sub str_replace'],
    ['indexOf', 'index find position strpos'],
    ['split', 'explode tokenize'],
    ['padStart', 'rjust padLeft zfill lpad'],
    ['padEnd', 'ljust padRight rpad'],
    ['charAt', 'char_at getCharAt'],
  ],
  Map: [
    ['size', 'count len getLength getSize length Count Length strlen size'],
    ['set', 'put add insert setItem'],
    ['get', 'getItem lookup'],
    ['has', 'contains includes containsKey hasKey has_key exists hasOwn'],
    ['delete', 'remove erase del removeItem unset'],
    ['forEach', 'each'],
    ['clear', 'empty reset removeAll'],
  ],
  Set: [
    ['size', 'size count len getLength getSize length Count Length strlen'],
    ['add', 'push append insert put set'],
    ['has', 'contains includes member exists include'],
    ['delete', 'remove erase discard del'],
    ['forEach', 'each'],
    ['clear', 'empty reset removeAll'],
  ],
  WeakMap: [
    ['set', 'put add'],
    ['has', 'contains includes'],
    ['delete', 'remove'],
  ],
  Number: [
    ['toFixed', 'round toDecimal fixed'],
    ['toString', 'toStr to_s'],
  ],
  Function: [
    ['bind', 'partial curry'],
    ['call', 'invoke'],
    ['apply', 'applyArgs'],
  ],
  RegExp: [
    ['test', 'match matches isMatch'],
    ['exec', 'search find'],
  ],
  console: [['log', 'print println write writeLine writeln puts echo out output display']],
  JSON: [
    ['parse', 'decode loads load read deserialize fromJSON fromString'],
    ['stringify', 'encode dumps dump serialize generate'],
  ],
  Math: [
    ['random', 'rand randint rnd'],
    ['pow', 'power'],
    ['max', 'maximum'],
    ['min', 'minimum'],
    ['sqrt', 'squareRoot'],
  ],
  Object: [
    ['assign', 'extend merge update'],
    ['entries', 'items pairs toEntries'],
    ['keys', 'names allKeys'],
  ],
  process: [
    ['exit', 'quit die end terminate'],
    ['cwd', 'getcwd pwd currentDirectory'],
  ],
  EventEmitter: [
    ['on', 'listen addEventListener subscribe'],
    ['emit', 'trigger fire dispatch dispatchEvent notify publish'],
    ['off', 'unbind removeEventListener unsubscribe'],
  ],
  ServerResponse: [
    ['end', 'send finish respond'],
    ['setHeader', 'header set addHeader'],
  ],
  fs: [
    ['existsSync', 'fileExists isFile existSync'],
    ['rmSync', 'removeSync'],
    ['rm', 'remove delete'],
  ],
};

/**
 * @param {string} kind  of the receiver: a class, or a namespace such as `console`
 * @param {string} name
 * @returns {string | undefined} what the kind has under another name
 */
export function memberMeant(kind, name) {
  return members[kind]?.find(([, others]) => others.split(' ').includes(name))?.[0];
}

const functions = {
  __proto__: null,
  print: 'console.log',
  println: 'console.log',
  printf: 'console.log',
  puts: 'console.log',
  echo: 'console.log',
  exit: 'process.exit',
  int: 'parseInt',
  float: 'parseFloat',
};

const values = {
  __proto__: null,
  None: 'null',
  nil: 'null',
  NULL: 'null',
  Null: 'null',
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  undef: 'undefined',
  Undefined: 'undefined',
};

/**
 * @param {string} name  of a variable that there is not
 * @param {boolean} called
 * @returns {string | undefined} what JavaScript has instead
 */
export const nameMeant = (name, called) => values[name] ?? (called ? functions[name] : undefined);
