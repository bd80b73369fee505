"""Lists of ties as people keep them, good and bad; every fault at once."""

import pytest

from saola.core.networks.matrices import read_attendance, read_square
from saola.core.networks.reading import read_ties


def test_headings_in_any_order_with_kind_date_grade_and_evidence():
    found = read_ties(
        "\ufeffDate;To;From;Grade;Evidence;From kind;To kind\r\n"
        '2016-06;"Bo; Ltd";Ana;B2;R-1 | R-2;person;company\r\n'
        "\r\n"
        ";Cy;Ana;;;person;\r\n"
    )
    assert not found.faults
    first, second = found.ties
    assert (first.source, first.target, str(first.on), first.grade) == ("Ana", "Bo; Ltd", "2016-06", "B2")
    assert first.evidence == ("R-1", "R-2")
    assert (second.weight, str(second.on), second.evidence) == (None, "", ())
    assert {actor.name: actor.kind for actor in found.actors} == {"Ana": "person", "Bo; Ltd": "company"}


def test_without_headings_the_columns_are_source_target_and_weight():
    assert [(tie.source, tie.target, tie.weight) for tie in read_ties("0\t1\t2\n1\t2\t1\n").ties] == [
        ("0", "1", 2),
        ("1", "2", 1),
    ]
    assert read_ties("Ana,Bo\n").ties[0].weight is None


def test_every_fault_is_told_with_its_row():
    found = read_ties(
        "source,target,weight,date,source_kind\n"
        "a,b,-1,,person\n"
        ",b,1,,\n"
        "a,,nan,2016-02-31,\n"
        "a,c,0,,phone\n"
        "a,d,2,2016,person\n"
        '"x\ny",d,two,,\n'
    )
    assert [fault.row for fault in found.faults] == [2, 3, 4, 4, 4, 5, 5, 7]
    assert len(found.ties) == 1
    assert "“two” is not a number" in str(found.faults[-1].text)
    assert "a is a phone here and a person in row 2" in str(found.faults[6].text)


@pytest.mark.parametrize("text", ["", "\n\n", "only one column\nb\n"])
def test_what_is_no_list_of_ties_is_one_fault(text):
    found = read_ties(text)
    assert not found.ties
    assert len(found.faults) == 1


def test_a_square_matrix_with_and_without_direction():
    text = ",a,b,c\na,0,2,0\nb,2,0,1\nc,0,1,0\n"
    assert [(tie.source, tie.target, tie.weight) for tie in read_square(text).ties] == [
        ("a", "b", 2),
        ("b", "c", 1),
    ]
    assert len(read_square(text, is_directed=True).ties) == 4
    assert [actor.name for actor in read_square(text).actors] == ["a", "b", "c"]


def test_a_matrix_that_is_not_its_own_mirror_is_refused_without_direction():
    text = ",a,b\na,0,2\nb,1,0\n"
    faults = read_square(text).faults
    assert [fault.row for fault in faults] == [2, 3]
    assert not read_square(text, is_directed=True).faults


def test_a_matrix_of_other_names_or_cells_is_refused():
    assert "differ" in str(read_square(",a,b\na,0,1\nx,1,0\n").faults[0].text)
    faults = read_square(",a,b\na,0,yes\nb,-1,0\n").faults
    assert [fault.row for fault in faults] == [2, 3]


def test_sharing_an_occasion_is_a_tie_that_names_it():
    found = read_attendance(",dinner,wedding\nAna,1,1\nBo,1,1\nCy,0,1\nDi,,\n")
    assert [(tie.source, tie.target, tie.evidence) for tie in found.ties] == [
        ("Ana", "Bo", ("dinner",)),
        ("Ana", "Bo", ("wedding",)),
        ("Ana", "Cy", ("wedding",)),
        ("Bo", "Cy", ("wedding",)),
    ]
    assert len(found.actors) == 4
