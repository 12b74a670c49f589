"""Which room of src/ may include which: only what stands left of it (ARCHITECTURE.md)."""
import re
from pathlib import Path

import files

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
LOWER = {
    'base': set(),
    'event_loop': {'base'},
    'background': {'base', 'event_loop'},
    'engine': {'base'},
    'task_queue': {'base', 'engine'},
}
LOWER['runtime'] = set(LOWER)
LOWER['bind'] = LOWER['runtime'] | {'runtime'}
LOWER['modules'] = LOWER['bind'] | {'bind'}
LOWER['start'] = LOWER['modules'] | {'modules'}
LOWER['launcher.cc'] = set()
LOWER['main.cc'] = LOWER['start'] | {'start'}

# Libraries that a room does without.
WITHOUT = {
    'base': r'(v8|libplatform/|uv\.h|uv/)',
    'event_loop': r'(v8|libplatform/)',
    'background': r'(v8|libplatform/)',
    'engine': r'(uv\.h|uv/)',
}
ANYWHERE = r'(node\.h|node_|js_native_api|nodejs/)'


def check(fix):
    problems = []
    for path in files.under(('src',), ('.cc', '.h')):
        room = path.parts[1]
        if room not in LOWER:
            problems.append(f'{path}: {room} is no room')
            continue
        for bracket, name in INCLUDE.findall(path.read_text()):
            if bracket == '<' or not (Path('src') / name).exists():
                if re.match(ANYWHERE, name) or (room in WITHOUT and re.match(WITHOUT[room], name)):
                    problems.append(f'{path}: {room} does without {name}')
                elif bracket == '"' and not name.endswith('.inc') and not (path.parent / name).exists():
                    problems.append(f'{path}: there is no {name}')
                continue
            target = Path(name).parts[0]
            if target != room and target not in LOWER[room]:
                problems.append(f'{path}: {room} includes {name}, which does not stand below it')
            if target == room == 'modules' and Path(name).parts[1] != path.parts[2]:
                problems.append(f'{path}: a module includes {name} of another; what two share moves down a room')
    return problems
