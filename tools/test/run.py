"""Runs the test suites and counts: what ./test does once all is built. tests/README.md describes the suites.

usage: run.py [-v] [--long] [SUITE[/FILTER]...]     all suites when none is named; --long: the long form of soak
"""
import os
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True

import cli
import program

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / 'tests'
RONDO = ROOT / 'build' / 'bin' / 'rondo'


def lint(pattern):
    return program.counted([ROOT / 'tools' / 'lint'], timeout=1200)


def native(pattern):
    return program.googletest(ROOT / 'build' / 'bin' / 'native-tests', pattern, timeout=300)


def js(pattern):
    files = [f for f in sorted(TESTS.glob('js/**/*.test.*')) if pattern in str(f.relative_to(TESTS / 'js'))]
    return program.in_parallel(lambda f: program.js_file(RONDO, f, timeout=60), files)


def command_line(pattern):
    folders = [f.parent for f in sorted(TESTS.glob('cli/**/cmd')) if pattern in str(f.relative_to(TESTS / 'cli'))]
    return program.in_parallel(lambda f: cli.folder(RONDO, f, TESTS / 'cli', timeout=60), folders)


def soak(pattern):
    files = [f for f in sorted(TESTS.glob('soak/*.soak.js')) if pattern in f.name]
    for f in files:
        yield program.js_file(RONDO, f, timeout=3600 if os.environ.get('RONDO_SOAK') == 'long' else 600)


def setup(pattern):
    files = [f for f in sorted(TESTS.glob('setup/*.sh')) if pattern in f.name]
    for f in files:
        yield program.script(f, timeout=600)


def packages(pattern):
    command = TESTS / 'packages' / 'run'
    return program.counted([command, *([pattern] if pattern else [])], timeout=1200)


SUITES = {'lint': lint, 'native': native, 'js': js, 'cli': command_line, 'soak': soak, 'setup': setup, 'packages': packages}


def main(arguments):
    verbose = '-v' in arguments
    if '--long' in arguments:
        os.environ['RONDO_SOAK'] = 'long'
    wanted = [a.partition('/') for a in arguments if a not in ('-v', '--long')] or [(name, '', '') for name in SUITES]
    for name, _, _ in wanted:
        if name not in SUITES:
            print(f'test: there is no suite {name}; there are: {" ".join(SUITES)}', file=sys.stderr)
            return 2
    os.environ['PATH'] = f'{RONDO.parent}:{os.environ["PATH"]}'
    for variable in ('NODE_OPTIONS', 'NODE_PATH', 'FORCE_COLOR', 'NODE_DEBUG'):
        os.environ.pop(variable, None)

    passed = failed = 0
    for name, _, pattern in wanted:
        begin, here_passed, here_failed = time.time(), 0, 0
        for result in SUITES[name](pattern):
            here_passed += result.passed
            here_failed += result.failed
            if result.failed:
                print(f'FAILED {name}/{result.name}\n{result.output.rstrip()}\n', flush=True)
            elif verbose:
                print(f'{name}/{result.name}', flush=True)
        print(f'{name}: {here_passed} passed, {here_failed} failed ({time.time() - begin:.1f} s)', flush=True)
        passed += here_passed
        failed += here_failed
    if passed + failed == 0:
        print('test: no test has that name', file=sys.stderr)
        failed = 1
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
