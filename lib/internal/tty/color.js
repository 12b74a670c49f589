// How many colours a terminal shows, by what the environment says of it.
import { load } from '../builtins.js';
import { validateInteger } from '../validators.js';
import { codes } from '../errors.js';

// Bits for a colour, as getColorDepth() gives them.
const NONE = 1;
const SIXTEEN = 4;
const MANY = 8;
const TRUE_COLOUR = 24;

// Tables without iteration: an error is printed even where a program has broken that of arrays.

// Names of terminals that are known by TERM: the whole name, then parts of it.
const byTerm = {
  __proto__: null,
  eterm: SIXTEEN,
  cons25: SIXTEEN,
  console: SIXTEEN,
  cygwin: SIXTEEN,
  dtterm: SIXTEEN,
  gnome: SIXTEEN,
  hurd: SIXTEEN,
  jfbterm: SIXTEEN,
  konsole: SIXTEEN,
  kterm: SIXTEEN,
  mlterm: TRUE_COLOUR,
  mosh: TRUE_COLOUR,
  putty: SIXTEEN,
  'rxvt-unicode-24bit': TRUE_COLOUR,
  st: SIXTEEN,
  terminator: TRUE_COLOUR,
  'xterm-kitty': TRUE_COLOUR,
  'xterm-ghostty': TRUE_COLOUR,
};
const byPartOfTerm = /ansi|color|linux|direct|^con\d*x\d|^rxvt|^screen|^xterm|^vt100|^vt220/i;

// Build services: the variable that tells each of them.
const byBuildService = {
  __proto__: null,
  APPVEYOR: MANY,
  BUILDKITE: MANY,
  CIRCLECI: TRUE_COLOUR,
  DRONE: MANY,
  GITEA_ACTIONS: TRUE_COLOUR,
  GITHUB_ACTIONS: TRUE_COLOUR,
  GITLAB_CI: MANY,
  TRAVIS: MANY,
};

const byProgram = {
  __proto__: null,
  HyperTerm: TRUE_COLOUR,
  MacTerm: TRUE_COLOUR,
  Apple_Terminal: MANY,
};

const byForce = {
  __proto__: null,
  '': SIXTEEN,
  1: SIXTEEN,
  true: SIXTEEN,
  2: MANY,
  3: TRUE_COLOUR,
};

const warned = new Set();

function warnOfIgnored(env) {
  const ignored = ['NODE_DISABLE_COLORS', 'NO_COLOR'].filter((name) => isSet(env, name));
  if (ignored.length === 0) return;
  const names = ignored.map((name) => `'${name}'`).join(' and ');
  if (warned.has(names)) return;
  warned.add(names);
  load('process').emitWarning(`The ${names} env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
}

function isSet(env, name) {
  return env[name] !== undefined && env[name] !== '';
}

/**
 * @param {object} [env]  variables to go by; those of the process if left out
 * @returns {1|4|8|24} bits for a colour: 1 for none, else 16, 256 or 16,777,216 colours
 * Source: Node writeStream.getColorDepth since v9.9.0.
 */
export function getColorDepth(env = load('process').env) {
  if (env.FORCE_COLOR !== undefined) {
    const depth = byForce[String(env.FORCE_COLOR)] ?? NONE;
    if (depth !== NONE) warnOfIgnored(env);
    return depth;
  }
  if (isSet(env, 'NODE_DISABLE_COLORS') || isSet(env, 'NO_COLOR') || env.TERM === 'dumb') return NONE;
  if (load('process').platform === 'win32') return SIXTEEN;
  if (env.TMUX) return TRUE_COLOUR;
  if ('TF_BUILD' in env && 'AGENT_NAME' in env) return SIXTEEN;
  if ('CI' in env) return depthOfBuildService(env);
  if ('TEAMCITY_VERSION' in env) {
    return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? SIXTEEN : NONE;
  }
  return depthOfProgram(env) ?? depthOfTerm(env);
}

function depthOfBuildService(env) {
  for (const name in byBuildService) {
    if (name in env) return byBuildService[name];
  }
  return env.CI_NAME === 'codeship' ? MANY : NONE;
}

function depthOfProgram({ TERM_PROGRAM: program, TERM_PROGRAM_VERSION: version }) {
  if (program === 'iTerm.app') return version && !/^[0-2]\./.test(version) ? TRUE_COLOUR : MANY;
  return byProgram[program];
}

function depthOfTerm({ TERM: term, COLORTERM: colorTerm }) {
  if (colorTerm === 'truecolor' || colorTerm === '24bit') return TRUE_COLOUR;
  if (term) {
    if (term.includes('truecolor')) return TRUE_COLOUR;
    if (term.startsWith('xterm-256')) return MANY;
    const depth = byTerm[term.toLowerCase()];
    if (depth !== undefined) return depth;
    if (byPartOfTerm.test(term)) return SIXTEEN;
  }
  return colorTerm ? SIXTEEN : NONE;
}

/**
 * @param {number} [count=16]  at least 2
 * @param {object} [env]  as for getColorDepth()
 * @returns {boolean} whether there are as many colours
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 * Source: Node writeStream.hasColors since v11.13.0.
 */
export function hasColors(count, env) {
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    env = count;
    count = 16;
  } else {
    if (typeof count !== 'number') throw new codes.ERR_INVALID_ARG_TYPE('count', 'number', count);
    validateInteger(count, 'count', 2);
  }
  return count <= 2 ** getColorDepth(env);
}
