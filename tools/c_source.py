"""C source as the checks see it: code with comments and strings blanked out, and the strings, comments and functions by themselves.

It leans on the tree being formatted by clang-format: a function's first line starts in column 0, its last line is "}" in column 0.
"""
import fnmatch
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

PIECE = re.compile(
    r'(?P<comment>/\*.*?\*/|//[^\n]*)'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>'(?:\\.|[^'\\\n])*')", re.S)
WORDS_OF_C = {'if', 'for', 'while', 'switch', 'return', 'sizeof', 'do', 'else'}


@dataclass
class Function:
    name: str
    first: int  # lines, from 1, both inclusive
    last: int
    body: str  # code between the braces, blanked
    parameters: int

    @property
    def length(self):
        """Lines, without the rows of tables set out inside: those are data."""
        return self.last - self.first + 1 - sum(self.body.count('\n', *rows) for rows in self._tables())

    @property
    def complexity(self):
        """Ways through it: McCabe, a switch counted once, as pmccabe's modified figure does."""
        return 1 + len(re.findall(r'\b(?:if|for|while|switch)\b|&&|\|\||\?', self.body))

    @property
    def nesting(self):
        """Deepest level of braces inside the function that belong to statements, not to tables."""
        depth = deepest = 0
        for found, block, opens in self._braces():
            depth += block if opens else -block
            deepest = max(deepest, depth)
        return deepest

    def _braces(self):
        """Each brace with whether it belongs to a block of statements, and whether it opens."""
        stack = []
        for found in re.finditer(r'[{}]', self.body):
            if found.group() == '{':
                stack.append(re.search(r'(\)|\belse|\bdo|:)\s*$', self.body[max(0, found.start() - 40):found.start()]) is not None)
                yield found.start(), stack[-1], True
            elif stack:
                yield found.start(), stack.pop(), False

    def _tables(self):
        """Where the outermost braces that are no blocks begin and end."""
        depth = begun = 0
        for at, block, opens in self._braces():
            if block:
                continue
            if opens and depth == 0:
                begun = at
            depth += 1 if opens else -1
            if depth == 0:
                yield begun, at


class Source:
    def __init__(self, text):
        self.text = text
        self.lines = text.split('\n')
        self.strings, self.comments = [], []
        self.code = PIECE.sub(self._blank, text)
        self.functions = list(self._functions())

    def line_of(self, offset):
        return self.text.count('\n', 0, offset) + 1

    def _blank(self, found):
        piece = found.group()
        if found.lastgroup == 'comment':
            self.comments.append((self.line_of(found.start()), piece))
            return re.sub(r'[^\n]', ' ', piece)
        if found.lastgroup == 'string':
            self.strings.append((self.line_of(found.start()), piece[1:-1]))
        return piece[0] + ' ' * (len(piece) - 2) + piece[-1]

    def joined_strings(self):
        """Neighbouring literals as the compiler sees them: one string. Yields (line, text)."""
        last_end, held = None, None
        for found in PIECE.finditer(self.text):
            if found.lastgroup != 'string':
                continue
            between = None if last_end is None else self.text[last_end:found.start()]
            if held and between is not None and between.strip() == '':
                held = (held[0], held[1] + found.group()[1:-1])
            else:
                if held:
                    yield held
                held = (self.line_of(found.start()), found.group()[1:-1])
            last_end = found.end()
        if held:
            yield held

    def _functions(self):
        """A function ends with "}" in column 0; its head is what stands above its "{", up to a blank line, a ";" or a "}"."""
        lines = self.code.split('\n')
        brace = None  # number of the line that opens what we are in
        for number, line in enumerate(lines, 1):
            if brace is None and line.endswith('{'):
                brace = number
            elif brace is not None and line.startswith('}'):
                function = self._function(lines, brace, number)
                if function is not None and line == '}':
                    yield function
                brace = None

    @staticmethod
    def _function(lines, brace, last):
        first = brace
        while first > 1 and lines[first - 2].strip() and not lines[first - 2].rstrip().endswith((';', '}')) \
                and not re.match(r'#|[A-Z_0-9]+\(.*\)$', lines[first - 2]):
            first -= 1
        head = ' '.join(lines[first - 1:brace])
        found = re.search(r'(\w+)\s*\((.*)\)\s*\{$', head)
        if found is None or found.group(1) in WORDS_OF_C:
            return None
        opening = re.search(r'(\w+)\s*\(', head)
        inside = head[opening.end():head.rindex(')')]
        parameters = 0 if inside.strip() in ('', 'void') else 1 + _commas_outside(inside)
        return Function(opening.group(1), first, last, '\n'.join(lines[brace:last - 1]), parameters)


def _commas_outside(text):
    """Commas that stand in no inner bracket."""
    depth = count = 0
    for letter in text:
        depth += (letter in '([') - (letter in ')]')
        count += letter == ',' and depth == 0
    return count


def tracked(root, *patterns):
    """The files git knows below root (new ones too), or every file where there is no git."""
    root = Path(root)
    done = subprocess.run(['git', '-C', root, 'ls-files', '-co', '--exclude-standard', *patterns], capture_output=True, text=True)
    if done.returncode == 0:
        names = done.stdout.split('\n')
    else:
        names = sorted(str(path.relative_to(root)) for path in root.rglob('*'))
    return [name for name in names
            if name and (root / name).is_file() and any(fnmatch.fnmatch(name, pattern) for pattern in patterns)]


def tell(faults):
    """Prints (file, line, fault) rows as compilers do; the exit code."""
    told = 0
    for name, line, fault in faults:
        print(f'{name}:{line}: {fault}')
        told = 1
    return told
