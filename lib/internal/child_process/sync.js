// spawnSync(), execFileSync(), execSync(): a program runs, and this one waits for its end.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { load } from '../builtins.js';
import { codes, errnoException } from '../errors.js';
import { validateObject } from '../validators.js';
import { normalizeExec } from './exec.js';
import { checkMaxBuffer, checkTimeout, MAX_BUFFER, normalizeSpawn, signalName, signalNumber } from './options.js';
import { describeStdio } from './stdio.js';

const native = binding('child_process');

/** What the child reads, as bytes; undefined for nothing. */
function inputOf({ input, encoding }, stdio) {
  input ??= stdio[0].input;
  if (input === undefined || input === null) return undefined;
  if (stdio[0].type !== 'pipe') stdio[0] = { type: 'pipe' };
  if (typeof input === 'string') return Buffer.from(input, encoding === 'buffer' ? 'utf8' : encoding);
  if (ArrayBuffer.isView(input)) return input;
  throw new codes.ERR_INVALID_ARG_TYPE('options.stdio[0]', ['Buffer', 'TypedArray', 'DataView', 'string'], input);
}

/**
 * Starts a program and waits for its end.
 * @param {string} file
 * @param {string[]} [args]
 * @param {object} [options]  as of spawn(), and input, encoding, maxBuffer (bytes of each stream)
 * @returns {{pid, output, stdout, stderr, status, signal, error}}
 * Source: Node child_process.spawnSync since v0.11.12.
 */
export function spawnSync(file, args, options) {
  const wanted = normalizeSpawn(file, args, options);
  const { options: given } = wanted;
  checkTimeout(given.timeout);
  checkMaxBuffer(given.maxBuffer);
  const killSignal = signalNumber(given.killSignal);
  const stdio = describeStdio(given.stdio, true);
  const input = inputOf(given, stdio);
  const { error, output, pid, signal, status } = native.spawnSync(
    { __proto__: null, ...wanted, stdio },
    input,
    given.timeout ?? 0,
    given.maxBuffer === 0 ? Infinity : (given.maxBuffer ?? MAX_BUFFER),
    killSignal,
  );
  const started = pid !== 0;
  const encoding = given.encoding && given.encoding !== 'buffer' ? given.encoding : null;
  const shown = started
    ? output.map((bytes) => {
        if (bytes === null) return null;
        const buffer = new FastBuffer(bytes);
        return encoding ? buffer.toString(encoding) : buffer;
      })
    : null;
  const result = {
    pid,
    output: shown,
    stdout: shown && shown[1],
    stderr: shown && shown[2],
    status: started && signal === 0 ? status : null,
    signal: signal > 0 ? signalName(signal) : null,
  };
  if (error < 0) {
    result.error = errnoException(error, `spawnSync ${wanted.file}`);
    result.error.path = wanted.file;
    result.error.spawnargs = wanted.args.slice(1);
  }
  return result;
}

function checkSync(result, command, args) {
  let { error } = result;
  if (error) {
    Object.assign(error, result);
  } else if (result.status !== 0 || result.signal !== null) {
    let message = `Command failed: ${command ?? args.join(' ')}`;
    if (result.stderr?.length > 0) message += `\n${result.stderr.toString()}`;
    error = Object.assign(new Error(message), result);
  }
  return error;
}

// Nobody has said where the child's errors go: they go where ours do.
function showErrors({ stderr }, { stdio }) {
  if (stdio === undefined && stderr?.length > 0) load('process').stderr.write(stderr);
}

/** Node child_process.execFileSync since v0.11.12. @returns {Buffer|string} its output */
export function execFileSync(file, args, options) {
  if (!Array.isArray(args) && args !== null && typeof args === 'object') {
    options = args;
    args = [];
  }
  if (options !== undefined && options !== null) validateObject(options, 'options');
  const result = spawnSync(file, args ?? [], options ?? {});
  showErrors(result, options ?? {});
  const error = checkSync(result, undefined, [file, ...(args ?? [])]);
  if (error) throw error;
  return result.stdout;
}

/** Node child_process.execSync since v0.11.12. @returns {Buffer|string} its output */
export function execSync(command, options) {
  const wanted = normalizeExec(command, options, null);
  const result = spawnSync(wanted.file, [], wanted.options);
  showErrors(result, wanted.options);
  const error = checkSync(result, command);
  if (error) throw error;
  return result.stdout;
}
