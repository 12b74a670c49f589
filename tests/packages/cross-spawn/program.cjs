// Spawning by name and through the shebang of a script.
const fs = require('node:fs');
const spawn = require('cross-spawn');

fs.writeFileSync('script', '#!/bin/sh\necho "$1|$2"\nexit 4\n', { mode: 0o755 });
const done = spawn.sync('./script', ['a b', '"c"'], { stdio: 'pipe', encoding: 'utf8' });
console.log(done.status, done.stdout, done.stderr, done.error);
console.log(spawn.sync('no-such-program', [], { encoding: 'utf8' }).error.message);
const child = spawn('sh', ['-c', 'read line; echo "read $line"; kill -TERM $$'], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
child.stdout.on('data', (data) => console.log(String(data)));
child.on('close', (code, signal) => console.log(code, signal));
child.stdin.end('hello\n');
spawn('no-such-program').on('error', (error) => console.log(error.code, error.path, error.spawnargs));
