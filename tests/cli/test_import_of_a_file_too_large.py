"""A file that is far too large is refused at once, in one line that says what to do."""

from pathlib import Path

from tests.cli.conftest import Smallwins


def test_a_file_of_100_mb_is_refused_and_nothing_is_taken_in(smallwins: Smallwins, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.write(b'{"format": "smallwins/1", "wins": [')
        file.truncate(100 * 2**20)

    said = smallwins("import", str(large))

    assert said.code == 1
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "larger than 20 MB" in said.err
    assert "in parts, such as a year at a time" in said.err
    assert "smallwins backup" in said.err
    assert smallwins("export").json["wins"] == []
