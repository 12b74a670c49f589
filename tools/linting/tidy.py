"""clang-tidy on the files of src/, each only when it or a header that it includes has changed."""
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
from functools import cache
from pathlib import Path

SEEN = Path('build/lint/tidy')
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.M)


@cache
def content(path):
    return path.read_bytes()


@cache
def included(path):
    """The project's headers that a file includes directly."""
    names = [name.decode() for name in INCLUDE.findall(content(path))]
    places = [place for name in names for place in (Path('src') / name, path.parent / name)]
    return frozenset(place for place in places if place.exists())


def fingerprint(path, command):
    """A digest of all that clang-tidy's answer for a file depends on."""
    reached, waiting = set(), [path]
    while waiting:
        file = waiting.pop()
        if file not in reached:
            reached.add(file)
            waiting += included(file)
    digest = hashlib.sha256(content(Path('.clang-tidy')) + command.encode())
    for file in sorted(reached):
        digest.update(content(file))
    return digest.hexdigest()


def examine(path, mark):
    result = subprocess.run(['clang-tidy-19', '-p', 'build', '--quiet', str(path)], capture_output=True, text=True)
    if result.returncode == 0:
        mark.touch()
        return []
    lines = [line for line in result.stdout.splitlines() if re.search(r': (error|warning):', line)]
    return lines or (result.stdout + result.stderr).splitlines()[-5:]


def check(fix):
    database = Path('build/compile_commands.json')
    if not database.exists():
        return ['build/compile_commands.json is missing: call tools/build --tests']
    SEEN.mkdir(parents=True, exist_ok=True)
    version = subprocess.run(['clang-tidy-19', '--version'], capture_output=True, text=True).stdout
    waiting = []
    for entry in json.loads(database.read_text()):
        path = Path(os.path.relpath(entry['file']))
        if path.parts[0] != 'src' or not path.exists():
            continue
        mark = SEEN / fingerprint(path, entry['command'] + version)
        if not mark.exists():
            waiting.append((path, mark))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as executor:
        answers = executor.map(lambda job: examine(*job), waiting)
        return list(dict.fromkeys(line for answer in answers for line in answer))
