// --cpu-prof and --heap-prof: what a thread does from its start on, written to a file at its end, for developer tools to read
// (Node: "Command-line API", "--cpu-prof", "--heap-prof").
// Nothing is loaded at the end: hooks of the program would see it.
import fs from '../../fs.js';
import { options } from '../options.js';
import { join, resolve } from '../path/posix.js';
import { onExited } from '../process/exit.js';
import { beforeOwnSignal } from '../process/signals.js';
import { defaultName } from './heap_snapshot.js';
import { CPU_INTERVAL, recordCpu, recordHeap, SAMPLE_INTERVAL } from './profiles.js';

const KINDS = {
  'cpu-prof': { start: recordCpu, interval: CPU_INTERVAL, prefix: 'CPU', ending: 'cpuprofile' },
  'heap-prof': { start: recordHeap, interval: SAMPLE_INTERVAL, prefix: 'Heap', ending: 'heapprofile' },
};

/** What stands for the process's number in a name. */
const PID = '$' + '{pid}';

/** Begins what the command line asks for. */
export function beginRecordings() {
  for (const [option, { start, interval, prefix, ending }] of Object.entries(KINDS)) {
    if (!options[option]) continue;
    // where the program has begun, wherever it goes
    const folder = resolve(options[`${option}-dir`] ?? options['diagnostic-dir'] ?? '.');
    const name = options[`${option}-name`]?.replaceAll(PID, process.pid) ?? defaultName(prefix, ending);
    const recording = start(options[`${option}-interval`] || interval);
    const write = () => {
      const text = recording.stop();
      if (text === undefined) return;
      try {
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(join(folder, name), text);
      } catch (error) {
        process._rawDebug(`Failed to write a profile: ${error.message}`);
      }
    };
    onExited(write);
    beforeOwnSignal((ends) => {
      if (ends) write();
    });
  }
}
