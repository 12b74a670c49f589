// A command line tool on yargs: commands, defaults, coercion, help and a failure.
import yargs from 'yargs';

const tool = (argv) =>
  yargs(argv)
    .scriptName('tool')
    .command(
      'copy <from> [to..]',
      'copies files',
      (y) =>
        y
          .positional('from', { type: 'string', describe: 'a file' })
          .option('depth', { alias: 'd', type: 'number', default: 2 })
          .option('tag', { array: true, coerce: (tags) => tags.map((tag) => tag.toUpperCase()) })
          .option('mode', { choices: ['fast', 'safe'], default: 'safe' }),
      (args) => console.log(args),
    )
    .demandCommand(1)
    .strict()
    .wrap(72)
    .exitProcess(false)
    .fail((message, error) => console.log('failed:', message ?? error.message));

await tool(['copy', 'a', 'b', 'c', '-d', '7', '--tag', 'x', 'y', '--no-color=false']).parseAsync();
await tool(['copy', 'a', '--mode', 'slow']).parseAsync();
await tool(['copy', 'a', '--tag', 'x']).parseAsync();
await tool([]).parseAsync();
console.log(await tool([]).getHelp());
console.log(await tool(['copy', 'a', '--help']).getHelp());
