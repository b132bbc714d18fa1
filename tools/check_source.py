#!/usr/bin/env python3
"""House rules that a machine can read off the source: what may stand where, how long things may be, which functions stay out.

usage: check_source.py [root]      prints "file:line: what is wrong", ends with 1 when there is anything
"""
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from c_source import Source, tell, tracked  # noqa: E402

FILE_LINES = {'.c': 600, '.h': 200, '.py': 500, '.html': 150}
FUNCTION_LINES = 60
HANDLER_LINES = 40  # functions under src/web/pages: pages are where C grows long first
COMPLEXITY = 20
NESTING = 3  # levels of braces inside a function; an unbraced statement below them makes the fourth
PARAMETERS = 9
LINE_LETTERS = {'.c': 120, '.h': 120, '.py': 140}

# What must not be called, and what to call instead.
BANNED = {
    'strcpy': 'g_strlcpy or g_strdup', 'strcat': 'GString', 'strncpy': 'g_strlcpy', 'strncat': 'GString', 'stpcpy': 'GString',
    'sprintf': 'g_snprintf or g_strdup_printf', 'vsprintf': 'g_strdup_vprintf', 'gets': 'getline', 'strtok': 'g_strsplit',
    'atoi': 'g_ascii_string_to_signed', 'atol': 'g_ascii_string_to_signed', 'atoll': 'g_ascii_string_to_signed',
    'atof': 'g_ascii_strtod', 'strtod': 'g_ascii_strtod: the locale must not decide where the point is',
    'system': 'g_spawn_sync with a list of arguments', 'popen': 'g_spawn_async_with_pipes', 'alloca': 'the heap or a fixed array',
    'g_alloca': 'the heap or a fixed array', 'g_newa': 'the heap or a fixed array', 'rand': 'randombytes_buf, or a seeded generator',
    'srand': 'a seeded generator', 'random': 'randombytes_buf, or a seeded generator', 'g_random_int': 'randombytes_buf',
    'g_random_int_range': 'randombytes_uniform', 'mktemp': 'g_mkstemp', 'tmpnam': 'g_mkstemp', 'tempnam': 'g_mkstemp',
    'localtime': 'GDateTime with a time zone', 'ctime': 'GDateTime', 'asctime': 'GDateTime', 'gmtime': 'gmtime_r',
    'setlocale': 'nothing: languages are passed explicitly', 'strerror': 'g_strerror',
}
# A banned function and the one file that may call it.
ALLOWED = {
    ('setlocale', 'src/cli/main.c'),  # the terminal's letters are the terminal's business
}
# Tests and measurements may draw from GLib's generator: nothing secret hangs on their draws.
DRAWN = re.compile(r'^(g_random_|rand$|random$)')
NOT_NAMES = re.compile(r'(^|[_/.])(utils?|misc|common|helpers?|managers?)([_/.]|$)')
LATER = re.compile(r'\b(' + '|'.join(['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK']) + r')\b')
SQL = re.compile(
    r'^\s*(SELECT\s.*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s*\('
    r'|CREATE\s+(TEMP\s+)?(TABLE|VIEW|INDEX|TRIGGER)\s|ALTER\s+TABLE\s|DROP\s+(TABLE|VIEW|INDEX)\s)', re.S)
TAGS = 'a b i p div span table tr td th tbody thead ul ol li form input button label html head body main h[1-6] br hr img script style ' \
    'select option nav section svg g rect path title link meta'
HTML = re.compile(r'<(/?(' + '|'.join(TAGS.split()) + r')(\s[^<]*[=%][^<]*)?/?>|!DOCTYPE)', re.I)
# The engines' own files speak to their engine: pragmas, functions and views that no portable statement can hold.
SQL_ALLOWED = re.compile(r'^(src/store/|test/)')
HTML_ALLOWED = re.compile(r'^test/')


def faults_of_text(name, text):
    """What holds for any file people write: lines, leftovers, names."""
    if NOT_NAMES.search(name):
        yield 1, 'the name says nothing: no util, misc, common, helper or manager'
    limit = FILE_LINES.get(Path(name).suffix)
    lines = text.split('\n')
    if limit and len(lines) > limit + 1:
        yield limit, f'{len(lines) - 1} lines, at most {limit}'
    most = LINE_LETTERS.get(Path(name).suffix, 1 << 20)
    table = False  # tables of data are set out by hand, one row a line
    for number, line in enumerate(lines, 1):
        table = (table or 'clang-format off' in line) and 'clang-format on' not in line
        if len(line.rstrip('\\ ')) > most and not table:
            yield number, f'{len(line)} letters in a line, at most {most}'
        if line != line.rstrip():
            yield number, 'space at the end of the line'
        if '\t' in line and Path(name).suffix in ('.c', '.h', '.py', '.sql'):
            yield number, 'a tab'
        if LATER.search(line):
            yield number, 'a note for later: open an issue, or do it'
    if text and not text.endswith('\n'):
        yield len(lines), 'no newline at the end'


def faults_of_function(name, function):
    limit = HANDLER_LINES if name.startswith('src/web/pages/') else FUNCTION_LINES
    for value, most, what in ((function.length, limit, 'lines'), (function.complexity, COMPLEXITY, 'ways through'),
                              (function.nesting, NESTING, 'levels of nesting'), (function.parameters, PARAMETERS, 'parameters')):
        if value > most:
            yield function.first, f'{function.name} has {value} {what}, at most {most}'


def faults_of_c(name, text):
    source = Source(text)
    for function in source.functions:
        yield from faults_of_function(name, function)
    for found in re.finditer(r'(?<![\w.>])(\w+)\s*\(', source.code):
        banned = found.group(1) in BANNED and (found.group(1), name) not in ALLOWED
        if banned and not (name.startswith('test/') and DRAWN.match(found.group(1))):
            yield source.line_of(found.start()), f'{found.group(1)} stays out: use {BANNED[found.group(1)]}'
    for found in re.finditer(r'\bgoto\b', source.code):
        if not name.startswith(('src/text/', 'src/link/')):
            yield source.line_of(found.start()), 'goto: g_autoptr frees on every way out'
    for found in re.finditer(r'\b(\w+)\b', source.code):
        if NOT_NAMES.search(found.group(1)) and found.group(1).startswith('sk_'):
            yield source.line_of(found.start()), f'{found.group(1)}: the name says nothing'
    for line, literal in source.joined_strings():
        if SQL.match(literal) and not SQL_ALLOWED.match(name):
            yield line, 'SQL stands only in sql/'
        if HTML.search(literal) and not HTML_ALLOWED.match(name):
            yield line, 'HTML stands only in web/templates/'


def faults_of_links(root, name, text):
    """Links of a page to a file of the tree must lead somewhere."""
    for found in re.finditer(r'\]\(([^)#:\s]+)(#[^)]*)?\)', text):
        if not (Path(root) / name).parent.joinpath(found.group(1)).exists():
            yield text.count('\n', 0, found.start()) + 1, f'the link to {found.group(1)} leads nowhere'


def check(root):
    """Yields (file, line, fault)."""
    for name in tracked(root, '*.c', '*.h', '*.def', '*.py', '*.sql', '*.html', '*.css', '*.md', '*.build'):
        text = (Path(root) / name).read_text()
        faults = list(faults_of_text(name, text))
        if Path(name).suffix in ('.c', '.h'):
            faults += faults_of_c(name, text)
        if name.endswith('.md'):
            faults += faults_of_links(root, name, text)
        for line, fault in faults:
            yield name, line, fault


if __name__ == '__main__':
    sys.exit(tell(check(sys.argv[1] if len(sys.argv) > 1 else '.')))
