//# allFunctionsCalledOnLoad
// What the command line asks for: a file, code, standard input, or a look at the syntax alone.
import { resolve as resolvePath } from '../path/posix.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { hasProgram, options, programArgs } from '../options.js';
import { connectLoader } from '../loader/connect.js';
import { afterPreloads, runMainModule } from '../loader/entry.js';
import { mainJobOf } from '../loader/es_loader.js';
import { hrefFromPath, pathFromHref } from '../loader/file_url.js';
import { warnExperimental } from '../process/warnings.js';

const { readInput } = binding('loader');
const { reallyExit, traceSigint, writeText } = binding('process');

const INPUT_TYPES = ['module', 'commonjs', 'module-typescript', 'commonjs-typescript'];
const BAD_OPTION = 9;
const BAD_VALUE = 12;

/** Whether nothing was asked for and somebody sits at the terminal. */
const isTerminalAlone = () =>
  options.eval === undefined && !hasProgram() && !options.print && programArgs().length === 0 && load('tty').isatty(0);

/** --entry-url: the program as a URL, from the current folder. */
const entryUrl = () => new URL(process.argv[1], hrefFromPath(`${process.cwd()}/`)).href;

/** --test runs each file in a process of its own, unless it is told not to. */
const runsFilesApart = () => options.test && (options['test-isolation'] !== 'none' || options.watch);

/** Runs it. */
export function runProgram() {
  if (options.version) {
    writeText(1, `${process.version}\n`);
    return;
  }
  connectLoader();
  if (process.env.NODE_V8_COVERAGE) {
    // Children may run elsewhere.
    process.env.NODE_V8_COVERAGE = resolvePath(process.env.NODE_V8_COVERAGE);
    load('internal/v8/coverage').collectInto(process.env.NODE_V8_COVERAGE);
  }
  if (options['experimental-test-coverage'] && !runsFilesApart()) load('internal/test/coverage/session').beginHere();
  if (options['cpu-prof'] || options['heap-prof']) load('internal/v8/recordings').beginRecordings();
  if (options['heapsnapshot-near-heap-limit'] > 0) {
    load('v8').setHeapSnapshotNearHeapLimit(options['heapsnapshot-near-heap-limit']);
  }
  if (options['heapsnapshot-signal'] !== undefined) {
    load('internal/v8/heap_snapshot').writeAtSignal(options['heapsnapshot-signal']);
  }
  if (process.env.WATCH_REPORT_DEPENDENCIES !== undefined) load('internal/watch/report').reportFiles();
  if (process.env.NODE_CHANNEL_FD !== undefined) load('internal/child_process/parent').connectParent(process);
  if (options['trace-sigint']) traceSigint(true);
  if (options['trace-sync-io']) load('internal/process/trace_sync_io').watchSyncCalls();
  if (options['disable-proto'] !== undefined) {
    const { disableProto, isModeKnown } = load('internal/process/disable_proto');
    if (!isModeKnown()) {
      writeText(2, `${process.execPath}: invalid mode passed to --disable-proto\n`);
      reallyExit(BAD_VALUE);
    }
    disableProto(Object.prototype);
  }
  const type = options['input-type'];
  if (type !== undefined && !INPUT_TYPES.includes(type)) {
    writeText(
      2,
      `${process.execPath}: --input-type must be "module","commonjs", "module-typescript" or "commonjs-typescript"\n`,
    );
    reallyExit(BAD_OPTION);
  } else if (options.check) {
    afterPreloads(() => {
      const { checkFile, checkInput } = load('internal/loader/check');
      if (hasProgram() && options['entry-url']) checkFile(pathFromHref(entryUrl()));
      else if (hasProgram() && process.argv[1] !== '-') checkFile(process.argv[1]);
      else checkInput(readInput());
    });
  } else if (options.watch && !options.test) {
    load('internal/watch/supervisor').supervise();
  } else if (options.test) {
    load('internal/test/runner/program').runTests();
  } else if (options.interactive || isTerminalAlone()) {
    afterPreloads(() => load('internal/repl/program').startRepl());
  } else if (options.eval !== undefined) {
    load('internal/loader/evaluate').evaluate('[eval]', options.eval, options.print);
  } else if (hasProgram() && options['entry-url']) {
    warnExperimental('--entry-url');
    afterPreloads(() => runMainModule(mainJobOf(entryUrl())));
  } else if (hasProgram() && process.argv[1] !== '-') {
    process.argv[1] = resolvePath(process.argv[1]);
    afterPreloads(() => load('module').runMain());
  } else {
    load('internal/loader/evaluate').evaluate('[stdin]', readInput(), options.print);
  }
}
