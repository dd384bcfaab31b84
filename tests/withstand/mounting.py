"""Small disks and folders that may only be read: real ones, as the kernel makes them, wherever we may mount."""

import errno
import functools
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.promises import TOLD, told_inside

ROOT = Path(__file__).resolve().parents[2]
INSIDE = "SMALLWINS_WITHSTAND_INSIDE"  # set for a test that already runs in a namespace of its own
CANNOT = (
    "This test needs {what}, which this machine gives neither to you nor inside `{tried}`. Run it as root, or on a"
    " machine with user namespaces. It is not left out silently: what it would have shown is not known here."
)


@functools.cache
def may_mount() -> bool:
    """Tell whether this process may mount."""
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False).returncode:
            return False
        subprocess.run(["umount", folder], check=True)
        return True


def run_inside(namespace: Sequence[str], test: pytest.Function, what: str) -> None:
    """Run one test again, in a namespace of its own, fail as it fails, and take over what it told."""
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode:
        raise AssertionError(CANNOT.format(what=what, tried=" ".join(namespace)))
    with tempfile.TemporaryDirectory() as folder:  # of our own: inside, one may bear another user's name
        again = subprocess.run(
            [
                *namespace,
                sys.executable,
                "-m",
                "pytest",
                test.nodeid,
                "-n0",
                "-p",
                "no:cacheprovider",
                f"--basetemp={folder}/in",
            ],
            cwd=ROOT,
            env={**os.environ, INSIDE: what, TOLD: f"{folder}/told"},
            capture_output=True,
            text=True,
            check=False,
        )
        told_inside(test, Path(folder) / "told")
    assert again.returncode == 0, again.stdout + again.stderr


@contextmanager
def small_disk(folder: Path, size: str = "4m") -> Iterator[Path]:
    """Mount a disk of that size at a folder."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def only_reading(folder: Path) -> Iterator[None]:
    """Let a folder be read and not be written, by anybody, root included."""
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(disk: Path, leave: int = 0) -> Path:
    """Fill a disk to its last page, but for so many bytes; the file that fills it is to be deleted again."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for chunk in (65536, 4096, 1):
            try:
                while True:
                    file.write(bytes(chunk))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
        file.truncate(max(0, file.tell() - leave))
    return ballast
