"""Files that do not say in which encoding they are: small ones, by language and encoding."""

import io

import pytest
from intake_builders import HEAD, csv_file, read, table_of

from saola.core.intake import Profile, open_sheets

TABLES = {
    "French": (
        "N° de saisie;Date;Pays;Espèce;Désignation;Quantité;Unité",
        "12;03/04/2019;Sénégal;Pan troglodytes;écailles séchées, cachées derrière le siège;3;kg",
    ),
    "French, head alone": (
        "Référence;Date;Pays;Espèce;Quantité",
        "12;2019-04-03;Kenya;Pan troglodytes;3",
    ),
    "French, one accent": ("Ref;Date;Pays;Espèce;Nombre", "12;2019-04-03;Kenya;Pan troglodytes;3"),
    "French, small words": (
        "Ref;Date;Pays;Faits;Nombre",
        "12;2019-04-03;Togo;saisi à Tsevie, à bord du bus, à destination de Cotonou, père et mère;3",
    ),
    "French in capitals": (
        "RÉFÉRENCE;DATE;PAYS;ESPÈCE;QUANTITÉ",
        "12;2019-04-03;CÔTE D'IVOIRE;PERROQUET GRIS SAISI À L'AÉROPORT;3",
    ),
    "Portuguese": (
        "Nº do auto;Data da apreensão;Município;Espécie;Descrição;Quantidade",
        "7;03/04/2019;São João del-Rei;Amazona aestiva;papagaio não anilhado, condição desconhecida;2",
    ),
    "Portuguese, head alone": (
        "Auto;Data da apreensão;UF;Espécie;Quantidade",
        "7;03/04/2019;MG;Amazona aestiva;2",
    ),
    "Spanish": (
        "Expediente;Fecha de incautación;País;Especie;Descripción;Número",
        "7;03/04/2019;España;Testudo graeca;año de detección, tortuga pequeña en el equipaje;2",
    ),
    "Spanish, one accent": ("Expediente;Fecha;País;Especie;Cantidad", "7;2019-04-03;PE;Testudo graeca;2"),
    "German": (
        "Aktenzeichen;Datum;Land;Art;Menge",
        "7;03.04.2019;Österreich;Schildkröten für Händler, gefälschte Papiere, Größe;2",
    ),
    "Norwegian": ("Nr;Dato;Land;Art;Antall", "7;03.04.2019;Norge;Påvist på Gardermoen, tørkede sjøhester;2"),
    "Polish": ("Nr;Data;Kraj;Gatunek;Ilość", "7;03.04.2019;PL;Żółw, skóra węża i kość słoniowa, przesyłka;2"),
    "Czech": (
        "Č.;Datum;Země;Druh;Množství",
        "7;03.04.2019;CZ;želvy, hadí kůže, převoz přes letiště Ruzyně;2",
    ),
    "Hungarian": (
        "Sorszám;Dátum;Ország;Faj;Mennyiség",
        "7;2019.04.03;HU;görög teknős, elefántcsont, őrizet;2",
    ),
    "Turkish": (
        "No;Tarih;Ülke;Tür;Miktar",
        "7;03.04.2019;Türkiye;şahin, ağaç kabuğu, kaçakçılık, bıldırcın;2",
    ),
    "Russian": (
        "Номер дела;Дата изъятия;Страна;Вид;Количество",
        "7;03.04.2019;Россия;Testudo horsfieldii;120",
    ),
    "Russian, head alone": ("Номер;Дата;Страна;Вид", "7;03.04.2019;RU;Testudo horsfieldii"),
    "Russian in capitals": ("НОМЕР;ДАТА;СТРАНА;ВИД", "7;03.04.2019;КАЗАХСТАН;САЙГАК, РОГА"),
    "Arabic": ("رقم القضية;التاريخ;الدولة;النوع;الكمية", "7;2019-04-03;الإمارات العربية المتحدة;صقر حر;2"),
    "Chinese": ("案件编号;查获日期;国家;物种;数量;单位", "7;2019-04-03;中国;穿山甲;2;只"),
    "Chinese, one unit": ("ID;Date;Country;Species;Quantity;Unit", "7;2019-04-03;CN;Manis javanica;2;只"),
    "Chinese, old characters": ("編號;日期;國家;物種;數量;單位", "7;2019-04-03;香港;穿山甲鱗片;2;公斤"),
    "Vietnamese": ("Số vụ;Ngày;Quốc gia;Loài;Số lượng", "7;03/04/2019;Việt Nam;Tê tê, vảy khô, ngà voi;2"),
    "Japanese": ("番号;日付;国;種名;数量", "7;2019-04-03;日本;カメ、押収されたもの;2"),
    "Korean": ("번호;날짜;국가;종;수량", "7;2019-04-03;대한민국;거북이 밀수를 적발;2"),
    "Thai": ("ลำดับ;วันที่;ประเทศ;ชนิด;จำนวน", "7;03/04/2562;ไทย;งาช้าง และเกล็ดลิ่น ที่สนามบิน;2"),
}
ENCODINGS = {
    "French": ["cp1252", "latin-1", "mac_roman", "cp850", "utf-8", "utf-16"],
    "French, head alone": ["cp1252", "mac_roman", "cp850"],
    "French, one accent": ["cp1252", "mac_roman", "cp850"],
    "French, small words": ["cp1252", "mac_roman", "cp850"],
    "French in capitals": ["cp1252", "cp850", "mac_roman"],
    "Portuguese": ["cp1252", "latin-1", "mac_roman", "cp850", "utf-8"],
    "Portuguese, head alone": ["cp1252", "cp850"],
    "Spanish": ["cp1252", "latin-1", "mac_roman", "cp850", "utf-8"],
    "Spanish, one accent": ["cp1252", "mac_roman", "cp850"],
    "German": ["cp1252", "mac_roman", "cp850"],
    "Norwegian": ["cp1252", "cp850"],
    "Polish": ["cp1250", "utf-8"],
    "Czech": ["cp1250"],
    "Hungarian": ["cp1250"],
    "Turkish": ["cp1254"],
    "Russian": ["cp1251", "koi8_r", "cp866", "utf-8", "utf-16-le", "utf-16-be"],
    "Russian, head alone": ["cp1251", "koi8_r", "cp866"],
    "Russian in capitals": ["cp1251", "koi8_r", "cp866"],
    "Arabic": ["cp1256", "utf-8", "utf-16-le"],
    "Chinese": ["gb18030", "gbk", "utf-8", "utf-16-le", "utf-16-be"],
    "Chinese, one unit": ["gb18030"],
    "Chinese, old characters": ["big5"],
    "Vietnamese": ["utf-8", "utf-16"],
    "Japanese": ["shift_jis", "utf-8"],
    "Korean": ["euc_kr", "utf-8"],
    "Thai": ["cp874", "utf-8"],
}
CASES = [(language, encoding) for language in ENCODINGS for encoding in ENCODINGS[language]]


@pytest.mark.parametrize(("language", "encoding"), CASES)
@pytest.mark.parametrize("rows", [1, 30])
def test_a_file_is_read_in_its_own_letters(language, encoding, rows):
    head, row = TABLES[language]
    file = csv_file(*[row] * rows, head=head, encoding=encoding)
    (sheet,) = open_sheets(file, "a.csv")
    assert [row.cells for row in sheet.rows()] == [head.split(";"), *[row.split(";")] * rows]


ACCENTED = "12,2016-01-01,Côte d'Ivoire,,écailles,1,kg"


@pytest.mark.parametrize("written", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig", "utf-32"])
@pytest.mark.parametrize(
    "asked", ["cp1252", "latin-1", "utf-16", "utf-8", "no such encoding", "base64", "idna"]
)
def test_bytes_that_contradict_the_encoding_asked_for_go_before_it(written, asked):
    file = csv_file(*[ACCENTED] * 5, encoding=written)
    (sheet,) = open_sheets(file, "a.csv", encoding=asked)
    assert [row.cells[4] for row in sheet.rows()][1:] == ["écailles"] * 5
    if asked[:6] not in written:
        assert f"read as {asked}, but its bytes say" in str(sheet.warnings[0])
    else:
        assert not sheet.warnings


@pytest.mark.parametrize("asked", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig", "utf-32", "rot13", ""])
def test_a_western_file_is_read_whatever_unicode_is_asked_for(asked):
    file = csv_file(*[ACCENTED] * 5, encoding="cp1252")
    (sheet,) = open_sheets(file, "a.csv", encoding=asked)
    assert [row.cells[4] for row in sheet.rows()][1:] == ["écailles"] * 5
    assert "cp1252" in str(sheet.warnings[0])


def test_an_encoding_asked_for_is_followed_where_the_bytes_allow_it():
    file = csv_file("1,2016-01-01,PL,,kość,1,kg", encoding="iso8859_2")
    assert [row.cells[4] for row in open_sheets(file, "a.csv", encoding="iso-8859-2")[0].rows()][1] == "kość"
    plain = csv_file("1,2016-01-01,PL,,x,1,kg")
    (sheet,) = open_sheets(plain, "a.csv", encoding="cp1252")
    assert not sheet.warnings
    assert len(list(sheet.rows())) == 2


def test_bytes_that_the_encoding_does_not_have_are_shown_and_their_row_says_so():
    lines = [ACCENTED.encode("cp1252")] * 5 + [b"13,2016-01-01,KE,,\x81\x8d,1,kg"]
    file = io.BytesIO(b"\n".join([HEAD.encode(), *lines]))
    (sheet,) = open_sheets(file, "a.csv", encoding="cp1252")
    rows = list(sheet.rows())
    assert [row.number for row in rows if row.notes] == [7]
    assert rows[1].cells[4] == "écailles"


def test_a_marked_file_with_lines_in_another_encoding_keeps_every_letter():
    lines = [ACCENTED.encode()] * 5 + [ACCENTED.encode("cp1252")]
    file = io.BytesIO(b"\xef\xbb\xbf" + b"\n".join([HEAD.encode(), *lines]))
    (sheet,) = open_sheets(file, "a.csv")
    rows = list(sheet.rows())
    assert rows[0].cells == HEAD.split(",")
    assert [row.cells[4] for row in rows[1:]] == ["écailles"] * 6
    assert [row.number for row in rows if row.notes] == [7]


def test_a_long_file_without_line_feeds_is_still_unicode():
    line = "1,2016-01-01,Việt Nam,,穿山甲鳞片,1,kg"
    file = io.BytesIO("\r".join([HEAD, *[line] * 40_000]).encode())
    (sheet,) = open_sheets(file, "a.csv")
    assert sheet.facts["encoding"] == "utf-8"
    assert {row.cells[4] for row in sheet.rows()} == {"Description", "穿山甲鳞片"}


def test_mixed_lines_parted_by_carriage_returns_are_read_each_in_its_own():
    lines = [ACCENTED.encode()] * 50 + [ACCENTED.encode("cp1252")]
    file = io.BytesIO(b"\r".join([HEAD.encode(), *lines]))
    rows = list(open_sheets(file, "a.csv")[0].rows())
    assert len(rows) == 52
    assert {row.cells[4] for row in rows[1:]} == {"écailles"}


def test_a_mark_in_the_middle_of_joined_files_is_no_letter():
    file = io.BytesIO(
        csv_file(ACCENTED).getvalue()
        + b"\r\n\xef\xbb\xbf13,\xef\xbb\xbf2016-01-02,\xef\xbb\xbfKE,,x,\xef\xbb\xbf5,kg"
    )
    readings = read(file)
    assert readings[1].resolved("incident_ref") == "13"
    assert str(readings[1].resolved("date")) == "2016-01-02"
    assert readings[1].resolved("country") == "KE"
    assert readings[1].resolved("quantity").value == 5
    assert not readings[1].errors


def test_a_profile_for_another_encoding_still_reads_the_file():
    file = csv_file(ACCENTED, encoding="utf-16")
    table = table_of(file, encoding=Profile("p", encoding="cp1252").encoding)
    assert table.sample[0].cells[2] == "Côte d'Ivoire"
