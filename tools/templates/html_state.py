"""Where in a page a template stands: the HTML around a slot decides how a value must be escaped, or that none may stand there.

A State reads literal HTML piece by piece (feed) and answers for a slot (slot). Branches of an if must leave the same
state behind (merge), a loop's body the state it began with. Elements must be closed in the order they were opened.
Parsing follows the tokenizer of the HTML standard (section 13.2.5) for the subset that we write: attribute values are
always quoted, names are lower case or SVG's camel case.
"""
from templates.mistake import Mistake

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
URLS = {"href", "src", "action", "formaction", "poster", "cite", "xlink:href", "manifest"}
NO_VALUES = {"style", "srcdoc", "srcset", "http-equiv"}  # a value here could be code, or several addresses
RAW = {"script", "style"}
TEXT_ONLY = {"title", "textarea", "option", "svg"}  # no element may stand in their text; of a picture's, none of HTML
SPACE = " \t\r\n"
IN_TAG = {"tag_name", "attribute_name", "in_tag", "tag_end"}


class State:
    def __init__(self):
        self.mode, self.tag, self.attribute, self.value, self.closing = "text", "", "", "", False
        self.stack = ()
        self.tongues = ()  # beside the stack: which of these elements say their language
        self.tongue = False  # and whether the tag at hand does
        self.pending = ""  # the last few characters of a comment or raw element, to see its end
        self.path, self.line = "", 0

    def copy(self):
        other = State()
        other.__dict__.update(self.__dict__)
        return other

    def fail(self, text):
        raise Mistake(self.path, self.line, text)

    def feed(self, text, path, line):
        """Reads literal HTML that begins at path:line."""
        self.path, self.line = path, line
        for character in text:
            getattr(self, "_" + self.mode)(character)
            if character == "\n":
                self.line += 1

    def slot(self, path, line):
        """The kind of slot here: text, attribute, address (the whole of one) or address-part."""
        self.path, self.line = path, line
        if self.mode == "text":
            if self.stack and self.stack[-1] in RAW:
                self.fail(f"no value may stand inside <{self.stack[-1]}>")
            return "text"
        if self.mode == "raw":
            self.fail(f"no value may stand inside <{self.stack[-1]}>")
        if self.mode != "value":
            self.fail("a value may stand in text or between the quotes of an attribute; not " + {
                "before_value": "in an attribute without quotes", "comment": "in a comment"}.get(self.mode, "inside a tag"))
        if self.attribute in NO_VALUES or self.attribute.startswith("on"):
            self.fail(f'no value may stand in the attribute "{self.attribute}"')
        if self.attribute not in URLS:
            return "attribute"
        if self.value == "":
            self.value = "\0"  # filled: whatever follows is not the beginning any more
            return "address"
        if self.value[0] not in "\0/#?" or self.value.startswith("//"):
            self.fail(f'an address that holds a value must begin with /, # or ?: "{self.value}"')
        return "address-part"

    def is_of_the_page(self):
        """Whether what stands here is read as of the page's language, and may be marked where it is of another."""
        return not TEXT_ONLY.intersection(self.stack) and not any(
            said for tag, said in zip(self.stack, self.tongues) if tag != "html")

    def merge(self, other, path, line):
        """The state after two ways through the template, which must lead to the same place."""
        if self.mode in IN_TAG and other.mode in IN_TAG and (self.tag, self.stack) == (other.tag, other.stack):
            if self.mode != other.mode:
                self.mode = "tag_end"
            self.tongue |= other.tongue
            return
        if self._key() != other._key():
            raise Mistake(path, line, f"the ways through this block end in different places: {self.place()} and {other.place()}")

    def _key(self):
        if self.mode == "text":
            return self.mode, self.stack
        return self.mode, self.stack, self.tag, self.attribute, self.value != "" and self.attribute in URLS

    def place(self):
        if self.mode == "text":
            return "inside <%s>" % self.stack[-1] if self.stack else "outside all elements"
        return f'in the attribute "{self.attribute}"' if self.mode == "value" else f"in the tag <{self.tag}>"

    def finish(self, path, line):
        if self.mode != "text":
            raise Mistake(path, line, "the template ends " + self.place())
        if self.stack:
            raise Mistake(path, line, f"<{self.stack[-1]}> is not closed")

    # One method a mode; each takes the next character.

    def _text(self, c):
        if c == "<":
            self.mode, self.tag, self.closing, self.tongue = "tag_open", "", False, False

    def _tag_open(self, c):
        if c == "!":
            self.mode, self.pending = "declaration", ""
        elif c == "/" and not self.closing:
            self.closing = True
        elif c.isalpha():
            self.mode, self.tag = "tag_name", c
        else:
            self.fail("< stands in text; write &lt;")

    def _declaration(self, c):
        self.pending += c
        if self.pending == "--":
            self.mode, self.pending = "comment", ""
        elif c == ">":
            self.mode = "text"

    def _comment(self, c):
        self.pending = (self.pending + c)[-3:]
        if self.pending == "-->":
            self.mode = "text"

    def _raw(self, c):
        self.pending = (self.pending + c)[-2:]
        if self.pending == "</":
            self.mode, self.tag, self.closing = "tag_open", "", True

    def _tag_name(self, c):
        if c in SPACE + "/>":
            self._in_tag(c)
        else:
            self.tag += c

    def _tag_end(self, c):
        if c not in SPACE + "/>":
            self.fail("a space is missing between two attributes")
        self._in_tag(c)

    def _in_tag(self, c):
        self.mode = "in_tag"
        if c == ">":
            self._end_tag(False)
        elif c == "/":
            self.mode = "self_closing"
        elif c not in SPACE:
            self.mode, self.attribute = "attribute_name", c

    def _self_closing(self, c):
        if c != ">":
            self.fail("/ must be followed by > here")
        self._end_tag(True)

    def _attribute_name(self, c):
        if c == "=":
            self.mode = "before_value"
        elif c in SPACE + "/>":
            self._in_tag(c)
        elif c in "\"'<":
            self.fail(f"{c} in the name of an attribute")
        else:
            self.attribute += c

    def _before_value(self, c):
        if c == "'":
            self.fail('write "double quotes" round the values of attributes')
        if c != '"':
            self.fail(f'the value of the attribute "{self.attribute}" has no quotes')
        self.mode, self.value = "value", ""
        self.tongue |= self.attribute == "lang"

    def _value(self, c):
        if c == '"':
            self.mode, self.value = "tag_end", ""
        else:
            self.value += c

    def _end_tag(self, self_closing):
        self.mode = "text"
        if self.closing:
            if not self.stack or self.stack[-1] != self.tag:
                self.fail(f"</{self.tag}> closes " + (f"<{self.stack[-1]}>" if self.stack else "nothing"))
            self.stack, self.tongues = self.stack[:-1], self.tongues[:-1]
        elif not self_closing and self.tag not in VOID:
            self.stack, self.tongues = self.stack + (self.tag,), self.tongues + (self.tongue,)
            if self.tag in RAW:
                self.mode, self.pending = "raw", ""
