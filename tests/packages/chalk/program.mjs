// Colours: forced, absent, nested; the level chosen by the environment.
import { spawnSync } from 'node:child_process';
import chalk, { Chalk, chalkStderr, supportsColor } from 'chalk';

console.log(supportsColor, chalk.level, chalkStderr.level);
console.log(chalk.red('plain'), chalk.bold.underline(`two ${chalk.blue('three')} two`));
for (const level of [0, 1, 2, 3]) {
  const paint = new Chalk({ level });
  console.log(
    JSON.stringify(
      paint
        .hex('#ff8800')
        .bgRgb(10, 20, 30)
        .italic(`level ${level}\nnext ${paint.green('inner')} line`),
    ),
  );
}
for (const FORCE_COLOR of ['0', '1', '2', '3', 'true']) {
  const { stdout } = spawnSync(
    process.execPath,
    ['-e', 'import("chalk").then(({ default: c }) => console.log(c.level, JSON.stringify(c.red("x"))))'],
    {
      env: { ...process.env, FORCE_COLOR },
      encoding: 'utf8',
    },
  );
  console.log(FORCE_COLOR, stdout.trim());
}
