# A command line tool: options, a sub-command, help and an error.
cat > tool.mjs <<'JS'
import { Command } from 'commander';
const program = new Command('tool').version('1.2.3');
program.command('add <numbers...>').description('adds').option('-x, --times <n>', 'times', Number, 1)
  .action((numbers, { times }) => console.log(numbers.map(Number).reduce((a, b) => a + b, 0) * times));
await program.parseAsync();
JS
[ "$("$RONDO" tool.mjs add 1 2 3 -x 2)" = 12 ]
[ "$("$RONDO" tool.mjs --version)" = 1.2.3 ]
"$RONDO" tool.mjs help add | grep -q 'Usage: tool add'
if "$RONDO" tool.mjs nothing 2> error.txt; then exit 1; fi
grep -q "unknown command 'nothing'" error.txt
