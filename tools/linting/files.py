"""The files of the project, by folder and ending."""
import os
from pathlib import Path

FOLDERS = ('src', 'lib', 'tests', 'bench', 'tools', 'cmake', 'docs', 'examples', '.ci')
PASSED_BY = {'node_modules', '__pycache__', 'build', '.git'}


def under(folders, endings=None):
    """Files below the folders, sorted; `endings` is a tuple such as ('.cc', '.h')."""
    found = []
    for folder in folders:
        for at, names, files in os.walk(folder):
            names[:] = [n for n in names if n not in PASSED_BY]
            found += [Path(at) / f for f in files if endings is None or f.endswith(endings)]
    return sorted(found)


def everything():
    """Every file of the project, those at its root included."""
    return sorted(p for p in Path().iterdir() if p.is_file()) + under(FOLDERS)


def cpp():
    return under(('src', 'tests', 'bench', 'tools', 'cmake'), ('.cc', '.h'))
