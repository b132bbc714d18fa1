"""Expressions of templates: Jinja's tree in, a typed C expression out. Every name and field is known when the page is built."""
from jinja2 import nodes

from templates.mistake import Mistake

COMPARE = {"eq": "==", "ne": "!=", "lt": "<", "gt": ">", "lteq": "<=", "gteq": ">="}
TEXTS = ("text", "url")


def c_string(text):
    """A C literal; other bytes than printable ASCII as octal, which cannot swallow what follows."""
    out = []
    for byte in text.encode():
        char = chr(byte)
        out.append(f"\\{char}" if char in '"\\' else char if 32 <= byte < 127 and char != "?" else f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


class Value:
    """A C expression and what it is: text, url, number, flag, grouped (a number in groups of three), (one, R), (many, R)."""

    def __init__(self, kind, code):
        self.kind, self.code = kind, code

    def truth(self):
        if self.kind in TEXTS:
            return f"sk_markup_says({self.code})"
        if isinstance(self.kind, tuple):
            return f"({self.code})->len > 0" if self.kind[0] == "many" else f"{self.code} != NULL"
        return self.code if self.kind == "flag" else f"{self.code} != 0"


class Text:
    """One text for people, found while compiling: for the list that the translators' catalogue is made from."""

    def __init__(self, path, line, context, singular, plural):
        self.path, self.line, self.context, self.singular, self.plural = path, line, context, singular, plural


class Expressions:
    """Compiles expressions within scopes: a list of name -> Value, innermost last."""

    def __init__(self, records):
        self.records, self.scopes, self.texts, self.path = records, [], [], ""

    def fail(self, node, text):
        raise Mistake(self.path, node.lineno, text)

    def value(self, node):
        method = getattr(self, "_" + type(node).__name__.lower(), None)
        if method is None:
            self.fail(node, f"{type(node).__name__} is not part of our templates")
        return method(node)

    def truth(self, node):
        return self.value(node).truth()

    def _name(self, node):
        for scope in reversed(self.scopes):
            if node.name in scope:
                return scope[node.name]
        self.fail(node, f'there is no "{node.name}" here')

    def _getattr(self, node):
        value = self.value(node.node)
        if not isinstance(value.kind, tuple) or value.kind[0] != "one":
            self.fail(node, f'only a record has fields; this has none, so no "{node.attr}"')
        if value.kind[1] == "loop":
            return self._loop_field(node, value)
        record = self.records[value.kind[1]]
        if node.attr not in record.fields:
            self.fail(node, f'{record.name} has no field "{node.attr}" ({record.path}:{record.line})')
        return Value(record.fields[node.attr].type, f"{value.code}->{node.attr}")

    def _loop_field(self, node, value):
        i, count = value.code
        fields = {"index": ("number", f"({i} + 1)"), "index0": ("number", i), "length": ("number", count),
                  "first": ("flag", f"({i} == 0)"), "last": ("flag", f"({i} + 1 == {count})")}
        if node.attr not in fields:
            self.fail(node, f'a loop has no "{node.attr}"; it has {", ".join(fields)}')
        return Value(*fields[node.attr])

    def _const(self, node):
        if isinstance(node.value, bool):
            return Value("flag", "TRUE" if node.value else "FALSE")
        if isinstance(node.value, int):
            return Value("number", str(node.value))
        if isinstance(node.value, str):
            return Value("text", c_string(node.value))
        self.fail(node, f"{node.value!r} is not part of our templates")

    def _not(self, node):
        return Value("flag", f"!({self.truth(node.node)})")

    def _and(self, node):
        return Value("flag", f"({self.truth(node.left)} && {self.truth(node.right)})")

    def _or(self, node):
        return Value("flag", f"({self.truth(node.left)} || {self.truth(node.right)})")

    def _compare(self, node):
        if len(node.ops) != 1 or node.ops[0].op not in COMPARE:
            self.fail(node, "compare two values with ==, !=, <, >, <= or >=")
        left, right, sign = self.value(node.expr), self.value(node.ops[0].expr), COMPARE[node.ops[0].op]
        if left.kind in TEXTS and right.kind in TEXTS and sign in ("==", "!="):
            return Value("flag", f"(g_strcmp0({left.code}, {right.code}) {sign} 0)")
        if left.kind == right.kind and left.kind in ("number", "flag"):
            return Value("flag", f"({left.code} {sign} {right.code})")
        self.fail(node, f"{left.kind} and {right.kind} cannot be compared with {sign}")

    def _condexpr(self, node):
        if node.expr2 is None:
            self.fail(node, "write what stands there otherwise: a if b else c")
        one, other = self.value(node.expr1), self.value(node.expr2)
        if one.kind != other.kind:
            self.fail(node, f"one way gives {one.kind}, the other {other.kind}")
        return Value(one.kind, f"({self.truth(node.test)} ? {one.code} : {other.code})")

    def _filter(self, node):
        value = self.value(node.node)
        if node.name == "grouped" and value.kind == "number":
            return Value("grouped", value.code)
        if node.name == "length" and isinstance(value.kind, tuple) and value.kind[0] == "many":
            return Value("number", f"({value.code})->len")
        self.fail(node, f'there is no filter "{node.name}" for {value.kind}; there are grouped and length')

    def _call(self, node):
        """A text without placeholders, as a value; those with placeholders are written by message()."""
        if node.kwargs:
            self.fail(node, "a text with placeholders stands on its own, as {% trans %}")
        return Value("text", self.text_code(node)[0])

    def text_code(self, node):
        """C for the translated text of a call that {% trans %} or _() made, and whether it has placeholders."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in ("_", "gettext", "ngettext", "pgettext"):
            self.fail(node, f'there is no function or macro "{name}"')
        context = self._literal(node.args[0]) if name == "pgettext" else None
        singular = self._literal(node.args[1 if name == "pgettext" else 0])
        plural = self._literal(node.args[1]) if name == "ngettext" else None
        if not node.kwargs and "%" in singular:
            self.fail(node, "a text without placeholders cannot hold %")
        self.texts.append(Text(self.path, node.lineno, context, singular, plural))
        if plural is not None:
            count = self.value(node.args[2])
            return f"sk_text_plural(page->language, {c_string(singular)}, {c_string(plural)}, {count.code})", node.kwargs
        if context is not None:
            return f"sk_text_in(page->language, {c_string(context)}, {c_string(singular)})", node.kwargs
        return f"sk_text(page->language, {c_string(singular)})", node.kwargs

    def _literal(self, node):
        if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
            self.fail(node, 'a text for people is written out, as in _("Search")')
        return node.value
