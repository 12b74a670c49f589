"""Runs one program of a suite and makes a Result of it."""
import concurrent.futures
import dataclasses
import json
import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path

FLAGS = re.compile(r'^// Flags: (.*)$', re.M)
COUNTS = re.compile(r'^(\d+) passed, (\d+) failed$', re.M)


@dataclasses.dataclass
class Result:
    name: str
    passed: int
    failed: int
    output: str = ''


def run(command, timeout, **options):
    """Runs a command in a process group of its own, which is ended with it.

    Returns (exit code or a reason in words, what it wrote). `options` go to Popen; stdout and stderr are one
    unless they say otherwise.
    """
    with tempfile.TemporaryFile() as out:
        options = {'stdin': subprocess.DEVNULL, 'stdout': out, 'stderr': subprocess.STDOUT, **options}
        process = subprocess.Popen([str(part) for part in command], start_new_session=True, **options)
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            code = f'no end after {timeout} s'
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        if isinstance(code, int) and code < 0:
            code = f'ended by {signal.Signals(-code).name}'
        out.seek(0)
        return code, out.read().decode('utf8', 'replace')


def in_parallel(function, items):
    """The results of function(item), as they come, from as many threads as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as executor:
        for future in concurrent.futures.as_completed([executor.submit(function, item) for item in items]):
            yield future.result()


def script(path, timeout):
    """A program that passes when it exits with 0."""
    code, output = run([path], timeout)
    if code == 0:
        return Result(path.name, 1, 0)
    return Result(path.name, 0, 1, f'{output}\nexit: {code}')


def name_of(path):
    """What a file of a suite is called there."""
    return '/'.join(path.parts[path.parts.index('tests') + 2:])


def js_file(rondo, path, timeout, flags=()):
    """A file of tests/js: its harness writes a line per test; without lines, the file is one test."""
    source = path.read_text()
    flags = [*flags, *(flag for line in FLAGS.findall(source) for flag in line.split())]
    code, output = run([rondo, *flags, path], timeout, cwd=path.parent)
    passed = len(re.findall(r'^ok ', output, re.M))
    failed = len(re.findall(r'^FAIL ', output, re.M))
    if code != 0 and failed == 0:
        failed = 1
    if passed + failed == 0 and not re.search(r'^skip ', output, re.M):
        passed = 1
    return Result(name_of(path), passed, failed, f'{output}\nexit: {code}')


def googletest(path, pattern, timeout, **options):
    """All tests of a GoogleTest program, as one result with its counts."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / 'report.json'
        code, output = run([path, '--gtest_brief=1', f'--gtest_filter=*{pattern}*', f'--gtest_output=json:{report}'], timeout,
                           **options)
        if not report.exists():
            yield Result(path.name, 0, 1, f'{output}\nexit: {code}')
            return
        counts = json.loads(report.read_text())
    failed = counts['failures'] + counts['errors'] or (code != 0)
    yield Result(path.name, counts['tests'] - failed - counts['disabled'], int(failed), f'{output}\nexit: {code}')


def counted(command, timeout):
    """A program that ends with a line `N passed, N failed` of its own."""
    code, output = run(command, timeout)
    counts = COUNTS.findall(output)
    passed, failed = (int(count) for count in counts[-1]) if counts else (0, 0)
    if code != 0 and failed == 0 or not counts:
        failed += 1
    yield Result(Path(command[0]).name, passed, failed, f'{output}\nexit: {code}')
