"""Sizes and names of files; no address of a package registry, which belongs to the machine's own configuration."""
import re
import subprocess
from urllib.parse import urlsplit

import files

ASKS_TO_BE_SPLIT, TOO_LONG = 400, 800
BAD_NAME = re.compile(r'(^|[/_.-])utils([/_.-]|$)|_wrap\.|-inl\.h$|(^|/)node_')
SOURCE = ('.js', '.mjs', '.cjs', '.ts', '.cc', '.h', '.py', '.sh')


def lines_of(command):
    result = subprocess.run(command, capture_output=True, text=True)
    return result.stdout.splitlines()


def registry_hosts():
    """Hosts that apt and npm are set up with on this machine."""
    addresses = lines_of(['apt-get', 'indextargets', '--format', '$(SITE)']) + lines_of(['npm', 'config', 'get', 'registry'])
    hosts = {urlsplit(address).hostname for address in addresses}
    return {host for host in hosts if host and '.' in host and not host.startswith('127.')}


def check(fix):
    problems = []
    hosts = registry_hosts()
    for path in files.everything():
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for host in hosts:
            if host in text:
                problems.append(f'{path}: names {host}, the address of a package registry')
        if path.suffix in SOURCE and path.parts[0] in ('src', 'lib', 'tests', 'tools', 'bench'):
            length = text.count('\n')
            if length > TOO_LONG:
                problems.append(f'{path}: {length} lines; no file has over {TOO_LONG}')
            elif length > ASKS_TO_BE_SPLIT:
                print(f'  {path}: {length} lines ask to be split')
            if path.parts[0] in ('src', 'lib') and BAD_NAME.search(str(path)):
                problems.append(f'{path}: a name that tells nothing, or one that the house does without')
    return problems
