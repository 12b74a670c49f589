// node:child_process: other programs, started and waited for.
import { ChildProcess } from './internal/child_process/child_process.js';
import { exec, execFile } from './internal/child_process/exec.js';
import { fork, spawn } from './internal/child_process/spawn.js';
import { execFileSync, execSync, spawnSync } from './internal/child_process/sync.js';

export { spawn };

export default { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
