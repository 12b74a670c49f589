// The REPL as the program: on a terminal, or with -i (Node: "REPL", "Environment variable options").
import repl from '../../repl.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { options } from '../options.js';
import { Module } from '../loader/commonjs.js';
import { REPL_MODE_SLOPPY, REPL_MODE_STRICT } from './modes.js';

const { reallyExit, writeText } = binding('process');

const BAD_OPTION = 9;
const HISTORY_SIZE = 1000;

function settingsFrom(env) {
  const size = Number(env.NODE_REPL_HISTORY_SIZE);
  const settings = {
    useGlobal: true,
    ignoreUndefined: false,
    breakEvalOnSigint: true,
    replMode: env.NODE_REPL_MODE?.toLowerCase().trim() === 'strict' ? REPL_MODE_STRICT : REPL_MODE_SLOPPY,
    historySize: Number.isInteger(size) && size > 0 ? size : HISTORY_SIZE,
  };
  if (Number.parseInt(env.NODE_NO_READLINE, 10)) settings.terminal = false;
  return settings;
}

/** Starts it. */
export function startRepl() {
  if (options['input-type'] !== undefined) {
    writeText(2, 'Cannot specify --input-type for REPL\n');
    reallyExit(BAD_OPTION);
    return;
  }
  const { env, stdout, version } = process;
  if (env.NODE_REPL_EXTERNAL_MODULE) {
    Module._load(env.NODE_REPL_EXTERNAL_MODULE, undefined, true);
    return;
  }
  stdout.write(`Welcome to Node.js ${version}.\nType ".help" for more information.\n`);
  const server = repl.start(settingsFrom(env));
  server.isProgram = true;
  repl.repl = server;
  server.on('exit', () => {
    process.exit();
  });
  if (options.eval !== undefined) load('internal/loader/evaluate').runTyped('[eval]', options.eval);
  server.setupHistory(env.NODE_REPL_HISTORY, () => {});
}
