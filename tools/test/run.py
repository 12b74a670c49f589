"""Runs the test suites and counts. See tests/README.md; called by ./test."""
import concurrent.futures
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / 'build'
RONDO = BUILD / 'bin' / 'rondo'


def main():
    passed = failed = 0
    program = subprocess.run([BUILD / 'bin' / 'native-tests', '--gtest_brief=1'])
    passed, failed = (1, 0) if program.returncode == 0 else (0, 1)
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


sys.exit(main())
