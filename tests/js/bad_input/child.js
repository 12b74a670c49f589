// Runs a program of its own process, for what may end one.
import { spawn } from 'node:child_process';

/**
 * @param {string[]} args  of this program
 * @param {{ shell?: string, env?: object, cwd?: string, input?: string }} [options]
 *   shell: a line of bash that runs it as "$@"; input: what it reads
 * @returns {Promise<{ code: number | null, signal: string | null, stdout: string, stderr: string }>}
 */
export function run(args, { shell, env, cwd, input = '' } = {}) {
  const command = shell ? ['bash', ['-c', shell, 'bash', process.execPath, ...args]] : [process.execPath, args];
  const child = spawn(...command, { cwd, env: { ...process.env, ...env }, timeout: 50_000, killSignal: 'SIGKILL' });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text));
  child.stdin.on('error', () => {}).end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
}

/** The same for a script given as text. */
export const evaluate = (script, options) => run(['-e', script], options);

/** Calls `check` for each item, a few at a time; every failure is told. */
export async function each(items, check) {
  const waiting = [...items];
  const failures = [];
  const worker = async () => {
    while (waiting.length > 0) await check(waiting.shift()).catch((error) => failures.push(error));
  };
  await Promise.all([worker(), worker(), worker()]);
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, failures.map((error) => error.message).join('\n'));
}
