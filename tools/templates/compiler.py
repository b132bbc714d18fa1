"""Statements of templates: one C function for each page, with its layout, its parts and its macros written into it."""
from jinja2 import Environment, TemplateSyntaxError, nodes

from templates.expression import Expressions, Value, c_string
from templates.html_state import State
from templates.mistake import Mistake


WRITERS = {"number": "sk_markup_number", "grouped": "sk_markup_grouped", "piece": "sk_markup_piece"}  # of any place


class Folder:
    """The templates of a folder, parsed once each by Jinja's own parser."""

    def __init__(self, paths):
        self.paths = {path.name: path for path in paths}
        self.parsed = {}
        self.jinja = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
        self.jinja.newstyle_gettext = True
        self.jinja.policies["ext.i18n.trimmed"] = True

    def tree(self, name, asked_by, line):
        if name not in self.paths:
            raise Mistake(asked_by, line, f'there is no template "{name}"')
        if name not in self.parsed:
            path = self.paths[name]
            try:
                self.parsed[name] = self.jinja.parse(path.read_text(encoding="utf-8"))
            except TemplateSyntaxError as error:
                raise Mistake(path, error.lineno, error.message) from None
        return self.parsed[name]


class Compiler(Expressions):
    def __init__(self, records, folder):
        super().__init__(records)
        self.folder = folder
        self.out, self.state, self.depth, self.serial = [], State(), 1, 0
        self.blocks, self.macros, self.literal = {}, {}, ""

    def page(self, path, record):
        """The lines of the function body that renders this template."""
        return self.template(path, {"page": Value(("one", "Page"), "page"), "view": Value(("one", record.name), "view")})

    def template(self, path, names):
        """The same, for what a function with these names may say."""
        self.path, self.scopes = path, [names]
        self._template(self.folder.tree(path.name, path, 1))
        self._flush()
        self.state.finish(path, self.state.line)
        return self.out

    def _template(self, tree):
        """A template's body, or that of the layout it extends with its blocks put in. The innermost block wins."""
        for block in tree.find_all(nodes.Block):
            self.blocks.setdefault(block.name, (self.path, block))
        for node in tree.body:
            if isinstance(node, (nodes.Macro, nodes.FromImport)):
                self.statement(node)
        extends = tree.find(nodes.Extends)
        if extends is None:
            self.body(tree.body)
        else:
            self._elsewhere(extends.template, self._template)

    def _elsewhere(self, template, compile_tree):
        """Goes on in another template, so that mistakes there are said of that file."""
        here, name = self.path, self._literal(template)
        tree = self.folder.tree(name, here, template.lineno)
        self.path = self.folder.paths[name]
        compile_tree(tree)
        self.path = here

    def body(self, statements):
        for node in statements:
            self.statement(node)

    def statement(self, node):
        method = getattr(self, "_do_" + type(node).__name__.lower(), None)
        if method is None:
            self.fail(node, f"{type(node).__name__} is not part of our templates")
        method(node)

    def line(self, text):
        self._flush()
        self.out.append("  " * self.depth + text)

    def _flush(self):
        """Writes the literal HTML gathered so far, a line of it to a line of C."""
        text, self.literal = self.literal, ""
        if text:
            pieces = [piece[i:i + 90] for piece in text.splitlines(True) for i in range(0, len(piece), 90)]
            self.out += ["  " * self.depth + f"g_string_append_len(out, {c_string(pieces[0])}"]
            self.out += ["  " * self.depth + "                    " + c_string(piece) for piece in pieces[1:]]
            self.out[-1] += f", {len(text.encode())});"

    def _do_output(self, node):
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                self.state.feed(part.data, self.path, part.lineno)
                self.literal += part.data
            elif isinstance(part, nodes.Call) and getattr(part.node, "name", "") in self.macros:
                self._macro_call(part)
            else:
                self._slot(part)

    def _slot(self, node):
        place = self.state.slot(self.path, node.lineno)
        if isinstance(node, nodes.Call):
            self._message(node, place)
            return
        value = self.value(node)
        if value.kind not in ("text", "url", "number", "grouped", "piece"):
            self.fail(node, f"{value.kind} cannot be shown; show one of its fields, or use it in an if or for")
        if place == "address" and value.kind != "url":
            self.fail(node, "an address must be a field of type url, or begin with / here")
        write = WRITERS.get(value.kind)
        if write is None:
            write = {"address": "sk_markup_address", "address-part": "sk_markup_address_part"}.get(place, "sk_markup_text")
        self._write(write, value.code, place)

    def _write(self, write, code, place):
        """Text within the page's own may hold names of other languages, which are marked."""
        mixed = write == "sk_markup_text" and place == "text" and self.state.is_of_the_page()
        self.line(f"sk_markup_mixed(out, page->language, {code});" if mixed else f"{write}(out, {code});")

    def _message(self, node, place):
        if place.startswith("address"):
            self.fail(node, "a text for people cannot be an address")
        code, placeholders = self.text_code(node)
        if not placeholders:
            self._write("sk_markup_text", code, place)
            return
        rows = []
        for keyword in placeholders:
            value = self.value(keyword.value)
            if value.kind not in ("text", "number", "grouped"):
                self.fail(node, f'the placeholder "{keyword.key}" must be text or a number')
            member = "text" if value.kind == "text" else "number"
            grouped = ", .grouped = TRUE" if value.kind == "grouped" else ""
            rows.append(f'{{ .name = "{keyword.key}", .{member} = {value.code}{grouped} }}')
        marked = place == "text" and self.state.is_of_the_page()
        self.line(f"sk_markup_message(out, {'page->language' if marked else 'NULL'}, {code},")
        self.line(f"                  (const SkTextPart[]){{ {', '.join(rows)} }}, {len(rows)});")

    def _do_if(self, node):
        ways = [(node.test, node.body)] + [(way.test, way.body) for way in node.elif_]
        begun, ended = self.state.copy(), None
        self._flush()
        for number, (test, body) in enumerate(ways):
            self.line(("if (" if number == 0 else "} else if (") + self.truth(test) + ") {")
            ended = self._way(body, begun, ended, node)
        if node.else_:
            self.line("} else {")
        ended = self._way(node.else_, begun, ended, node)
        self.line("}")
        self.state = ended

    def _way(self, body, begun, ended, node):
        """Compiles one way through a block; gives the state that all ways so far end in."""
        self.state = begun.copy()
        self.depth += 1
        self.scopes.append({})
        self.body(body)
        self._flush()
        self.scopes.pop()
        self.depth -= 1
        if ended is None:
            return self.state
        ended.merge(self.state, self.path, node.lineno)
        return ended

    def _do_for(self, node):
        if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
            self.fail(node, "write: for name in list")
        rows = self.value(node.iter)
        if not isinstance(rows.kind, tuple) or rows.kind[0] != "many":
            self.fail(node, f"{rows.kind} is not a list")
        self.serial += 1
        i, of = f"i{self.serial}", rows.kind[1]
        item, count = f"{node.target.name}_{self.serial}", f"({rows.code})->len"
        begun = self.state.copy()
        self.line(f"for (guint {i} = 0; {i} < {count}; {i}++) {{")
        c_type = "char" if of == "text" else "SkView" + of
        self.line(f"  const {c_type} *{item} = ({rows.code})->pdata[{i}];")
        self.line(f"  (void){item};")
        self.scopes.append({node.target.name: Value("text" if of == "text" else ("one", of), item),
                            "loop": Value(("one", "loop"), (i, count))})
        ended = self._way(node.body, begun, None, node)
        self.scopes.pop()
        self.line("}")
        begun.merge(ended, self.path, node.lineno)
        self.state = begun
        if node.else_:
            self.line(f"if ({count} == 0) {{")
            self.state = self._way(node.else_, begun, begun.copy(), node)
            self.line("}")

    def _do_assign(self, node):
        if not isinstance(node.target, nodes.Name):
            self.fail(node, "write: set name = value")
        self.scopes[-1][node.target.name] = self.value(node.node)

    def _do_extends(self, node):
        pass  # seen by _template

    def _do_block(self, node):
        path, block = self.blocks.get(node.name, (self.path, node))
        here, self.path = self.path, path
        self.body(block.body)
        self.path = here

    def _do_include(self, node):
        self._elsewhere(node.template, lambda tree: self.body(tree.body))

    def _do_macro(self, node):
        if node.defaults:
            self.fail(node, "a macro's parameters have no default values")
        self.macros[node.name] = (self.path, node)

    def _do_fromimport(self, node):
        def take(tree):
            found = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
            for name in node.names:
                name, alias = name if isinstance(name, tuple) else (name, name)
                if name not in found:
                    self.fail(node, f'there is no macro "{name}" in {node.template.value}')
                self.macros[alias] = (self.path, found[name])
        self._elsewhere(node.template, take)

    def _macro_call(self, node):
        path, macro = self.macros[node.node.name]
        if node.kwargs or len(node.args) != len(macro.args):
            self.fail(node, f"{macro.name} takes {len(macro.args)} values, in order")
        if len(self.scopes) > 60:
            self.fail(node, f"{macro.name} calls itself")
        scope = {name.name: self.value(value) for name, value in zip(macro.args, node.args)}
        here, scopes = self.path, self.scopes
        self.path, self.scopes = path, [scopes[0], scope] + [{}] * (len(scopes) - 1)
        self.body(macro.body)
        self.path, self.scopes = here, scopes
