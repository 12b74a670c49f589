// What stat() tells of a file, as numbers or bigints, with dates that are made when they are asked for.
import { binding } from '../binding.js';
import { onStart } from '../start.js';

const { constants, setStatWords, statFieldCount } = binding('fs');
const { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } = constants;

function FileStats(
  dev,
  mode,
  nlink,
  uid,
  gid,
  rdev,
  blksize,
  ino,
  size,
  blocks,
  atimeMs,
  mtimeMs,
  ctimeMs,
  birthtimeMs,
) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
}

let warned = false;
onStart(() => {
  warned = false;
});

/**
 * Node fs.Stats since v0.1.21. Programs get them from stat(); making one is deprecated (DEP0180).
 * @param {...number} fields  in the order of the properties
 */
export function Stats(...fields) {
  if (!warned) {
    warned = true;
    process.emitWarning('fs.Stats constructor is deprecated.', 'DeprecationWarning', 'DEP0180', Stats);
  }
  const stats = this instanceof Stats ? this : Object.create(Stats.prototype);
  FileStats.apply(stats, fields);
  return stats;
}
FileStats.prototype = Stats.prototype;

/** Node fs.BigIntStats since v10.5.0: the same with bigints, and nanoseconds. */
function BigIntStats(
  dev,
  mode,
  nlink,
  uid,
  gid,
  rdev,
  blksize,
  ino,
  size,
  blocks,
  atimeNs,
  mtimeNs,
  ctimeNs,
  birthtimeNs,
) {
  FileStats.call(
    this,
    dev,
    mode,
    nlink,
    uid,
    gid,
    rdev,
    blksize,
    ino,
    size,
    blocks,
    atimeNs / 1000000n,
    mtimeNs / 1000000n,
    ctimeNs / 1000000n,
    birthtimeNs / 1000000n,
  );
  this.atimeNs = atimeNs;
  this.mtimeNs = mtimeNs;
  this.ctimeNs = ctimeNs;
  this.birthtimeNs = birthtimeNs;
}

const kinds = [
  ['isDirectory', S_IFDIR],
  ['isFile', S_IFREG],
  ['isBlockDevice', S_IFBLK],
  ['isCharacterDevice', S_IFCHR],
  ['isSymbolicLink', S_IFLNK],
  ['isFIFO', S_IFIFO],
  ['isSocket', S_IFSOCK],
];
const mask = BigInt(S_IFMT);

function addMethods(prototype, test) {
  for (const [name, kind] of kinds) {
    prototype[name] = test(kind);
    Object.defineProperty(prototype[name], 'name', { value: name, configurable: true });
  }
}
addMethods(
  Stats.prototype,
  (kind) =>
    function () {
      return (this.mode & S_IFMT) === kind;
    },
);
addMethods(BigIntStats.prototype, (kind) => {
  const wanted = BigInt(kind);
  return function () {
    return (this.mode & mask) === wanted;
  };
});

function addDates(prototype) {
  for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
    const set = function (value) {
      Object.defineProperty(this, name, { value, enumerable: true, configurable: true, writable: true });
    };
    Object.defineProperty(prototype, name, {
      enumerable: true,
      configurable: true,
      get() {
        // to the nearest: a double of milliseconds may lie just below the one that was set
        const date = new Date(Number(this[`${name}Ms`]) + 0.5);
        set.call(this, date);
        return date;
      },
      set,
    });
  }
}
addDates(Stats.prototype);
addDates(BigIntStats.prototype);

/**
 * @param {Float64Array | BigInt64Array} f  in the order of the binding's StatField
 * @returns {Stats | BigIntStats}
 */
export function toStats(f) {
  if (f instanceof BigInt64Array) {
    const ns = (at) => f[at] * 1000000000n + f[at + 1];
    return new BigIntStats(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], ns(10), ns(12), ns(14), ns(16));
  }
  return new FileStats(
    f[0],
    f[1],
    f[2],
    f[3],
    f[4],
    f[5],
    f[6],
    f[7],
    f[8],
    f[9],
    f[10] * 1000 + f[11] / 1000000,
    f[12] * 1000 + f[13] / 1000000,
    f[14] * 1000 + f[15] / 1000000,
    f[16] * 1000 + f[17] / 1000000,
  );
}

let numbers;
let bigints;

onStart(() => {
  const memory = new ArrayBuffer(statFieldCount * 8);
  numbers = new Float64Array(memory);
  bigints = new BigInt64Array(memory);
  setStatWords(memory);
});

/** The result of the binding's last synchronous stat. */
export const lastStats = (bigint) => toStats(bigint ? bigints : numbers);

/** Node fs.StatFs since v19.6.0: what is known of a file system; `bsize` is bytes, the rest counts. */
class StatFs {
  constructor([type, bsize, frsize, blocks, bfree, bavail, files, ffree]) {
    this.type = type;
    this.bsize = bsize;
    this.frsize = frsize;
    this.blocks = blocks;
    this.bfree = bfree;
    this.bavail = bavail;
    this.files = files;
    this.ffree = ffree;
  }
}

/** @param {Float64Array | BigUint64Array} fields */
export const toStatFs = (fields) => new StatFs(fields);
