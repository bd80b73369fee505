"""What maps and charts are given, made up. The shapes are described in frontend/README.md."""

from datetime import date

from django.utils.translation import gettext as _


def map_data() -> dict:
    places = [
        (6.45, 3.39, 41, "Lagos"),
        (6.6, 3.2, 12, "Ikeja"),
        (4.05, 9.7, 18, "Douala"),
        (-4.05, 39.66, 22, "Mombasa"),
        (25.0, 55.06, 9, "Jebel Ali"),
        (3.0, 101.4, 34, "Port Klang"),
        (20.86, 106.68, 57, "Hải Phòng"),
        (22.5, 114.1, 63, "Shenzhen"),
        (22.3, 114.2, 28, "Hong Kong"),
        (13.7, 100.5, 15, "Bangkok"),
        (1.26, 103.8, 11, "Singapore"),
        (50.0, 8.57, 7, "Frankfurt"),
    ]
    ways = [
        ((6.45, 3.39), (3.0, 101.4), 6200, "Lagos – Port Klang", True),
        ((6.45, 3.39), (20.86, 106.68), 9800, "Lagos – Hải Phòng", True),
        ((-4.05, 39.66), (25.0, 55.06), 1900, "Mombasa – Jebel Ali", True),
        ((3.0, 101.4), (22.5, 114.1), 4100, "Port Klang – Shenzhen", False),
        ((4.05, 9.7), (50.0, 8.57), 240, "Douala – Frankfurt", True),
    ]
    return {
        "title": _("Most of what was seized came through Lagos"),
        "caption": _("Circles: seizures. Lines: routes, as wide as the mass seized."),
        "measure": _("kg"),
        "points": [
            {"lat": lat, "lon": lon, "count": n, "label": name, "url": f"?place={i}"}
            for i, (lat, lon, n, name) in enumerate(places)
        ],
        "routes": [
            {"from": start, "to": end, "weight": w, "label": name, "actual": actual, "url": "?route=1"}
            for start, end, w, name, actual in ways
        ],
    }


def months() -> dict:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    counts = [
        31,
        28,
        44,
        39,
        52,
        47,
        None,
        None,
        61,
        58,
        40,
        35,
        42,
        51,
        64,
        70,
        66,
        59,
        73,
        81,
        77,
        69,
        74,
        88,
    ]
    return {
        "title": _("Seizures rose through 2023; July and August 2022 were not reported"),
        "unit": _("seizures"),
        "bars": [
            {
                "label": names[i % 12],
                "group": str(2022 + i // 12),
                "key": f"{2022 + i // 12}-{i % 12 + 1:02d}",
                "value": n,
                "url": f"?month={i}",
            }
            for i, n in enumerate(counts)
        ],
    }


def kinds() -> dict:
    figures = [
        (_("Pangolins"), 812),
        (_("Elephants"), 644),
        (_("Rosewoods"), 371),
        (_("Parrots"), 210),
        (_("Eels"), None),
    ]
    return {
        "title": _("Pangolins were seized most often"),
        "unit": _("seizures"),
        "orientation": "rows",
        "bars": [{"label": name, "value": n, "url": "?kind=1"} for name, n in figures],
    }


def weeks() -> dict:
    first = date(2023, 7, 3).toordinal()
    values = [8, 11, 9, 14, None, 12, 15, 17, 13, 16, 18, 15, 19, 22, 17, 15]
    return {
        "title": _("About 17 seizures a week, once late reports are allowed for"),
        "unit": _("seizures a week"),
        "provisional_from": date.fromordinal(first + 7 * 13).isoformat(),
        "points": [
            {
                "on": date.fromordinal(first + 7 * i).isoformat(),
                "value": n,
                "low": None if n is None else n - 2 - i // 6,
                "high": None if n is None else n + 2 + i // 3,
                "url": f"?week={i}",
            }
            for i, n in enumerate(values)
        ],
    }


def listing() -> dict:
    return {
        "title": _("Most elephants went to Appendix I in 1990; four populations came back to II"),
        "caption": _("Seizures below, as large as their number."),
        "to": "2023-12-31",
        "lanes": [
            {
                "label": _("All other populations"),
                "spans": [
                    {"from": "1977-02-04", "to": "1990-01-18", "appendix": "II"},
                    {"from": "1990-01-18", "to": None, "appendix": "I"},
                ],
            },
            {
                "label": _("South Africa"),
                "spans": [
                    {"from": "1977-02-04", "to": "1990-01-18", "appendix": "II"},
                    {"from": "1990-01-18", "to": "2000-07-19", "appendix": "I"},
                    {"from": "2000-07-19", "to": None, "appendix": "II", "label": _("App. II, annotated")},
                ],
            },
            {
                "label": _("Ghana"),
                "spans": [
                    {"from": "1976-02-26", "to": "1977-02-04", "appendix": "III"},
                    {"from": "1977-02-04", "to": "1990-01-18", "appendix": "II"},
                    {"from": "1990-01-18", "to": None, "appendix": "I"},
                ],
            },
        ],
        "points": [
            {"on": "1988-05-01", "count": 3, "label": "SZ-1988-0004", "url": "#1"},
            {"on": "2004-03-12", "count": 40, "label": "SZ-2004-0113", "url": "#2"},
            {"on": "2015-08-30", "count": 12, "label": "SZ-2015-0230", "url": "#3"},
            {"on": "2021-02-02", "count": 22, "label": "SZ-2021-0017", "url": "#4"},
        ],
    }


def period() -> dict:
    return {
        "title": _("A period of limitation that stood still for two years"),
        "from": "2016-03-01",
        "to": "2023-12-31",
        "lanes": [
            {
                "label": _("Period of limitation"),
                "spans": [
                    {"from": "2016-03-01", "to": "2022-03-01", "label": _("runs"), "kind": "main"},
                    {"from": "2022-03-01", "to": "2023-03-01", "label": _("may be up"), "kind": "open"},
                ],
            },
            {
                "label": _("Suspended"),
                "spans": [
                    {"from": "2018-01-01", "to": "2020-01-01", "label": _("Absconding"), "kind": "stopped"}
                ],
            },
        ],
        "marks": [
            {"on": "2017-05-01", "label": _("Charge")},
            {"on": "2023-12-31", "label": _("asked about")},
        ],
    }


def flow() -> dict:
    ways = [
        ("Nigeria", "Viet Nam", 9800),
        ("Nigeria", "Malaysia", 6200),
        ("Kenya", "United Arab Emirates", 1900),
        ("Cameroon", "Viet Nam", 1300),
        ("Cameroon", "China", 900),
        ("Kenya", "China", 700),
    ]
    return {
        "title": _("Nigeria to Viet Nam carried the most"),
        "unit": "kg",
        "flows": [{"from": a, "to": b, "value": n, "url": "?way=1"} for a, b, n in ways],
    }
