"""Static files under an address that carries their content's hash, compressed once, ahead of any request."""

import contextlib
import functools
import hashlib
import shutil
import tempfile
from pathlib import Path


@functools.cache
def digest(source: Path) -> str:
    """Name the content of all static files: what changes any of them changes this."""
    content = hashlib.sha256()
    for file in sorted(source.rglob("*")):
        if file.is_file():
            content.update(f"{file.relative_to(source)}\0{file.stat().st_size}\0".encode())
            content.update(file.read_bytes())
    return content.hexdigest()[:12]


def prepared(source: Path, keep: Path) -> Path:
    """Tell where to serve the static files from: the compressed copy if there is one, else the files themselves."""
    copy = keep / digest(source)
    return copy if copy.is_dir() else source


def prepare(source: Path, keep: Path) -> None:
    """Make the compressed copy, and drop those of other versions; where that cannot be, go without."""
    from whitenoise.compress import Compressor  # noqa: PLC0415 - only needed when the files have changed

    copy = keep / digest(source)
    if copy.is_dir():
        return
    with contextlib.suppress(OSError):
        keep.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in keep.iterdir():
            shutil.rmtree(old, ignore_errors=True)
        draft = Path(tempfile.mkdtemp(dir=keep))
        shutil.copytree(source, draft, dirs_exist_ok=True, copy_function=shutil.copyfile)
        compressor = Compressor(quiet=True)
        for file in [file for file in draft.rglob("*") if file.is_file() and compressor.should_compress(file.name)]:
            compressor.compress(str(file))
        # Nothing of a person is in here; but whoever looks for a file that others may read finds none at all.
        for made in (draft, *draft.rglob("*")):
            made.chmod(0o700 if made.is_dir() else 0o600)
        draft.rename(copy)
