"""Heads of tables as agencies write them, and what each column is taken for."""

import csv
import io

import pytest
from intake_builders import VOCABULARIES, csv_file, read_one, table_of

from saola.core.intake import propose

CELLS = {
    "incident_ref": "KW/2019/114",
    "line_ref": "2",
    "date": "2019-04-23",
    "year": "2019",
    "month": "4",
    "day": "23",
    "time": "14:30",
    "place_name": "Holili",
    "admin_area": "Rombo",
    "country": "Tanzania",
    "latitude": "-3.38812",
    "longitude": "37.62111",
    "coordinates": "-3.38812, 37.62111",
    "place_type": "border post",
    "agency": "Wildlife Authority",
    "scientific_name": "Manis temminckii",
    "common_name": "ground pangolin",
    "group": "mammals",
    "term": "scales",
    "state": "dead",
    "quantity": "12.5",
    "unit": "kg",
    "quantity2": "14",
    "unit2": "pieces",
    "equivalents": "30",
    "origin": "Uganda",
    "export": "Kenya",
    "transit": "Ethiopia",
    "destination": "Viet Nam",
    "route": "Uganda via Kenya to Viet Nam",
    "transport": "lorry",
    "concealment": "in sacks of beans",
    "detection": "X-ray",
    "reason": "no permit",
    "offender_nationality": "Kenya",
    "value": "1500",
    "currency": "USD",
    "law": "Act No. 5, s. 86",
    "sanction": "3 years",
    "disposal": "in store",
    "appendix": "I",
    "source_ref": "press release",
    "note": "see the file of the case",
    "ignore": "x",
}

# heading = field; a bar parts columns; "/" other fields that do no harm
HEADS = {
    "customs, English": (
        "Entry No. = incident_ref|Date of Detection = date|Customs Station = place_name|HS Description = term|"
        "Declared Origin = origin|Consigned from = export|Consigned to = destination|Qty = quantity|UOM = unit|"
        "Value (USD) = value|Mode = transport|Remarks = note"
    ),
    "customs declaration": (
        "Declaration number = incident_ref|Importer = note|Shipped from = export|Port of entry = place_name|"
        "Country of dispatch = export|Goods description = term|Net weight (kg) = quantity|Number of packages = note/quantity2|"
        "Seizing officer = note/agency|Flight No. = note"
    ),
    "police": (
        "OB No. = incident_ref|Date of arrest = date|Police Station = place_name/agency|County = admin_area|"
        "Exhibit = term/line_ref|Quantity recovered = quantity|Suspects' nationality = offender_nationality|"
        "Charge = law|Court outcome = sanction|Case status = note/sanction"
    ),
    "police operations": (
        "Operation ref = incident_ref|Date/Time of seizure = date|Locality = place_name|Province = admin_area|"
        "Species seized = scientific_name|Specimen = term|No. seized = quantity|Weight (kg) = quantity2|"
        "Nationality of suspect(s) = offender_nationality|Modus operandi = concealment|Court case no. = note/incident_ref"
    ),
    "rangers": (
        "Patrol ID = incident_ref/note|Observation date = date|Park = note/place_name|Post = place_name/note|Lat (DD) = latitude|"
        "Long (DD) = longitude|Observed species = scientific_name|Item found = term|Count = quantity|Action taken = note|"
        "Ranger comments = note"
    ),
    "rangers, GPS": (
        "Serial = line_ref|Date = date|X coord = longitude|Y coord = latitude|Ranger station = place_name/agency|"
        "Animal = common_name|Condition = state|Nos. = quantity|Seized by = agency|Means of detection = detection"
    ),
    "fisheries": (
        "Inspection no. = incident_ref|Landing date = date|Landing site = place_name|Vessel name = note|Flag state = note/country|"
        "Species (latin) = scientific_name|Trade name = common_name|Product form = term|Weight kg = quantity|"
        "Presentation = term/note|Fate of catch = disposal"
    ),
    "post and parcels": (
        "Tracking number = incident_ref/note|Date seized = date|Mail centre = place_name|Sender country = export|"
        "Addressee country = destination|Contents = term|Declared contents = note/concealment|Qty (pcs) = quantity|"
        "Declared value = value|Ccy = currency|Postal service = note/transport"
    ),
    "airport": (
        "Seizure Ref. = incident_ref|Date of offence = date|Airport = place_name|Flight from = export/origin|"
        "Flight to = destination|Passenger nationality = offender_nationality|Scientific name = scientific_name|"
        "English name = common_name|CITES App. = appendix|Live/Dead = state|Amount = quantity|Units = unit"
    ),
    "management authority": (
        "Year = year|Taxon = scientific_name|Term = term|Quantity = quantity|Unit = unit|Origin = origin|Exporter = export|"
        "Importer country = destination|Appendix = appendix|Reason for seizure = reason|Disposal of confiscated specimens = disposal"
    ),
    "annual illegal trade report": (
        "Identification number = incident_ref|Date of seizure = date|Species = scientific_name|Description of specimen = term|"
        "Quantity = quantity|Unit = unit|Location of incident = place_name|Detecting agency = agency|Reason for seizure = reason|"
        "Mode of transport = transport|Method of concealment = concealment|Alleged country of origin = origin|"
        "Country of transit = transit|Alleged final destination = destination|Estimated value in country = value|"
        "Nationality of offenders = offender_nationality|Law under which charges were brought = law|Sanction = sanction|"
        "Disposal of specimens = disposal|Additional information = note"
    ),
    "elephant trade information": (
        "ETIS number = incident_ref|Seizure year = year|Discovery country = country|Raw ivory pieces = quantity2/quantity/note|"
        "Raw ivory weight = quantity/quantity2|Country of origin 1 = origin|Country of export 1 = export|Transit 1 = transit|"
        "Country of destination = destination|Transport type = transport|Method of detection = detection"
    ),
    "media monitoring": (
        "Seizure ID = incident_ref|Incident date = date|Headline = note|Discovery country = country|Admin. level 1 = admin_area|"
        "City/Town = place_name|Commodity = term|Latitude = latitude|Longitude = longitude|Article link = source_ref|"
        "Persons arrested = note|Comments = note"
    ),
    "French customs": (
        "N° PV = incident_ref|Date constatation = date|Bureau = place_name/agency|Département = admin_area|Désignation = term|"
        "Nom scientifique = scientific_name|Quantité = quantity|Unité = unit|Provenance = export|Pays d'origine = origin|"
        "Destination = destination|Moyen de transport = transport|Valeur (€) = value|Observations = note"
    ),
    "French-speaking rangers": (
        "N° ordre = line_ref|Date de la saisie = date|Lieu de la saisie = place_name|Région = admin_area|Espèce animale = scientific_name/common_name|"
        "Nature du produit = term|Nombre = quantity|Poids (kg) = quantity2|Nationalité du mis en cause = offender_nationality|"
        "Peine prononcée = sanction|Service = agency|Coordonnées GPS = coordinates"
    ),
    "French head of a form": (
        "Référence de l'affaire = incident_ref|Jour = day|Mois = month|Année = year|Pays de saisie = country|Nom vernaculaire = common_name|"
        "Spécimen = term|Qté = quantity|Itinéraire = route|Mode de dissimulation = concealment|Motif = reason|"
        "Devenir des spécimens = disposal|Remarques = note"
    ),
    "Spanish": (
        "N.º de expediente = incident_ref|Fecha del decomiso = date|Lugar del decomiso = place_name|Provincia = admin_area|"
        "Especie = scientific_name|Nombre común = common_name|Tipo de producto = term|Cant. = quantity|Unidad = unit|"
        "Procedencia = export|País de origen = origin|País de destino = destination|Medio de transporte = transport|"
        "Autoridad = agency|Observaciones = note"
    ),
    "Spanish police": (
        "Parte N.º = incident_ref|Fecha de los hechos = date|Municipio = place_name|Departamento = admin_area|"
        "Descripción de la evidencia = term|Número de ejemplares = quantity|Peso (kg) = quantity2|"
        "Nacionalidad del infractor = offender_nationality|Delito = reason/law|Artículo = law|Sentencia = sanction|"
        "Destino final de los ejemplares = disposal|Valor estimado (USD) = value"
    ),
    "Brazilian": (
        "Auto n.º = incident_ref|Data do auto = date|UF = admin_area|Município = place_name|Espécie = scientific_name|"
        "Nome popular = common_name|Produto = term|Qtd. = quantity|Unid. = unit|Situação = note/state|"
        "Enquadramento legal = law|Valor da multa (R$) = sanction/value/note|Órgão = agency|Destinação = disposal"
    ),
    "Portuguese, Africa": (
        "N.º do processo = incident_ref|Data da ocorrência = date|Local da ocorrência = place_name|Província = admin_area|"
        "Descrição do produto = term|Quantidade (kg) = quantity|Proveniência = export|País de destino = destination|"
        "Nacionalidade do infractor = offender_nationality|Via = transport/transit/note|Meio de transporte = transport|Obs. = note"
    ),
    "Russian customs": (
        "№ п/п = line_ref|Номер дела об АП = incident_ref|Дата выявления = date|Таможенный пост = place_name|"
        "Наименование товара = term|Кол-во = quantity|Ед. изм. = unit|Страна отправления = export|"
        "Страна происхождения = origin|Страна назначения = destination|Стоимость, руб. = value|Примечание = note"
    ),
    "Russian inspectors": (
        "Протокол № = incident_ref|Дата составления = date|Место обнаружения = place_name|Субъект РФ = admin_area|"
        "Вид животного = scientific_name/common_name|Латинское название = scientific_name|Количество, шт. = quantity|"
        "Вес, кг = quantity2|Способ сокрытия = concealment|Гражданство задержанного = offender_nationality|"
        "Статья УК = law|Приговор = sanction"
    ),
    "Arabic": (
        "رقم القضية = incident_ref|تاريخ الضبط = date|المنفذ = place_name|بلد المنشأ = origin|بلد الوصول = destination|"
        "اسم الحيوان = common_name|الاسم العلمي = scientific_name|نوع العينة = term|العدد = quantity|الوزن (كجم) = quantity2|"
        "وسيلة النقل = transport|جنسية المتهم = offender_nationality|الإجراء المتخذ = disposal/note/sanction|ملاحظات = note"
    ),
    "Arabic customs": (
        "رقم البيان = incident_ref|التاريخ = date|المركز الجمركي = place_name|الدولة = country|وصف البضاعة = term|الكمية = quantity|"
        "الوحدة = unit|بلد التصدير = export|القيمة بالدرهم = value|الجهة = agency"
    ),
    "Chinese customs": (
        "序号 = line_ref|案件编号 = incident_ref|查获时间 = date|查获海关 = place_name/agency|货物名称 = term|拉丁学名 = scientific_name|"
        "数量 = quantity|计量单位 = unit|启运国 = export|原产国 = origin|运抵国 = destination|运输方式 = transport|"
        "案值（万元） = value/note|备注 = note"
    ),
    "Chinese forest police": (
        "立案号 = incident_ref|案发时间 = date|案发地 = place_name|省（区、市） = admin_area|物种名称 = common_name/scientific_name|"
        "制品类型 = term|重量（千克） = quantity|件数 = quantity2/quantity|嫌疑人国籍 = offender_nationality|判决结果 = sanction|"
        "保护级别 = note|藏匿方式 = concealment"
    ),
    "Vietnamese": (
        "STT = line_ref|Số biên bản = incident_ref|Ngày bắt giữ = date|Địa điểm bắt giữ = place_name|Tỉnh = admin_area|"
        "Tên loài = common_name/scientific_name|Tên khoa học = scientific_name|Tang vật = term|Số lượng = quantity|ĐVT = unit|"
        "Khối lượng (kg) = quantity2|Nguồn gốc = origin|Đơn vị bắt giữ = agency|Quốc tịch đối tượng = offender_nationality|Ghi chú = note"
    ),
    "Indonesian": (
        "No. LP = incident_ref|Tanggal = date|Lokasi = place_name|Provinsi = admin_area|Nama ilmiah = scientific_name|"
        "Nama lokal = common_name|Barang bukti = term|Jumlah = quantity|Satuan = unit|Negara asal = origin|"
        "Negara tujuan = destination|Modus = concealment|Keterangan = note"
    ),
    "two languages": (
        "Case No. / 案件编号 = incident_ref|Date / 日期 = date|Species / 物种 = scientific_name|Quantity / 数量 = quantity|"
        "Unit / 单位 = unit|Origin / 来源国 = origin|Destination / 目的地 = destination|Remarks / 备注 = note"
    ),
    "database export": (
        "incident_id = incident_ref|seizureDate = date|seizure_country_iso = country|taxon_name = scientific_name|"
        "specimen_type = term|qty = quantity|unit_code = unit|origin_country_iso = origin|dest_country_iso = destination|"
        "transport_mode = transport|agency_name = agency|created_at = ignore"
    ),
}
DANGEROUS = {"quantity", "quantity2", "unit", "unit2", "date", "country", "equivalents", "value"}


def _columns(head):
    for column in HEADS[head].split("|"):
        heading, _, fields = column.rpartition(" = ")
        yield heading, fields.split("/")


def _proposed(head):
    columns = list(_columns(head))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading for heading, _ in columns])
    for _ in range(3):
        writer.writerow([CELLS[fields[0]] for _, fields in columns])
    table = table_of(io.BytesIO(out.getvalue().encode()))
    assert table.head_row == 1
    return [
        (heading, fields, use.field)
        for (heading, fields), use in zip(columns, propose(table, VOCABULARIES).columns, strict=True)
    ]


def test_nine_in_ten_columns_are_proposed_rightly():
    every = [(head, *column) for head in HEADS for column in _proposed(head)]
    wrong = [column for column in every if column[3] not in column[2]]
    assert len(every) > 300
    assert len(wrong) <= 0.1 * len(every), wrong


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Entry No.", "incident_ref"),
        ("Operation ref", "incident_ref"),
        ("Auto n.º", "incident_ref"),
        ("Parte N.º", "incident_ref"),
        ("Post", "place_name"),
        ("Shipped from", "export"),
        ("Consigned to", "destination"),
        ("Specimen", "term"),
        ("Exhibit", "term"),
        ("Quantity recovered", "quantity"),
        ("Kilos", "quantity"),
        ("Date of birth", "note"),
        ("País de residencia", "note"),
        ("Number of suspects", "note"),
        ("Country of residence of the owner", "note"),
        ("Phone number", "note"),
    ],
)
def test_a_heading_is_taken_for_what_it_says(heading, field):
    cell = CELLS.get(field, "x") if field != "note" else "Kenya"
    table = table_of(csv_file(f"{cell},KE", f"{cell},TZ", head=f"{heading},Country"))
    assert propose(table, VOCABULARIES).columns[0].field == field


def test_countries_without_a_heading_are_the_place_of_seizure_only_when_nothing_else_can_be():
    one = table_of(csv_file("2016-06-01,KE", "2016-06-02,TZ", head="aaa,bbb"))
    assert propose(one, VOCABULARIES).columns[1].field == "country"
    two = table_of(csv_file("KE,VN", "TZ,CN", head="aaa,bbb"))
    assert [use.field for use in propose(two, VOCABULARIES).columns] == ["note", "note"]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Weight (kg)", "KGM"),
        ("Quantity in kg", "KGM"),
        ("Вес, кг", "KGM"),
        ("重量（千克）", "KGM"),
        ("No. of pieces", "PCS"),
        ("Number of skins", "SKI"),
        ("Kg", "KGM"),
    ],
)
def test_a_unit_in_the_heading_is_the_unit_of_its_numbers(heading, unit):
    reading = read_one("2016-06-01,KE,Manis,12", head=f'Date,Country,Species,"{heading}"')
    assert (reading.resolved("quantity") or reading.resolved("quantity2")).value == 12
    assert (reading.resolved("unit") or reading.resolved("unit2")) == unit
    assert not reading.warnings


def test_a_unit_in_the_cell_or_its_own_column_goes_before_that_of_the_heading():
    assert (
        read_one("2016-06-01,KE,Manis,12 g", head="Date,Country,Species,Weight (kg)").resolved("unit")
        == "GRM"
    )
    line, head = "2016-06-01,KE,Manis,12,g", "Date,Country,Species,Weight (kg),Unit"
    assert read_one(line, head=head).resolved("unit") == "GRM"


def test_a_weight_without_unit_is_no_number_of_animals():
    reading = read_one("2016-06-01,KE,Manis,12", head="Date,Country,Species,Weight")
    assert reading.resolved("quantity").value == 12
    assert reading.resolved("unit") is None
    assert reading.words("unit") == "Weight"
    assert [problem.fault.code for problem in reading.warnings] == ["no-unit"]


def test_of_two_quantities_the_first_column_is_the_first():
    head = "Date,Country,Species,Total,Weight (kg)"
    reading = read_one("2016-06-01,KE,Manis,3,12", head=head)
    assert (reading.resolved("quantity").value, reading.resolved("quantity2").value) == (3, 12)
    assert reading.resolved("unit2") == "KGM"


@pytest.mark.parametrize("head", HEADS)
def test_no_column_is_taken_for_another_that_counts_or_dates(head):
    wrong = [column for column in _proposed(head) if column[2] not in column[1]]
    swapped = [column for column in wrong if column[2] in DANGEROUS or set(column[1]) & DANGEROUS]
    assert not [column for column in swapped if column[2] != "note"]
    assert len(wrong) <= 2, wrong
