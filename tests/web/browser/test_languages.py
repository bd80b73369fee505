"""Every page a role may open: said in the reader's language, mirrored where it is written from the right, and fitting.

The record behind the pages is written in Chinese characters (tests/factories/country.py). A word in Latin letters
on a page in another language is therefore a scientific name, a code, or a sentence that nobody marked or translated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf.locale import LANG_INFO
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from saola.apps.accounts.models import Compartment, Person
from saola.apps.accounts.roles import ROLES, Permission
from saola.apps.catalogue.models import Taxon
from saola.apps.journal.models import Entry
from saola.apps.seizures import files as kept_files
from tests.factories import country as countries
from tests.factories import trust
from tests.web.browser import pseudo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW, WIDE = 390, 1280
# Where nobody signed in is led elsewhere, and where something other than a page comes.
NO_PAGES = {
    "accounts:sign-in",
    "accounts:sign-in-demo",
    "seizures:sheet",
    "evidence:original",
    "evidence:picture",
}

# Where data stands: what people typed, codes and digests, keys of the keyboard, quotations, titles of sources,
# scientific names, other languages, the mark of the product.
DATA = '[dir="auto"], [dir="ltr"]:not(html), bdi, code, .code, kbd, q, cite, i[lang="la"], [lang]:not(html), .brand'
# Words in Latin letters that read the same in every language. So do codes and numbers of
# seizures: one to four capitals, perhaps with digits, letters and hyphens behind them.
SAME_EVERYWHERE = {
    "the product and the Convention": "Saola CITES ICCWC",
    "formats of files, and encodings": "XLSX xlsx xls ods CSV csv tsv gz jpg https GeoJSON Excel OpenDocument OpenAPI SHA-256 "
    "utf-8 utf-16 gb18030 big5 iso-8859-1 koi8-r shift_jis windows-1251 windows-1252 windows-1256 windows-1258",
    "units of the SI": "kg mg ml cm kB",
    "ranks in scientific names": "spp subsp var",
    "what is typed in Latin letters": "customs-2024 sha256sum openssl root localhost testserver",
    "programs, protocols and file systems": "SQLite PostgreSQL HTTPS ext4 xfs btrfs zfs apfs tmpfs overlay overlayfs",
    "scientific names where no element can stand: in titles and drawings": "Manis javanica",
}
STANDING_WORDS = """([data, same, source]) => {
  const there = source ? new DOMParser().parseFromString(source, "text/html") : document;
  const found = new Set(), depths = new Map(), known = new Set(same);
  const runs = (element) => source
    ? /^(A|B|BDI|CITE|CODE|EM|I|KBD|Q|SMALL|SPAN|STRONG|TIME)$/.test(element.tagName)
    : /^(inline|contents)/.test(getComputedStyle(element).display);
  const bare = (text, depth) => {
    let rest = "";
    for (const sign of text) {
      if (sign === "⟦") depth += 1;
      else if (sign === "⟧") depth = Math.max(0, depth - 1);
      else if (!depth) rest += sign;
    }
    return [rest, depth];
  };
  const TYPED = /[\\w.-]*\\/[\\w{}.\\/-]+|saola(?: -*[A-Za-z][\\w-]*)+/g;
  const isCode = (word) => /^([A-Z]{1,4}(-?[A-Z]?\\d+)*-?|SAOLA_[A-Z_]+|[A-Z]{2}(-[A-Z0-9]+){2,})$/.test(word);
  const speaks = (text) =>
    (text.replace(TYPED, " ").match(/[A-Za-z][\\w-]+/g) ?? []).some((word) => !known.has(word) && !isCode(word));
  const texts = there.createTreeWalker(there.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (holder.closest("script, style, noscript, template")) continue;
    let block = holder;
    while (block !== there.body && runs(block)) block = block.parentElement;
    const [rest, depth] = bare(texts.currentNode.data, depths.get(block) ?? 0);
    depths.set(block, depth);
    if (speaks(rest) && !holder.closest(data)) found.add(`<${holder.tagName.toLowerCase()}> ${rest.trim()}`);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const each of there.querySelectorAll(`[${name}]`))
      if (!each.closest(data) && speaks(bare(each.getAttribute(name), 0)[0]))
        found.add(`${name}: ${each.getAttribute(name)}`);
  if (speaks(bare(there.title, 0)[0])) found.add(`title: ${there.title}`);
  return [...found];
}"""
DIRECTION = "() => document.documentElement.dir"
SPILLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def languages(settings, tmp_path, monkeypatch):
    """Chinese as the repository has it now, and the mirrored language, both compiled beside the test."""
    pseudo.write(tmp_path)
    chinese = tmp_path / "zh_Hans" / "LC_MESSAGES"
    chinese.mkdir(parents=True)
    with pseudo.GATHERED.open("rb") as lines, (chinese / "django.mo").open("wb") as compiled:
        write_mo(compiled, read_po(lines, locale="zh_Hans"))
    name = pseudo.bracketed("Mirrored")
    monkeypatch.setitem(
        LANG_INFO,
        pseudo.LANGUAGE,
        {"bidi": True, "code": pseudo.LANGUAGE, "name": name, "name_local": name},
    )
    settings.LOCALE_PATHS = [tmp_path, *settings.LOCALE_PATHS]
    settings.LANGUAGES = [*settings.LANGUAGES, (pseudo.LANGUAGE, name)]


@pytest.fixture
def country(knowledge, languages, settings, tmp_path, monkeypatch):
    folder = tmp_path / "intake"
    folder.mkdir()
    monkeypatch.setattr(kept_files, "folder", lambda: folder)
    settings.DATA_FOLDER = tmp_path
    return countries.create()


def patterns(resolver=None, namespaces=()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, (*namespaces, *filter(None, [pattern.namespace])))
        elif pattern.name:
            yield ":".join([*namespaces, pattern.name]), pattern


def addresses(country, kept: dict) -> Iterator[tuple[str, Permission | None, str]]:
    """Name, permission and address of everything that can be asked with what the record holds.

    ``kept`` says what stands in the addresses of the rooms of trust. Faces that stand behind a question mark follow.
    """
    keys = {"catalogue": Taxon.objects.get(name="Manis javanica").pk, "judge": country.likeness.pk}
    permissions = {}
    for name, pattern in patterns():
        if name in NO_PAGES or name.startswith("api:"):
            continue
        permission = permissions[name] = getattr(pattern.callback, "permission", None)
        wanted = pattern.pattern.converters
        values = {
            "number": country.incident.number,
            "year": countries.YEAR,
            "version": country.report.version,
            "pk": next((key for part, key in keys.items() if part in name), 1),
            "seq": Entry.objects.get(event="access.denied").seq,
        }
        if "seizures:file" in name:
            fillings = [{**values, "pk": batch.pk} for batch in country.files.values()]
        else:
            fillings = kept.get(name, values)
        for each in fillings if isinstance(fillings, list) else [fillings]:
            try:
                yield name, permission, reverse(name, kwargs={k: v for k, v in each.items() if k in wanted})
            except NoReverseMatch:  # an address that takes what no page of this record has
                continue
    found = reverse("seizures:list")
    asked = {
        "seizures:list": [f"{found}?view={view}" for view in ("map", "charts", "totals")]
        + [f"{found}?group=pangolins&appendix=I&since=2018&transport=air_cargo&country=MY&role=origin"],
        "accounts:journal": [f"{reverse('accounts:journal')}?event=access.denied"],
        "catalogue:species": [
            f"{reverse('catalogue:species')}?name=Manis+javanica&on=2018-05-01&origin=MY&term=SCA",
            f"{reverse('catalogue:species')}?name=Manis+javanika",
        ],
        "evidence:bundles": [f"{reverse('evidence:bundles')}?exhibits=E000001"],
        "search": [f"{reverse('search')}?q={word}" for word in ("海防", "没有的")],
    }
    for name, paths in asked.items():
        yield from ((f"{name}?", permissions[name], path) for path in paths)


@dataclass
class Opening:
    """A page, and who opens it. ``is_new``: no page of this shape was opened before it."""

    person: Person
    path: str
    is_new: bool


def openings(country, client, kept: dict) -> list[Opening]:
    """Each page once, as the role that may do most of those that may open it; the first page as everybody."""
    shapes, found = set(), []
    broadest = sorted(ROLES, key=lambda role: len(ROLES[role].permissions), reverse=True)
    sessions = _sessions(country.people, client)
    for name, permission, path in addresses(country, kept):
        for role in broadest:
            if permission is not None and permission not in ROLES[role].permissions:
                continue
            client.cookies["sessionid"] = sessions[role]
            answer = client.get(path)
            if is_page(answer):
                shape = (name, answer.templates[0].name)
                found.append(Opening(country.people[role], path, shape not in shapes))
                shapes.add(shape)
                break
            if (
                answer.status_code != HTTPStatus.NOT_FOUND
            ):  # no page for anybody: a file, a part of a page, a POST
                break
    found += [Opening(person, "/", False) for person in country.people.values()]
    return sorted(found, key=lambda each: each.person.pk)


def _sessions(people: dict[str, Person], client) -> dict[str, str]:
    sessions = {}
    for role, person in people.items():
        client.force_login(person)
        sessions[role] = client.cookies["sessionid"].value
        client.cookies.clear()
    return sessions


def is_page(answer) -> bool:
    is_html = answer.status_code == HTTPStatus.OK and answer["Content-Type"].startswith("text/html")
    return is_html and b"<!doctype html>" in answer.content[:400]


def standing_words(page, same: list[str], source: str = "") -> list[str]:
    """The words in Latin letters that stand on the page and are neither data nor the same in every language.

    With ``source`` they are looked for in that, not in what stands open.
    """
    return page.evaluate(STANDING_WORDS, [DATA, same, source])


def spills(page) -> Iterator[str]:
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate(SPILLS):
            yield f"wider than {width} px"


@pytest.fixture
def told(country):
    """Where in the addresses of trust which record stands; and every word that is the same in each language."""
    kept = trust.add(country)
    names = [person.name for person in country.people.values()]
    lists = Compartment.objects.values_list("code", flat=True)
    return kept, " ".join([*SAME_EVERYWHERE.values(), *names, *lists]).split()


def test_every_page_is_said_in_the_language_of_its_reader_fits_and_is_accessible(
    country, told, client, page, live_server, axe
):
    """Every page is read in both languages; one of each shape stands open in the browser, mirrored."""
    kept, same = told
    pages = openings(country, client, kept)
    assert sum(each.is_new for each in pages) > 50
    troubles: dict[str, str] = {}
    page.context.add_cookies([{"name": "django_language", "value": pseudo.LANGUAGE, "url": live_server.url}])
    session = None
    for each in pages:
        if each.person != session:
            session = each.person
            client.force_login(session)
            cookie = client.cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        for trouble in [
            *read(each, client, page, same),
            *(look(each, page, same, axe) if each.is_new else []),
        ]:
            troubles.setdefault(trouble, f"{each.path} as {each.person.role}")
    assert not troubles, "\n".join(f"{path}: {trouble}" for trouble, path in troubles.items())


def read(opening: Opening, client, page, same: list[str]) -> Iterator[str]:
    """What its source says in Latin letters, in Chinese and, unless it is looked at anyway, mirrored."""
    for language in ("zh-hans",) if opening.is_new else ("zh-hans", pseudo.LANGUAGE):
        client.cookies["django_language"] = language
        source = client.get(opening.path).content.decode()
        if f'<html lang="{language}"' not in source[:400]:
            yield f"not in {language}"
        yield from (f"{trouble} (in {language})" for trouble in standing_words(page, same, source))


def look(opening: Opening, page, same: list[str], axe) -> Iterator[str]:
    """What is wrong with it as it stands open: direction, words, what axe finds, width."""
    page.goto(opening.path)
    if page.evaluate(DIRECTION) != "rtl":
        yield "not mirrored"
    yield from (*standing_words(page, same), *axe(), *spills(page))
