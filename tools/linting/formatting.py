"""clang-format for C++, biome for JavaScript."""
import os
import subprocess
from pathlib import Path

import files


def biome(*arguments):
    program = next(Path('node_modules/@biomejs').glob('cli-linux-*/biome'), None)
    if program is None:
        return ['biome is not installed: call tools/bootstrap --tests']
    folders = [f for f in ('lib', 'tests', 'tools', 'bench', 'examples') if Path(f).is_dir()]
    result = subprocess.run([program, *arguments, '--colors=off', '--max-diagnostics=30', *folders],
                            capture_output=True, text=True)
    return [] if result.returncode == 0 else (result.stdout + result.stderr).splitlines()


def layout(fix):
    """How the sources are laid out."""
    sources = [str(f) for f in files.cpp()]
    mode = ['-i'] if fix else ['--dry-run', '-Werror']
    batches = [sources[i:i + 40] for i in range(0, len(sources), 40)]
    running, problems = [], []
    for batch in batches:
        running.append(subprocess.Popen(['clang-format-19', *mode, *batch], stderr=subprocess.PIPE, text=True))
        if len(running) == os.cpu_count():
            problems += finish(running.pop(0))
    for process in running:
        problems += finish(process)
    problems += biome('format', *(['--write'] if fix else []))
    if problems and not fix:
        problems.append('tools/lint --fix format lays them out')
    return problems


def finish(process):
    errors = process.communicate()[1]
    return [line for line in errors.splitlines() if ' error: ' in line]


def javascript(fix):
    """Biome's rules."""
    return biome('lint', '--error-on-warnings', *(['--write'] if fix else []))
