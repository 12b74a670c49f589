"""What the program takes from libnode: symbols of V8 alone. Looks at the development build, which is linked to it; a release has V8 inside."""
import re
import subprocess
from pathlib import Path

PROGRAM = Path('build/bin/rondo-dev')
FORBIDDEN = re.compile(r'^(_ZN?K?4node|_ZT[VISs]N?4node|napi_|node_api_|node_module_)')


def names(*arguments):
    """The dynamic symbols that nm lists, without their versions."""
    lines = subprocess.run(['nm', '-D', *arguments], capture_output=True, text=True, check=True).stdout.splitlines()
    return {line.split()[-1].split('@')[0] for line in lines if line.strip()}


def library(name):
    """The library as the program's own loader finds it; None when it is not linked to one."""
    listed = subprocess.run([PROGRAM], env={'LD_TRACE_LOADED_OBJECTS': '1'}, capture_output=True, text=True).stdout
    found = re.search(rf'{name}\S* => (\S+)', listed)
    return found and found[1]


def check(fix):
    if not PROGRAM.exists():
        return [f'{PROGRAM} is missing: call tools/build']
    taken = names('--undefined-only', PROGRAM)
    problems = [f'the program imports {name}' for name in sorted(taken) if FORBIDDEN.match(name)]
    if node := library('libnode'):
        own = names('--defined-only', node)
        copied = subprocess.run(['readelf', '-rW', PROGRAM], capture_output=True, text=True, check=True).stdout
        copies = set(re.findall(r'_COPY +[0-9a-f]+ +([^ @\n]+)', copied)) & own
        problems += [f'the program has a copy of the variable {name} of libnode' for name in sorted(copies)]
        shared = {name for name in own if name.startswith('uv_')}
        problems += [f'the program imports {name}, which libnode has too' for name in sorted(taken & shared)]
    return problems
