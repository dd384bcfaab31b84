"""What is in deploy/ could not be tried with a container engine, and says so; what can be tried without one is."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


@pytest.mark.parametrize(
    "name", sorted(path.name for path in DEPLOY.iterdir() if path.name[0] != "." and path.is_file())
)
def test_each_file_says_at_its_head_that_it_is_untried(name: str) -> None:
    assert "Untried" in "".join((DEPLOY / name).read_text("utf-8").splitlines(keepends=True)[:2])


def made(folder: Path) -> subprocess.CompletedProcess[str]:
    shutil.copy(DEPLOY / "make-secrets.sh", folder)
    return subprocess.run(["sh", str(folder / "make-secrets.sh")], capture_output=True, text=True, timeout=30)


def test_each_secret_belongs_to_whoever_reads_it_and_to_nobody_else(tmp_path: Path) -> None:
    composed = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    readers = composed["x-smallwins"]["secrets"] + composed["services"]["database"]["secrets"]
    said = made(tmp_path)
    if os.getuid() != 0:
        assert (said.returncode, list((tmp_path).iterdir())) == (1, [tmp_path / "make-secrets.sh"])
        return
    files = {path.name: path for path in (tmp_path / "secrets").iterdir()}

    assert set(files) == set(composed["secrets"]) == {one["source"] for one in readers}
    for one in readers:
        kept = files[one["source"]].stat()
        assert (str(kept.st_uid), str(kept.st_gid)) == (one["uid"], one["gid"])
        assert kept.st_mode & 0o777 == int(one["mode"], 8) == 0o400
    assert f"--uid {files['secret'].stat().st_uid} " in (DEPLOY / "Dockerfile").read_text("utf-8")
    role = files["role"].read_text()
    assert files["pgpass"].read_text() == f"database:5432:smallwins:smallwins:{role}\n"
    assert len({path.read_text() for path in files.values()}) == 4
    assert all(re.fullmatch("[0-9a-f]{64}", files[name].read_text()) for name in ("role", "superuser", "secret"))


def test_secrets_that_are_there_stay(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()

    assert made(tmp_path).returncode == 1
    assert list((tmp_path / "secrets").iterdir()) == []
