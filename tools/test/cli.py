"""tests/cli: a folder holds a command and what it must answer. tests/README.md describes the files."""
import os
import re
import tempfile

from program import Result, run


def expectation(text, places):
    """A regular expression from an expected output: `...` alone on a line stands for any lines, `{*}` for any text."""
    for name, value in places.items():
        text = text.replace(name, value)
    lines = []
    for line in text.splitlines():
        if line.strip() == '...':
            lines.append(r'(?:.*\n)*?')
        else:
            lines.append('.*'.join(re.escape(part) for part in line.split('{*}')) + r'\n')
    return re.compile(''.join(lines))


def folder(rondo, path, base, timeout):
    """Runs path/cmd in bash and holds its two outputs and its exit code against path/{stdout,stderr,exit}."""

    def wanted(name, default):
        file = path / name
        return file.read_text() if file.exists() else default

    given = path / 'stdin'
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryFile() as errors, \
            open(given if given.exists() else os.devnull, 'rb') as stdin:
        code, output = run(['bash', '-c', wanted('cmd', '')], timeout, cwd=path, stdin=stdin, stderr=errors,
                           env={**os.environ, 'SCRATCH': scratch, 'RONDO': str(rondo)})
        errors.seek(0)
        error_output = errors.read().decode('utf8', 'replace')

        problems = []
        exit_code = int(wanted('exit', '0'))
        if code != exit_code:
            problems.append(f'exit: {code}, expected {exit_code}')
        for name, text in (('stdout', output), ('stderr', error_output)):
            expected = wanted(name, '')
            text = text if text.endswith('\n') or not text else text + '\n'
            if not expectation(expected, {'{dir}': str(path), '{scratch}': scratch}).fullmatch(text):
                problems.append(f'{name} is\n{text}--- expected\n{expected}---')
    return Result(str(path.relative_to(base)), 0 if problems else 1, 1 if problems else 0, '\n'.join(problems))
