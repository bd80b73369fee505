"""``saola seizures totals``: the pangolin file of Cheng and others, counted by their rules and by ours."""

import json

import pytest
from click.testing import CliRunner

from saola.apps.seizures.actions import profiles
from saola.cli.main import saola

pytestmark = [pytest.mark.usefixtures("knowledge"), pytest.mark.shared]


@pytest.mark.django_db
def test_the_published_total_comes_out_and_the_row_that_differs_is_named(shared, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    profiles.install_examples()
    file = shared / "data/seizures/conl12339-sup-0002-tables1.xlsx"

    def run(*words) -> tuple[dict, str]:
        result = CliRunner().invoke(saola, ["seizures", *map(str, words), "--json"])
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout), result.stderr

    imported, _said = run("import", file, "--profile", "cheng2017")
    parts = ("recorded", "duplicates", "refused", "blank")
    assert sum(imported[part] for part in parts) == imported["rows"]

    theirs, said = run("totals", "--taxon", "Manidae", "--factors", "cheng2017")
    assert (theirs["reported_equivalents"], theirs["equivalents"]) == (65849, 65850)
    assert said.count("was counted as") == 1

    ours, _said = run("totals", "--taxon", "Manidae")
    assert ours["reported_equivalents"] == 65849
    assert ours["low"] < ours["equivalents"] < ours["high"]
    assert ours["not_converted"] > 0
    assert ours["unit"] == "animals"
