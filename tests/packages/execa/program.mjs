// Processes: pipes, failures, time-outs, signals, messages, iteration, scripts.
import { execa, execaNode, execaSync, $ } from 'execa';

console.log((await execa('echo', ['a b', '$HOME'])).stdout, execaSync('cat', { input: 'from here' }).stdout);
console.log(
  (await $`printf ${'x\ny\nz'}`.pipe`sort -r`).stdout.split('\n'),
  (await execa({ lines: true })`printf ${'1\n2'}`).stdout,
);
const failed = await execa('sh', ['-c', 'echo out; echo err >&2; exit 3'], { all: true, reject: false });
console.log(
  failed.failed,
  failed.exitCode,
  failed.stdout,
  failed.stderr,
  failed.all.split('\n').sort(),
  failed.shortMessage,
);
await execa('not-a-program').catch((error) => console.log(error.code, error.shortMessage));
await execa('sleep', ['60'], { timeout: 100 }).catch((error) =>
  console.log(error.timedOut, error.signal, error.shortMessage),
);
const stop = new AbortController();
setTimeout(() => stop.abort(), 50);
await execa({ cancelSignal: stop.signal })`sleep 60`.catch((error) =>
  console.log(error.isCanceled, error.shortMessage),
);
await execa({ maxBuffer: 10 })`printf 12345678901234567890`.catch((error) =>
  console.log(error.isMaxBuffer, error.stdout),
);
for await (const line of execa`printf ${'one\ntwo\n'}`) console.log(line);
const upper = function* (line) {
  yield line.toUpperCase();
};
console.log(
  (await execa({ stdout: upper })`echo loud`).stdout,
  (await execa({ stdout: { file: 'out.txt' }, input: 'ab' })`cat`).exitCode,
  execaSync`cat out.txt`.stdout,
);
const child = execaNode('child.mjs', ['x'], { ipc: true, nodeOptions: ['--no-warnings'] });
await child.sendMessage({ n: 20 });
const { twice, big } = await child.getOneMessage();
console.log(twice, big.length, (await child).stdout);
