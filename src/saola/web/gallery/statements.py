"""Findings, estimates and a route, made up."""

from datetime import date

from saola.core.values import Estimate, Finding, Mark, Missing, Outcome, Reason, Source, gettext_noop, say


def findings() -> list[Finding]:
    event = Source("CITES listing export, July 2023", "row 4711", Mark.CHECKED)
    return [
        Finding(
            Outcome.YES,
            say(gettext_noop("Which Appendix applied to {taxon}?"), taxon="Manis javanica"),
            date(2017, 6, 1),
            "listing history",
            say(gettext_noop("Appendix {number} applied to {taxon}."), number="I", taxon="Manis javanica"),
            (
                Reason(
                    say(gettext_noop("{taxon} was listed in Appendix II."), taxon="Manis javanica"),
                    "event of 1 July 1975",
                    (event,),
                ),
                Reason(
                    say(gettext_noop("It was moved to Appendix I on {on}."), on=date(2017, 1, 2)),
                    "event of 2 January 2017",
                    (event, Source("Notification to the Parties", "2016/063")),
                ),
            ),
        ),
        Finding(
            Outcome.NO,
            say(gettext_noop("Was {taxon} listed?"), taxon="Sus scrofa"),
            date(2017, 6, 1),
            "listing history",
            say(gettext_noop("{taxon} was in no Appendix."), taxon="Sus scrofa"),
            (Reason(say(gettext_noop("No listing names it or any group it belongs to.")), "", (event,)),),
        ),
        Finding(
            Outcome.UNKNOWN,
            say(gettext_noop("Which Appendix applied to {taxon}?"), taxon="Loxodonta africana"),
            date(2019, 3, 4),
            "listing history",
            say(gettext_noop("Appendix I or II: the population decides.")),
            (
                Reason(
                    say(gettext_noop("Four populations are in Appendix II, the others in I.")), "", (event,)
                ),
            ),
            (Missing("origin", say(gettext_noop("The country of origin of the specimen."))),),
        ),
    ]


def estimates() -> list[Estimate]:
    digest = "9f2c4a7be1d05c3388aa17e0f6b2d94c51e7a0b3c6d8f9021345abcdef678901"
    return [
        Estimate(65849, 61200, 91800, "animals", "scale weight to animals", "2", 1.0, digest),
        Estimate(1240, 980, 1710, "kg", "bias-corrected weekly trend", "1", 0.9, digest, 42),
        Estimate(12, 12, 12, "animals", "count", "1"),
    ]


def stops() -> list[dict]:
    return [
        {"role": "origin", "place": "Lekki", "country": "NG", "share": 0.7, "note": "stated by the courier"},
        {"role": "origin", "country": "CM", "share": 0.3},
        {"role": "export", "place": "Apapa", "country": "NG"},
        {"role": "transit", "place": "Jebel Ali", "country": "AE", "is_opportunity": True},
        {"role": "seizure", "place": "Port Klang", "country": "MY", "is_seizure": True, "url": "#route"},
        {"role": "destination", "place": "Hải Phòng", "country": "VN", "is_actual": False},
    ]
