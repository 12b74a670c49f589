// What Buffers are asked for most: to and from text, comparing, searching. 1 KB each where no size is named.
const text = 'The quick brown fox jumps over the lazy dog. '.repeat(23).slice(0, 1024);
const wide = 'Žluťoučký kůň úpěl ďábelské ódy. '.repeat(32).slice(0, 1024);
const bytes = Buffer.from(text);
const same = Buffer.from(text);
const wideBytes = Buffer.from(wide);
const short = Buffer.from('hello world');
const base64 = bytes.toString('base64');
const hex = bytes.toString('hex');

let kept;
const works = {
  'toString utf8, 11 B': () => short.toString(),
  'toString utf8': () => bytes.toString(),
  'toString utf8, wide': () => wideBytes.toString(),
  'toString latin1': () => bytes.toString('latin1'),
  'toString hex': () => bytes.toString('hex'),
  'toString base64': () => bytes.toString('base64'),
  'from utf8, 11 B': () => Buffer.from('hello world'),
  'from utf8': () => Buffer.from(text),
  'from utf8, wide': () => Buffer.from(wide),
  'from hex': () => Buffer.from(hex, 'hex'),
  'from base64': () => Buffer.from(base64, 'base64'),
  'from array': () => Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]),
  compare: () => Buffer.compare(bytes, same),
  equals: () => bytes.equals(same),
  'indexOf byte': () => bytes.indexOf(0x7a, 100),
  'indexOf text': () => bytes.indexOf('not in there'),
  'indexOf bytes': () => bytes.indexOf(short),
};
const figures = {};
for (const [name, work] of Object.entries(works)) {
  let count = 2000;
  let best = Infinity;
  for (let round = 0; round < 8; round++) {
    const began = process.cpuUsage();
    for (let i = 0; i < count; i++) kept = work();
    const { user, system } = process.cpuUsage(began);
    const each = ((user + system) * 1000) / count;
    if (round > 1) best = Math.min(best, each);
    else count = Math.max(count, Math.min(1e6, Math.ceil(3e7 / Math.max(each, 10))));
  }
  figures[name] = best;
}
if (kept === null) throw new Error('nothing was measured');
console.log(JSON.stringify(figures));
