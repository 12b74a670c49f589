// What run() is given, checked.
import { load } from '../../builtins.js';
import { codes } from '../../errors.js';
import { checkCoverage } from '../coverage/options.js';
import {
  validateAbortSignal,
  validateArray,
  validateBoolean,
  validateFunction,
  validateInteger,
  validateNumber,
  validateObject,
  validateOneOf,
  validateString,
  validateStringArray,
} from '../../validators.js';

const LONGEST = 2 ** 31 - 1;

function checkPatterns(patterns, name) {
  if (patterns === undefined || patterns === null) return undefined;
  const list = Array.isArray(patterns) ? patterns : [patterns];
  list.forEach((pattern, i) => {
    if (typeof pattern !== 'string' && !(pattern instanceof RegExp)) {
      const label = Array.isArray(patterns) ? `${name}[${i}]` : name;
      throw new codes.ERR_INVALID_ARG_TYPE(label, ['string', 'RegExp'], pattern);
    }
  });
  return list;
}

function checkShard(shard) {
  if (shard === undefined || shard === null) return undefined;
  validateObject(shard, 'options.shard');
  const { index, total } = { ...shard };
  validateInteger(total, 'options.shard.total', 1);
  validateInteger(index, 'options.shard.index', 1, total);
  return { index, total };
}

function checkConcurrency(concurrency) {
  const most = Math.max(1, load('os').availableParallelism() - 1);
  if (concurrency === undefined || concurrency === null || concurrency === true) return most;
  if (concurrency === false) return 1;
  validateInteger(concurrency, 'options.concurrency', 1, LONGEST);
  return concurrency;
}

/** What makes sense for one run alone. @throws ERR_INVALID_ARG_VALUE */
function refuseWatching({ shard, watch, forceExit, rerunFailuresFilePath, coverage }) {
  if (shard !== undefined && shard !== null)
    throw new codes.ERR_INVALID_ARG_VALUE('options.shard', watch, 'shards not supported with watch mode');
  for (const [name, value] of Object.entries({ forceExit, rerunFailuresFilePath, coverage })) {
    if (value) throw new codes.ERR_INVALID_ARG_VALUE(`options.${name}`, value, 'is not supported with watch mode.');
  }
}

/**
 * @param {object} options  of run()
 * @returns {object} with what was left out
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE
 */
export function check(options) {
  validateObject(options, 'options');
  const settings = { ...options };
  const {
    files,
    globPatterns,
    signal,
    timeout,
    setup,
    only,
    forceExit,
    isolation = 'process',
    argv,
    execArgv,
    cwd,
    env,
    globalSetupPath,
    rerunFailuresFilePath,
    watch,
  } = settings;
  if (files !== undefined && files !== null) {
    validateArray(files, 'options.files');
    if (globPatterns?.length > 0)
      throw new codes.ERR_INVALID_ARG_VALUE(
        'options.globPatterns',
        globPatterns,
        "is not supported when specifying 'options.files'",
      );
  }
  if (globPatterns !== undefined && globPatterns !== null) validateArray(globPatterns, 'options.globPatterns');
  if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (timeout !== undefined && timeout !== null && timeout !== Infinity)
    validateNumber(timeout, 'options.timeout', 0, LONGEST);
  if (setup !== undefined && setup !== null) validateFunction(setup, 'options.setup');
  if (only !== undefined && only !== null) validateBoolean(only, 'options.only');
  if (forceExit !== undefined && forceExit !== null) validateBoolean(forceExit, 'options.forceExit');
  if (argv !== undefined) validateStringArray(argv, 'options.argv');
  if (execArgv !== undefined) validateStringArray(execArgv, 'options.execArgv');
  validateOneOf(isolation, 'options.isolation', ['process', 'none']);
  if (cwd !== undefined) validateString(cwd, 'options.cwd');
  if (env !== undefined && isolation === 'none') {
    throw new codes.ERR_INVALID_ARG_VALUE('options.env', env, "is not supported with isolation='none'");
  }
  if (globalSetupPath !== undefined) validateString(globalSetupPath, 'options.globalSetupPath');
  if (rerunFailuresFilePath !== undefined) validateString(rerunFailuresFilePath, 'options.rerunFailuresFilePath');
  if (watch !== undefined && watch !== null) validateBoolean(watch, 'options.watch');
  if (watch) refuseWatching(settings);
  return {
    ...settings,
    ...checkCoverage(settings),
    isolation,
    cwd: cwd ?? process.cwd(),
    concurrency: isolation === 'none' ? 1 : checkConcurrency(settings.concurrency),
    shard: checkShard(settings.shard),
    testNamePatterns: checkPatterns(settings.testNamePatterns, 'options.testNamePatterns'),
    testSkipPatterns: checkPatterns(settings.testSkipPatterns, 'options.testSkipPatterns'),
  };
}
