"""A mistake in a file people write: said as file:line: what is wrong, so that editors and builds can point at it."""


class Mistake(Exception):
    def __init__(self, path, line, text):
        super().__init__(f"{path}:{line}: {text}")
