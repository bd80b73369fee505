"""What the pages of handed-in files show."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saola.apps.catalogue import vocabularies
from saola.core.intake import FIELDS, PROBABLE, Profile, profile_share
from saola.core.values import Message

from .. import files, problems, work
from ..actions import undoing
from ..kinds import kind_label
from ..models import Batch, Incident
from ..models import Profile as KeptProfile
from ..reading import LISTS, OpenFile
from . import judging

FITS = 0.5
"""The share of a profile's columns from which it is offered for a file."""
ROWS_A_PAGE = 50
WORDS_ON_PAGE = 60

State = Batch.State
_WORKING = (State.CHECKING, State.RECORDING)
_BADGES = {
    State.READY: "strong",
    State.RECEIVED: "strong",
    State.REFUSED: "danger",
    State.STOPPED: "clock",
    State.CHECKING: "clock",
    State.RECORDING: "clock",
    State.UNDONE: "quiet",
}


def listed() -> QuerySet[Batch]:
    """Every handed-in file, newest first."""
    return Batch.objects.select_related("agency", "received_by")


def badge_of(batch: Batch) -> str:
    return _BADGES.get(State(batch.state), "")


def steps(batch: Batch | None, current: str) -> list[dict[str, Any]]:
    """Where one is: File, Columns, Check, Record."""
    names = ["file", "columns", "check", "record"]
    labels = [_("File"), _("Columns"), _("Check"), _("Record")]
    here = names.index(current)
    urls = ["", "", "", ""]
    if batch is not None and batch.state in (State.RECEIVED, State.READY, State.STOPPED):
        urls[1] = reverse("seizures:file-columns", args=[batch.pk])
        urls[2] = reverse("seizures:file", args=[batch.pk]) if batch.state == State.READY else ""
    is_done = batch is not None and batch.state in (State.RECORDED, State.UNDONE)
    return [
        {
            "label": label,
            "url": "" if at == here else urls[at],
            "state": "done" if at < here or is_done else "current" if at == here else "ahead",
        }
        for at, label in enumerate(labels)
    ]


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the account, as a number and as a stretch of a bar 1000 wide."""

    label: str
    rows: int
    at: float
    width: float
    ink: str


def account(batch: Batch) -> list[Slice]:
    """The rows of the file by what became (or will become) of them; the sum is the file."""
    will = batch.state == State.READY
    parts = [
        (_("to record") if will else _("recorded"), batch.recorded, "var(--ink-1)"),
        (_("already known"), batch.duplicates, "var(--ink-2)"),
        (_("refused"), batch.refused, "var(--ink-3)"),
        (_("blank"), batch.blank, "var(--ink-5)"),
    ]
    slices, at = [], 0.0
    for label, rows, ink in parts:
        width = rows / batch.rows * 1000 if batch.rows else 0.0
        slices.append(Slice(label, rows, round(at, 1), round(width, 1), ink))
        at += width
    return slices


def fitting_profiles(file: OpenFile) -> list[tuple[KeptProfile, int]]:
    """Kept profiles that this table bears out, best first, each with its share in per cent."""
    shares = [
        (kept, profile_share(file.table, Profile.from_data(kept.data))) for kept in KeptProfile.objects.all()
    ]
    fitting = [(kept, round(share * 100)) for kept, share in shares if share >= FITS]
    return sorted(fitting, key=lambda pair: -pair[1])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem with the number of rows that have it."""

    code: str
    label: Any
    rows: int
    is_error: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was not understood, with what it can be taken to mean (none: it is written in)."""

    field: str
    label: Any
    word: str
    rows: int
    choices: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two seizures that are probably one: rows of the file, or numbers of recorded seizures."""

    one: str
    one_url: str
    other: str
    score: float
    parts: list[tuple[Message, float]]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that checking found."""

    slices: list[Slice]
    kinds: list[Kind]
    words: list[Word]
    word_count: int
    pairs: list[Pair]
    pair_count: int
    threshold: float
    refused: int
    with_warning: int


def check_page(batch: Batch, person: Any) -> CheckPage:
    """The findings of the check of ``batch``, for ``person``: pairs only of seizures that they see."""
    found = files.Summary(batch).read()
    kinds = [
        Kind(kind["code"], kind_label(kind["code"]), kind["rows"], kind["is_error"])
        for kind in found.get("kinds", ())
    ]
    words = found.get("words", [])
    pairs = found.get("pairs", [])
    seen = _seen_pairs(pairs, person)
    return CheckPage(
        account(batch),
        kinds,
        [_word(word) for word in words[:WORDS_ON_PAGE]],
        len(words),
        [_pair(pair) for pair in seen[:20]],
        found.get("pair_count", 0) - len(pairs) + len(seen),
        PROBABLE,
        found.get("refused", 0),
        found.get("with_warning", 0),
    )


def _word(data: dict[str, Any]) -> Word:
    key = data["field"]
    return Word(key, FIELDS[key].label, data["word"], data["rows"], meanings_of(key))


def meanings_of(key: str) -> list[tuple[str, str]]:
    """What a word of a field can mean; empty for names, which are written in."""
    if key == "country":
        return vocabularies.country_choices()
    if key == "state":
        return [("alive", _("alive")), ("dead", _("dead"))]
    kept = LISTS.get(FIELDS[key].vocabulary)
    return vocabularies.choices(kept) if kept else []


def _seen_pairs(pairs: list[dict[str, Any]], person: Any) -> list[dict[str, Any]]:
    recorded = {pair[end] for pair in pairs for end in ("one", "other") if not pair[end].isdigit()}
    hidden = Incident.objects.hidden_from(person).filter(number__in=recorded)
    unseen = set(hidden.values_list("number", flat=True)) if recorded else set()
    return [pair for pair in pairs if not {pair["one"], pair["other"]} & unseen]


def _pair(data: dict[str, Any]) -> Pair:
    parts = [(Message.from_data(part["text"]), part["points"]) for part in data["parts"]]
    return Pair(
        _place(data["one"]),
        "" if data["one"].isdigit() else reverse("seizures:incident", args=[data["one"]]),
        _place(data["other"]),
        data["score"],
        parts,
    )


def _place(key: str) -> str:
    return _("row %(row)s") % {"row": key} if key.isdigit() else key


class _Rows:
    """The faulty rows of a selection, as a paginator asks for them."""

    def __init__(self, batch: Batch, selection: problems.Selection) -> None:
        self._batch, self._selection = batch, selection
        self._count = problems.page_of(batch, selection, 0, 0)[0]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        length = part.stop - part.start
        rows = problems.page_of(self._batch, self._selection, part.start, length)[1]
        for row in rows:
            row["sentences"] = [
                (problem["is_error"], Message.from_data(problem["message"])) for problem in row["problems"]
            ]
            row["words"] = [cell for cell in row["cells"] if cell.strip()][:8]
        return rows


def faulty_rows(batch: Batch, selection: problems.Selection, page: Any) -> Page:
    """A page of the rows with problems."""
    return Paginator(_Rows(batch, selection), ROWS_A_PAGE).get_page(page)


def job(batch: Batch) -> dict[str, Any]:
    """The work on a file as the progress component shows it."""
    notes = files.Notes(batch)
    progress = notes.read()
    is_waiting = work.is_waiting(batch) and not notes.is_held()
    titles = {State.CHECKING: _("Checking %(name)s"), State.RECORDING: _("Recording %(name)s")}
    title = titles.get(State(batch.state), "%(name)s")
    state = "waiting" if is_waiting else "stopping" if notes.is_asked_to_stop() else "running"
    return {
        "title": title % {"name": batch.file_name},
        "state": state,
        "done": progress.done,
        "total": progress.total,
        "remaining": _time_left(progress.seconds_left),
        "note": _("waiting for its turn") if is_waiting else "",
        "poll_url": reverse("seizures:file-progress", args=[batch.pk]),
        "stop_url": reverse("seizures:file-stop", args=[batch.pk]),
    }


def _time_left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 90:
        count = max(round(seconds), 1)
        return ngettext("%(count)s second", "%(count)s seconds", count) % {"count": count}
    count = round(seconds / 60)
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def is_working(batch: Batch) -> bool:
    return batch.state in _WORKING


def why_not_undone(batch: Batch) -> Message | None:
    """What keeps a recorded file from being undone; ``None`` when it can be."""
    try:
        undoing.refuse_if_built_upon(batch)
    except undoing.BuiltUponError as built:
        return built.message
    return None


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """What a recorded file brought."""

    slices: list[Slice]
    newest: list[Incident]
    pairs_to_judge: int
    why_not_undone: Message | None


def recorded_page(batch: Batch, person: Any) -> RecordedPage:
    """The outcome of a recorded (or undone) file, for ``person``."""
    brought = Incident.objects.visible_to(person).filter(batch=batch)
    waiting = judging.waiting(person).filter(other__batch=batch).count()
    blocked = why_not_undone(batch) if batch.state == State.RECORDED else None
    return RecordedPage(account(batch), list(brought.order_by("pk")[:10]), waiting, blocked)
