"""What the components write, seen through Django's template language as page authors use it."""

import json
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from saola.core.values import (
    Estimate,
    Finding,
    Mark,
    Missing,
    Outcome,
    PartialDate,
    Reason,
    Source,
    gettext_noop,
    say,
)
from saola.web import built, drawings, gallery, icons, words

CHECKED = Source("The listing export", "row 7", Mark.CHECKED)
RECALLED = Source("A notification", "", Mark.MEMORY)


def page(text: str, **context) -> str:
    return " ".join(Template(text).render(Context(context)).split())


def finding(outcome: Outcome = Outcome.YES, source: Source = CHECKED, missing=()) -> Finding:
    return Finding(
        outcome,
        say(gettext_noop("Which Appendix applied to {taxon}?"), taxon="Manis javanica"),
        date(2017, 6, 1),
        "listing history",
        say(gettext_noop("Appendix {number} applied."), number="I"),
        (Reason(say("first"), "rule 1", (source,)), Reason(say("second"), "rule 2", (CHECKED,))),
        missing,
    )


def test_finding_answers_before_it_explains():
    html = page("{% finding f %}", f=finding())
    summary, body = html.split("</summary>")
    assert "Appendix I applied." in summary
    assert "June 1, 2017" in summary
    assert body.index("first") < body.index("second")
    assert '<i lang="la">Manis javanica</i>' in body


def test_finding_memory_is_visible_without_opening():
    assert "from memory" in page("{% finding f %}", f=finding(source=RECALLED)).split("</summary>")[0]
    assert "from memory" not in page("{% finding f %}", f=finding())


@pytest.mark.parametrize("outcome", list(Outcome))
def test_finding_outcome_is_a_shape_and_a_word(outcome):
    missing = (Missing("origin", say("The country of origin.")),)
    html = page("{% finding f %}", f=finding(outcome, missing=missing))
    shape = {"yes": "<circle", "no": "<rect", "unknown": "stroke-dasharray"}[outcome.value]
    assert shape in html.split("</summary>")[0]
    assert f"{outcome.value.capitalize()}:" in html


def test_finding_unknown_links_to_what_would_settle_it():
    missing = (Missing("origin", say("The country of origin.")), Missing("form", say("The form.")))
    html = page("{% finding f links=l %}", f=finding(Outcome.UNKNOWN, missing=missing), l={"origin": "/add/"})
    assert '<a href="/add/">The country of origin.</a>' in html
    assert "The form." in html


def test_said_escapes_values_and_sets_taxa_in_italics():
    text = words.said(say("{name} is not {taxon}", name="<b>", taxon="Manis spp."))
    assert text == '&lt;b&gt; is not <i lang="la">Manis</i> spp.'


def test_said_escapes_the_template_but_fills_nested_messages():
    assert words.said(say("a < {b}", b=say("{c}", c="&"))) == "a &lt; &amp;"


def test_said_keeps_formats_that_a_sentence_asks_for():
    assert (
        words.said(say("{n:.2f} on {on:%Y}, {on}", n=1.239, on=date(2017, 1, 2)))
        == "1.24 on 2017, Jan. 2, 2017"
    )


def test_said_plain_text_is_left_to_the_template():
    assert page("{{ t|said }}", t="<script>") == "&lt;script&gt;"


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("Panthera leo", '<i lang="la">Panthera leo</i>'),
        ("Dalbergia cf. nigra", '<i lang="la">Dalbergia</i> cf. <i lang="la">nigra</i>'),
        ("Panthera leo × P. tigris", '<i lang="la">Panthera leo</i> × <i lang="la">P. tigris</i>'),
        ("<i>", '<i lang="la">&lt;i&gt;</i>'),
        ("", ""),
    ],
)
def test_scientific_names_are_latin_but_not_their_rank_words(name, html):
    assert words.scientific(name) == html


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1,180.5"), ("fr", "1\u202f180,5"), ("zh-hans", "1,180.5"), ("es", "1.180,5")],
)
def test_number_is_whole_and_reads_in_each_language(language, text):
    with translation.override(language):
        assert words.number(Decimal("1180.50")) == text


def test_number_survives_a_language_without_separators_of_its_own():
    with translation.override("en-x-mirrored"):
        assert words.number(1234) == "1,234"


def test_rounded_keeps_what_carries_weight():
    assert [words.rounded(x) for x in (65849.4, 12.34, 0.456, 3)] == ["65,849", "12.3", "0.46", "3"]


def test_day_says_no_more_than_is_known():
    known = [PartialDate(2016, 6, 1), PartialDate(2016, 6), PartialDate(2016), PartialDate()]
    assert [words.day(d) for d in known] == ["June 1, 2016", "June 2016", "2016", "date unknown"]


def test_hour_is_a_number_at_midnight_too():
    midnight = datetime(2026, 11, 22, tzinfo=timezone.get_current_timezone())
    assert words.day(midnight) == "Nov. 22, 2026, 00:00"
    assert words.day(midnight + timedelta(hours=21, minutes=5)) == "Nov. 22, 2026, 21:05"


def test_estimate_shows_its_interval_and_opens_to_its_method():
    html = page(
        "{% estimate e unit='animals' %}", e=Estimate(120, 90, 200, "NAR", "by weight", "2", 0.9, "ab12", 7)
    )
    assert "<b>120</b> (90 to 200) animals" in html
    for part in ("90 % interval", "by weight, 2", "ab12", "Seed"):
        assert part in html


def test_estimate_exact_has_no_band():
    assert "<rect" not in page("{% estimate e %}", e=Estimate(3, 3, 3, "NAR", "count", "1"))


def test_band_of_rows_shares_one_scale():
    small = drawings.band(Estimate(10, 5, 20, "kg", "m", "1"), most=100)
    assert small["low"] < small["value"] < small["low"] + small["width"] < drawings.BAND_WIDTH / 4


def test_band_of_nothing_stands_at_zero():
    assert drawings.band(Estimate(0, 0, 0, "kg", "m", "1"))["value"] == 0


def test_reported_pair_keeps_what_was_not_understood():
    html = page("{% reported_pair '穿山甲?' %}")
    assert "not understood" in html
    assert '<q dir="auto">穿山甲?</q>' in html


def test_route_origins_share_a_step_and_intended_is_dashed():
    steps = drawings.route_steps(
        [
            {"role": "origin", "country": "NG", "share": 0.7},
            {"role": "origin", "country": "CM", "share": 0.3},
            {"role": "seizure", "country": "MY", "is_seizure": True},
            {"role": "destination", "country": "VN", "is_actual": False},
        ]
    )
    assert [len(step["stops"]) for step in steps] == [2, 1, 1]
    assert [step["is_meant_onward"] for step in steps] == [False, True, False]
    assert steps[0]["stops"][0]["share_words"] == "70 %"


def test_route_says_in_words_what_its_lines_show():
    html = page(
        "{% route s %}", s=[{"role": "destination", "country": "VN", "is_actual": False}, {"role": "transit"}]
    )
    assert "intended only" in html
    assert "place unknown" in html


def test_island_data_cannot_break_out_of_its_block():
    data = {"title": "</script><script>alert(1)</script>", "bars": [{"label": "a", "value": 1}]}
    html = page("{% island 'bars' d %}", d=data)
    assert html.count("<script") == 1
    block = re.search(r'<script type="application/json">(.*?)</script>', html)
    assert json.loads(block[1]) == data


@pytest.mark.parametrize(
    ("name", "data", "rows"),
    [
        ("map", gallery.map_data(), 17),
        ("bars", gallery.months(), 24),
        ("timeseries", gallery.weeks(), 16),
        ("listing-timeline", gallery.listing(), 12),
        ("flow", gallery.flow(), 6),
        ("time-line", gallery.period(), 5),
    ],
)
def test_every_drawing_has_its_table(name, data, rows):
    table = drawings.table_behind(name, data)
    assert len(table["rows"]) == rows
    assert {len(row) for row in table["rows"]} == {len(table["columns"])}


def test_table_behind_says_what_is_not_known():
    table = drawings.table_behind("bars", {"bars": [{"label": "Eels", "value": None}]})
    assert table["rows"] == [[("Eels", ""), ("not known", "")]]


def test_map_always_carries_the_note_on_boundaries():
    assert "do not imply endorsement" in page("{% island 'map' d %}", d={"points": []})


def test_data_table_hides_a_column_in_head_and_body():
    html = page("{% data_table t %}", t=gallery.table())
    assert len(re.findall(r'data-column="value"[^>]*hidden', html)) == 6
    assert 'aria-sort="descending"' in html


def test_data_table_without_rows_says_what_will_stand_there():
    html = page("{% data_table t %}", t={"columns": [], "rows": [], "empty": "Nothing was seized."})
    assert "Nothing was seized." in html
    assert "<table" not in html


def test_column_chooser_keeps_the_rest_of_the_address():
    request = RequestFactory().get("/", {"taxon": "Manis", "columns": "a", "page": "3"})
    html = page("{% column_chooser c %}", c=[{"key": "a", "label": "A"}], request=request)
    assert '<input type="hidden" name="taxon" value="Manis">' in html
    assert 'name="page"' not in html


def test_pages_link_within_the_selection():
    request = RequestFactory().get("/", {"taxon": "Manis"})
    html = page("{% pages p %}", p=Paginator(range(2514), 50).page(4), request=request)
    assert 'href="?taxon=Manis&amp;page=5"' in html
    assert "151 to 200 of 2,514" in html
    assert page("{% pages p %}", p=Paginator(range(3), 50).page(1), request=request) == ""


def test_filter_chips_read_as_a_sentence():
    html = page("{% filter_chips 'Seizures of' c %}", c=gallery.chips())
    said = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert said == "Seizures of Pangolins by air from 2021 to 2023 out of Nigeria"
    assert 'aria-label="Remove Pangolins"' in html


def test_progress_asks_again_only_while_it_is_told_where():
    job = {"title": "Reading", "state": "running", "done": 1, "total": 2000, "poll_url": "/jobs/1/"}
    html = page("{% progress j %}", j=job)
    assert 'hx-get="/jobs/1/"' in html
    assert 'max="2000" value="1"' in html
    done = page("{% progress j %}", j={"title": "Read", "state": "done", "result": "5 rows."})
    assert "hx-get" not in done
    assert "<progress" not in done


def test_decide_shows_the_score_as_a_sum_with_signs():
    html = page("{% decide p %}", p=gallery.pair())
    for sign in ("+4.2", "−1.4", "+7.5"):
        assert sign in html
    assert html.count("data-key=") == 4  # same, different, unsure, and Z to undo
    assert "differs:" in html


def test_cell_marks_what_is_missing_and_rounds_nothing():
    assert "–" in page("{{ v|cell }}", v=None)
    assert page("{{ v|cell }}", v=Decimal("1180.125")) == "1,180.125"
    assert page("{{ v|cell }}", v=0) == "0"


def test_field_names_its_errors():
    form = gallery.GalleryForm({"on": "2031-02-31"})
    html = page("{% field f %}", f=form["who"])
    assert 'aria-invalid="true"' in html
    assert "field__error" in html
    assert "(optional)" in page("{% field f %}", f=form["agency"])


def test_icon_is_silent_without_a_label():
    assert 'aria-hidden="true"' in page("{% icon 'search' %}")
    assert 'role="img" aria-label="Find"' in page("{% icon 'search' 'Find' %}")
    assert set(icons.ICONS) >= icons.POINTING


@pytest.mark.parametrize(("cookie", "html"), [("dark", 'data-theme="dark"'), ('"><b>', ""), ("", "")])
def test_theme_is_one_we_know(cookie, html):
    request = RequestFactory().get("/")
    request.COOKIES["saola_theme"] = cookie
    assert page("{% theme_attribute %}", request=request) == html


def test_built_files_follow_the_manifest(tmp_path):
    assert built.built_files("src/main.ts", tmp_path) == {"styles": [], "scripts": []}
    manifest = {"src/main.ts": {"file": "assets/main-1.js", "css": ["assets/main-1.css"]}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    files = built.built_files("src/main.ts", tmp_path)
    assert files == {
        "styles": ["/static/dist/assets/main-1.css"],
        "scripts": ["/static/dist/assets/main-1.js"],
    }


@pytest.mark.parametrize("language", ["en", "ar"])
def test_gallery_obeys_the_policy_in_both_directions(language):
    request = RequestFactory().get("/gallery/")
    with translation.override(language):
        html = Template('{% extends "gallery.html" %}').render(
            Context({**gallery.gallery_data(), "request": request})
        )
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert not re.search(r"\sstyle\s*=|\son\w+\s*=|javascript:", html)
    kinds = set(re.findall(r"<script([^>]*)>", html))
    assert all("src=" in kind or "application/json" in kind for kind in kinds)


@pytest.mark.parametrize("name", ["403.html", "404.html", "500.html"])
def test_error_pages_say_what_was_kept_even_without_a_request(name):
    html = Template(f'{{% extends "{name}" %}}').render(Context({}))
    assert 'role="alert"' in html
    assert "Kept" in html
