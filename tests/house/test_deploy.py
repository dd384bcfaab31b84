"""What is in deploy/ could not be tried with a container engine, and says so; what can be tried without one is."""

import configparser
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from smallwins import config

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


COMPOSED = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
UNIT = (DEPLOY / "smallwins.service").read_text("utf-8")
EXAMPLE = dict(
    line.split("=", 1)
    for line in (DEPLOY / "smallwins.env.example").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
OF_OTHERS = {"PATH", "PGPASSFILE", "POSTGRES_PASSWORD_FILE", "POSTGRES_INITDB_ARGS"}
"""Variables of the shell, of libpq and of PostgreSQL's image."""


def test_every_variable_is_one_that_smallwins_reads_and_all_of_them_make_a_server() -> None:
    known = set(re.findall(r'"(SMALLWINS_\w+|DATABASE_URL)"', Path(config.__file__).read_text("utf-8")))
    image = dict(re.findall(r"([A-Z_]+)=(\S+)", DOCKERFILE.partition("\nENV ")[2].partition("\n")[0]))
    unit = dict(re.findall(r"^Environment=(\w+)=(\S+)$", UNIT, re.MULTILINE))
    services = {name: value for one in COMPOSED["services"].values() for name, value in one["environment"].items()}

    assert {*image, *unit, *services, *EXAMPLE} - OF_OTHERS <= known
    served = config.shared({**image, **services, **EXAMPLE})
    assert served is not None
    assert (served.sign_up, served.workers, served.url) == ("invitation", 2, EXAMPLE["SMALLWINS_URL"])
    assert config.mail(served.mail_url)["EMAIL_USE_TLS"]
    port = config.read(image).port
    assert f"\nEXPOSE {port}\n" in DOCKERFILE
    assert COMPOSED["services"]["server"]["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_every_path_that_is_named_is_there() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    build, home = COMPOSED["x-smallwins"]["build"], COMPOSED["services"]["server"]["volumes"]
    named = {*" ".join(copied).split(), "pyproject.toml"}

    assert len(named) > 4
    assert [name for name in named if not (DEPLOY.parent / name).exists()] == []
    assert (DEPLOY / build["context"]).resolve() == DEPLOY.parent
    assert (DEPLOY.parent / build["dockerfile"]).is_file()
    assert (DEPLOY / f"{COMPOSED['x-smallwins']['env_file']}.example").is_file()
    assert [one["file"] for one in COMPOSED["configs"].values() if not (DEPLOY / one["file"]).is_file()] == []
    assert home == [f"home:{re.search('SMALLWINS_HOME=([^ ]+)', DOCKERFILE)[1]}"]  # type: ignore[index]  # it is there
    for kind in ("volumes", "secrets"):  # what a service uses is declared below
        used = [one for service in COMPOSED["services"].values() for one in service.get(kind, ())]
        names = {one["source"] if isinstance(one, dict) else one.partition(":")[0] for one in used}
        assert names == set(COMPOSED[kind])
    # No build has a network for what it is built with: that comes with its hash, too.
    built_with = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    locked = (DEPLOY.parent / "requirements-server.txt").read_text("utf-8")
    assert [one for one in built_with if not re.search(rf"^{re.split('[>=<]', one)[0]}==", locked, re.MULTILINE)] == []


def commands() -> list[list[str]]:
    """Return what each file has smallwins do."""
    shells = [*COMPOSED["services"]["reminders"]["command"][2:], *re.findall(r'"-c", "([^"]+)"\]', DOCKERFILE)]
    said = [*shells, *re.findall(r"^ExecStart\w*=(.+)$", UNIT, re.MULTILINE)]
    found = [re.split(r"[;&|]", part)[0].split() for one in said for part in one.split("smallwins ")[1:]]
    return [part for part in found if part]


def test_every_command_is_one_that_smallwins_knows() -> None:
    assert sorted(map(" ".join, commands())) == [
        "migrate", "migrate", "remind", "serve --behind-proxy", "serve --behind-proxy",
    ]  # fmt: skip
    for words in {command[0]: command for command in commands()}.values():
        asked = [sys.executable, "-m", "smallwins", words[0], "--help"]
        said = subprocess.run(asked, capture_output=True, text=True, timeout=60)
        assert said.returncode == 0, said.stderr
        assert [option for option in words[1:] if option not in said.stdout] == []


@pytest.mark.parametrize("script", sorted(DEPLOY.glob("*.sh")), ids=lambda path: path.name)
def test_every_script_can_be_read_by_its_shell(script: Path) -> None:
    shell = script.read_text("utf-8").partition("\n")[0].rpartition("/")[2]

    assert subprocess.run([shell, "-n", str(script)], capture_output=True, timeout=30).returncode == 0


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    read.read_string(UNIT)
    assert read.sections() == ["Unit", "Service", "Install"]
    assert {"execstart", "user", "restart"} <= {*read["Service"]}
    if shutil.which("systemd-analyze") is None:  # a machine that runs no systemd cannot ask it
        return
    unit = tmp_path / "smallwins.service"
    unit.write_text(UNIT.replace("/opt/smallwins/bin/smallwins", "/bin/true"), "utf-8")  # it wants to see the program

    said = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, timeout=60)

    assert (said.returncode, said.stderr) == (0, "")
