"""One reader, led by what it covers to texts that nobody thinks of (atheris), in a process of its own.

`python -m tests.withstand.fuzzing READER FOLDER -runs=N`: the folder holds what to begin with, the options are
libFuzzer's. It ends with 0 where each text was read, or refused in words.
"""

import sys

import atheris  # type: ignore[import-untyped]  # it brings no types

with atheris.instrument_imports(include=["smallwins"], enable_loader_override=False):
    from tests.withstand.readers import takes

if __name__ == "__main__":
    reader = sys.argv.pop(1)
    atheris.Setup(sys.argv, lambda data: takes(reader, data))
    atheris.Fuzz()
