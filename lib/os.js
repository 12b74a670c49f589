// node:os
import { Buffer } from './buffer.js';
import { binding } from './internal/binding.js';
import { codes, systemErrors } from './internal/errors.js';
import { validateInt32 } from './internal/validators.js';
import process from './process.js';

const native = binding('os');

/** What a native function gave, unless that is a negative errno. @throws ERR_SYSTEM_ERROR */
function checked(value, syscall) {
  if (typeof value !== 'number' || value >= 0) return value;
  const [code, message] = systemErrors().get(value) ?? ['UNKNOWN', 'unknown error'];
  throw new codes.ERR_SYSTEM_ERROR({ errno: value, code, message, syscall });
}

const uname = (part) => checked(native.uname(), 'uv_os_uname')[part];

/** The processor's architecture, as process.arch. Node os.arch since v0.5.0. */
const arch = () => process.arch;

/** How many threads it makes sense to have. Node os.availableParallelism since v19.4.0. */
const availableParallelism = () => native.availableParallelism();

/** 'LE' or 'BE'. Node os.endianness since v0.9.4. */
const endianness = () => (new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 'LE' : 'BE');

/** Bytes of free memory. Node os.freemem since v0.3.3. */
const freemem = () => native.freemem();

/** Bytes of memory. Node os.totalmem since v0.3.3. */
const totalmem = () => native.totalmem();

/** The user's home: $HOME, or what the system has noted. Node os.homedir since v2.3.0. @throws ERR_SYSTEM_ERROR */
const homedir = () => checked(native.homedir(), 'uv_os_homedir');

/** Node os.hostname since v0.3.3. @throws ERR_SYSTEM_ERROR */
const hostname = () => checked(native.hostname(), 'uv_os_gethostname');

/** The machine's type, such as 'x86_64'. Node os.machine since v18.9.0. */
const machine = () => uname(3);

/** 'linux', as process.platform. Node os.platform since v0.5.0. */
const platform = () => process.platform;

/** The system's release. Node os.release since v0.3.3. */
const release = () => uname(2);

/** The system's name, such as 'Linux'. Node os.type since v0.3.3. */
const type = () => uname(0);

/** Which build of the kernel. Node os.version since v13.11.0. */
const version = () => uname(1);

/** Seconds since the system started. Node os.uptime since v0.3.3. @throws ERR_SYSTEM_ERROR */
const uptime = () => checked(native.uptime(), 'uv_uptime');

/** The folder for temporary files, without a slash at its end. Node os.tmpdir since v0.9.9. */
function tmpdir() {
  const { TMPDIR, TMP, TEMP } = process.env;
  const path = TMPDIR || TMP || TEMP || '/tmp';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The load over 1, 5 and 15 minutes. Node os.loadavg since v0.3.3. @returns {number[]} */
function loadavg() {
  return native.loadavg();
}

/**
 * Node os.cpus since v0.3.3.
 * @returns {{model: string, speed: number, times: {user: number, nice: number, sys: number, idle: number, irq: number}}[]}
 *   speed in MHz, times in ms
 * @throws ERR_SYSTEM_ERROR
 */
function cpus() {
  const values = checked(native.cpus(), 'uv_cpu_info');
  const list = [];
  for (let i = 0; i < values.length; i += 7) {
    const [model, speed, user, nice, sys, idle, irq] = values.slice(i, i + 7);
    list.push({ model, speed, times: { user, nice, sys, idle, irq } });
  }
  return list;
}

/** How many bits of a netmask are set, from the left; -1 if others are. */
function prefixLength(netmask, family) {
  const groups = family === 'IPv4' ? netmask.split('.').map(Number) : groupsOfIPv6(netmask);
  const width = family === 'IPv4' ? 8 : 16;
  const bits = groups.map((group) => group.toString(2).padStart(width, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : -1;
}

function groupsOfIPv6(address) {
  const [head, tail = ''] = address.split('::');
  const parse = (text) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  const [first, last] = [parse(head), parse(tail)];
  return [...first, ...new Array(8 - first.length - last.length).fill(0), ...last];
}

/**
 * Node os.networkInterfaces since v0.6.0.
 * @returns {Record<string, object[]>}  name -> addresses
 * @throws ERR_SYSTEM_ERROR
 */
function networkInterfaces() {
  const values = checked(native.networkInterfaces(), 'uv_interface_addresses');
  const found = {};
  for (let i = 0; i < values.length; i += 7) {
    const [name, address, netmask, family, mac, internal, scopeid] = values.slice(i, i + 7);
    const bits = prefixLength(netmask, family);
    const entry = { address, netmask, family, mac, internal, cidr: bits === -1 ? null : `${address}/${bits}` };
    if (scopeid !== -1) entry.scopeid = scopeid;
    found[name] ??= [];
    found[name].push(entry);
  }
  return found;
}

/**
 * Node os.userInfo since v6.0.0.
 * @param {{encoding?: string}} [options]  'buffer' for bytes
 * @returns {{uid: number, gid: number, username: string | Buffer, homedir: string | Buffer, shell: string | Buffer | null}}
 * @throws ERR_SYSTEM_ERROR
 */
function userInfo(options) {
  const encoding = options?.encoding ?? 'utf8';
  const [uid, gid, username, home, shell] = checked(native.userInfo(), 'uv_os_get_passwd');
  const read = (bytes) => {
    if (bytes === null) return null;
    if (encoding === 'buffer') return Buffer.from(bytes);
    return Buffer.from(bytes).toString(Buffer.isEncoding(encoding) ? encoding : 'utf8');
  };
  return { __proto__: null, uid, gid, username: read(username), homedir: read(home), shell: read(shell) };
}

/**
 * Node os.getPriority since v10.10.0.
 * @param {number} [pid=0]  0: this process
 * @returns {number}  -20 (first) to 19 (last)
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_SYSTEM_ERROR
 */
function getPriority(pid = 0) {
  validateInt32(pid, 'pid');
  return checked(native.getPriority(pid), 'uv_os_getpriority')[0];
}

/**
 * Node os.setPriority since v10.10.0.
 * @param {number} [pid=0]  0: this process
 * @param {number} priority  -20 (first) to 19 (last)
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_SYSTEM_ERROR
 */
function setPriority(pid, priority) {
  if (priority === undefined) [pid, priority] = [0, pid];
  validateInt32(pid, 'pid');
  validateInt32(priority, 'priority', -20, 19);
  checked(native.setPriority(pid, priority), 'uv_os_setpriority');
}

// Functions of no arguments can be used in place of what they return: `${os.hostname}`.
for (const read of [
  availableParallelism,
  arch,
  endianness,
  freemem,
  homedir,
  hostname,
  platform,
  release,
  tmpdir,
  totalmem,
  type,
  uptime,
  version,
  machine,
]) {
  Object.defineProperty(read, Symbol.toPrimitive, { value: () => read(), configurable: true });
}

const { UV_UDP_REUSEADDR, dlopen, errno, signals, priority } = native.constants;
const constants = {
  __proto__: null,
  UV_UDP_REUSEADDR,
  dlopen: { __proto__: null, ...dlopen },
  errno: { __proto__: null, ...errno },
  signals: Object.freeze({ __proto__: null, ...signals }),
  priority: { __proto__: null, ...priority },
};

const os = {
  arch,
  availableParallelism,
  cpus,
  endianness,
  freemem,
  getPriority,
  homedir,
  hostname,
  loadavg,
  networkInterfaces,
  platform,
  release,
  setPriority,
  tmpdir,
  totalmem,
  type,
  userInfo,
  uptime,
  version,
  machine,
};
for (const [name, value] of Object.entries({ constants, EOL: '\n', devNull: '/dev/null' })) {
  Object.defineProperty(os, name, { value, enumerable: true, configurable: name !== 'constants' });
}

export default os;
