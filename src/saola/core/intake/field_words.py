"""The words that agencies write above their columns, by field, in nine languages."""

from functools import lru_cache

from .words import fold

HEADER_WORDS: dict[str, str] = {
    "incident_ref": (
        "seizure id|seizure no|seizure number|seizure ref|seizure reference|incident id|incident no|incident number|"
        "incident ref|incident|reference|ref|ref no|case no|case number|case id|case ref|file no|file number|record id|"
        "etis id|report no|报告编号|案件编号|案号|编号|查获编号|numero de saisie|n saisie|numero de dossier|dossier|pv|"
        "numero de caso|numero de incautacion|expediente|numero de expediente|auto de infracao|seq auto infracao|"
        "numero do auto|num auto|numero do processo|processo|номер дела|номер изъятия|номер протокола|номер|"
        "رقم القضية|رقم الضبط|رقم المحضر|رقم الحادث|so vu|ma vu|so vu viec|so bien ban"
    ),
    "line_ref": (
        "line|line no|item no|specimen id|specimen no|specimen ref|row id|exhibit no|exhibit|序号|行号|标本编号|"
        "ligne|numero de ligne|linea|item numero|linha|строка|позиция|номер образца|رقم السطر|رقم العينة|stt|dong"
    ),
    "date": (
        "date|date of seizure|seizure date|date seized|seized on|incident date|date of incident|date of offence|"
        "日期|查获日期|案发日期|缉获日期|扣押日期|时间|date de saisie|date de la saisie|date d incident|fecha|"
        "fecha de incautacion|fecha de decomiso|fecha del incidente|data|data da apreensao|data apreensao|"
        "data da infracao|dat hora auto infracao|дата|дата изъятия|дата задержания|дата конфискации|تاريخ|التاريخ|"
        "تاريخ الضبط|تاريخ المصادرة|تاريخ الحجز|ngay|ngay bat giu|ngay thu giu|ngay tich thu|ngay thang"
    ),
    "year": "year|yr|seizure year|年|年份|annee|ano|anio|год|سنة|السنة|العام|nam",
    "month": "month|mon|月|月份|mois|mes|месяц|شهر|الشهر|thang",
    "day": "day|day of month|日|jour|dia|день|число|يوم|اليوم",
    "time": "time|time of seizure|hour|查获时间|heure|hora|hora da apreensao|время|وقت|الوقت|gio|thoi gian",
    "place_name": (
        "place|location|place of seizure|location of incident|seizure location|seizure place|site|city|town|port|"
        "place of discovery|地点|查获地点|城市|案发地点|口岸|lieu|lieu de saisie|localite|ville|lugar|"
        "lugar de incautacion|ciudad|localidad|local|local da apreensao|cidade|municipio|место|место изъятия|город|"
        "пункт|مكان|المكان|مكان الضبط|الموقع|المدينة|dia diem|noi bat giu|noi thu giu|thanh pho"
    ),
    "admin_area": (
        "province|state province|district|region|county|admin1|admin area|department|governorate|prefecture|省|省份|"
        "地区|州|provincia|departement|region administrative|departamento|estado|uf|регион|область|край|провинция|"
        "المحافظة|محافظة|الولاية|المنطقة|tinh|tinh thanh|huyen"
    ),
    "country": (
        "country|country of seizure|seizure country|country of discovery|country of incident|discovery country|国家|"
        "查获国家|查获国|缉获国|pays|pays de saisie|pays de la saisie|pais|pais de incautacion|pais da apreensao|"
        "pais de decomiso|страна|страна изъятия|страна задержания|الدولة|البلد|بلد الضبط|دولة الضبط|quoc gia|"
        "nuoc bat giu|nuoc thu giu"
    ),
    "latitude": "latitude|lat|y|纬度|latitud|широта|خط العرض|vi do",
    "longitude": "longitude|lon|long|lng|x|经度|longitud|долгота|خط الطول|kinh do",
    "coordinates": "coordinates|gps|gps coordinates|lat long|lat lon|coords|坐标|coordonnees|coordenadas|координаты|إحداثيات|toa do",
    "place_type": (
        "place type|type of place|location type|type of location|kind of place|地点类型|type de lieu|tipo de lugar|"
        "tipo de local|тип места|вид места|نوع المكان|loai dia diem"
    ),
    "agency": (
        "agency|seizing agency|detecting agency|authority|seized by|detected by|enforcement agency|source agency|机构|"
        "查获机关|查获单位|执法机关|执法单位|agence|service|service saisissant|autorite|organismo|agencia|autoridad|"
        "entidad|orgao|orgao autuante|autoridade|ведомство|орган|служба|الجهة|الجهة الضابطة|السلطة|co quan|"
        "co quan bat giu|don vi"
    ),
    "scientific_name": (
        "scientific name|species|species name|latin name|taxon|taxon name|species scientific name|genus species|"
        "scientific|学名|拉丁名|物种|物种学名|nom scientifique|espece|nom latin|nombre cientifico|especie|nome cientifico|"
        "especies|научное название|латинское название|вид|таксон|الاسم العلمي|النوع|ten khoa hoc|loai"
    ),
    "common_name": (
        "common name|vernacular name|english name|local name|animal|species common name|名称|中文名|俗名|物种名称|"
        "nom commun|nom vernaculaire|nom francais|nombre comun|nombre vulgar|nome popular|nome comum|nome vulgar|"
        "обычное название|русское название|название|الاسم الشائع|الاسم|ten thong thuong|ten thuong goi|ten viet nam"
    ),
    "group": (
        "group|taxon group|species group|taxonomic group|class|category|类群|类别|分类|groupe|classe|grupo|clase|tipo|"
        "группа|класс|категория|المجموعة|الفئة|nhom|nhom loai"
    ),
    "term": (
        "term|description|description of specimen|commodity|commodity type|specimen type|type of specimen|product|"
        "item|item description|goods|form of specimen|wildlife form|描述|标本类型|制品|货物|货物名称|商品|description du specimen|"
        "produit|marchandise|type de specimen|descripcion|descripcion del especimen|producto|mercancia|"
        "tipo de especimen|descricao|produto|mercadoria|описание|описание образца|товар|продукт|вид образца|الوصف|"
        "وصف العينة|المنتج|البضاعة|mo ta|mo ta mau vat|hang hoa|san pham|tang vat"
    ),
    "state": (
        "status|condition|state|alive dead|live dead|dead or alive|alive or dead|live|状态|死活|活体|etat|vivant mort|"
        "vivo muerto|vivo o muerto|condicion|caracteristica|vivo morto|condicao|состояние|живой мертвый|الحالة|حي ميت|"
        "tinh trang|song chet"
    ),
    "quantity": (
        "quantity|qty|amount|number|count|number of specimens|no of specimens|weight|total|mass|quantity seized|"
        "数量|重量|件数|头数|quantite|nombre|poids|cantidad|peso|numero de especimenes|quantidade|qtd|qtde|количество|"
        "кол во|вес|масса|число|الكمية|العدد|الوزن|so luong|khoi luong|trong luong"
    ),
    "unit": (
        "unit|units|uom|unit of measure|quantity unit|measure|单位|计量单位|unite|unite de mesure|unidad|"
        "unidad de medida|unidade|unidade de medida|единица|единица измерения|ед изм|ед|الوحدة|وحدة القياس|don vi tinh|"
        "dvt"
    ),
    "quantity2": "second quantity|quantity 2|qty 2|other quantity|number of pieces|pieces|第二数量|quantite 2|cantidad 2|quantidade 2|количество 2|الكمية 2|so luong 2",
    "unit2": "second unit|unit 2|other unit|第二单位|unite 2|unidad 2|unidade 2|единица 2|الوحدة 2|don vi 2",
    "equivalents": (
        "equal individual|equivalent individuals|individual equivalents|equivalents|equivalent|whole animal equivalents|"
        "estimated number of individuals|estimated individuals|折合个体|个体数|equivalent individus|individuos equivalentes|"
        "equivalente|эквивалент особей|особей|عدد الأفراد المكافئ|so ca the quy doi|so ca the"
    ),
    "origin": (
        "origin|country of origin|origin country|alleged country of origin|source country|countries of origin|原产国|"
        "来源国|来源地|原产地|pays d origine|origine|pais de origen|origen|pais de origem|origem|страна происхождения|"
        "происхождение|بلد المنشأ|المنشأ|دولة المنشأ|nuoc xuat xu|xuat xu|nguon goc"
    ),
    "export": (
        "export|country of export|export country|exporting country|country of re export|countries of export|出口国|输出国|"
        "pays d exportation|pays exportateur|pais de exportacion|pais exportador|pais de exportacao|страна экспорта|"
        "страна вывоза|بلد التصدير|nuoc xuat khau"
    ),
    "transit": (
        "transit|transit country|country of transit|transit countries|countries of transit|via|stop|中转国|过境国|转运地|中转|"
        "pays de transit|pais de transito|transito|страна транзита|транзит|بلد العبور|العبور|nuoc qua canh|qua canh"
    ),
    "destination": (
        "destination|country of destination|destination country|final destination|alleged final destination|目的国|目的地|"
        "pays de destination|destino|pais de destino|страна назначения|назначение|بلد المقصد|الوجهة|nuoc den|diem den|"
        "noi den"
    ),
    "route": "route|trade route|trafficking route|itinerary|路线|运输路线|itineraire|ruta|rota|маршрут|المسار|خط السير|tuyen duong|lo trinh",
    "transport": (
        "transport|mode of transport|means of transport|transport mode|conveyance|method of transport|运输方式|运输工具|"
        "moyen de transport|mode de transport|medio de transporte|transporte|modo de transporte|meio de transporte|"
        "вид транспорта|транспорт|وسيلة النقل|النقل|phuong tien|phuong tien van chuyen"
    ),
    "concealment": (
        "concealment|method of concealment|concealment method|hidden in|藏匿方式|隐藏方式|藏匿方法|methode de dissimulation|"
        "dissimulation|metodo de ocultamiento|ocultamiento|ocultacao|metodo de ocultacao|способ сокрытия|сокрытие|"
        "طريقة الإخفاء|الإخفاء|cach giau|phuong thuc cat giau"
    ),
    "detection": (
        "detection|method of detection|detection method|how detected|发现方式|查获方式|检测方式|methode de detection|"
        "detection par|metodo de deteccion|deteccion|metodo de deteccao|deteccao|способ обнаружения|обнаружение|"
        "طريقة الكشف|الكشف|phuong thuc phat hien"
    ),
    "reason": (
        "reason|reason for seizure|grounds|offence|violation|查获原因|扣押原因|违法类型|motif|motif de la saisie|infraction|"
        "motivo|motivo de la incautacion|motivo da apreensao|infracao|infraccion|причина|причина изъятия|нарушение|"
        "سبب الضبط|السبب|المخالفة|ly do|ly do bat giu|hanh vi vi pham"
    ),
    "offender_nationality": (
        "nationality|nationality of offenders|offender nationality|nationality of offender|suspect nationality|国籍|"
        "嫌疑人国籍|nationalite|nationalite des contrevenants|nacionalidad|nacionalidad de los infractores|"
        "nacionalidade|гражданство|гражданство нарушителей|الجنسية|جنسية المخالفين|quoc tich"
    ),
    "value": (
        "value|estimated value|market value|value in country|price|declared value|价值|估值|案值|货值|valeur|"
        "valeur estimee|valor|valor estimado|стоимость|оценочная стоимость|القيمة|القيمة المقدرة|gia tri|tri gia"
    ),
    "currency": "currency|value currency|币种|货币|devise|monnaie|moneda|divisa|moeda|валюта|العملة|loai tien|tien te",
    "law": (
        "law|law applied|legislation|charges|law under which charges were brought|legal basis|法律|适用法律|法律依据|loi|"
        "base legale|ley|base legal|legislacion|lei|legislacao|enquadramento|закон|статья|правовая основа|القانون|"
        "القانون المطبق|luat|dieu luat|can cu phap ly"
    ),
    "sanction": (
        "sanction|penalty|sentence|outcome|fine|处罚|判决|刑罚|罚款|peine|amende|sancion|pena|multa|sancao|наказание|санкция|"
        "штраф|العقوبة|الغرامة|hinh phat|xu phat|muc phat"
    ),
    "disposal": (
        "disposal|disposition|disposal of specimens|disposal of confiscated specimens|处置|处理方式|罚没物处置|"
        "destination des specimens|devenir des specimens|disposicion|destino de los especimenes|destinacao|"
        "распоряжение|утилизация|التصرف|التصرف في العينات|xu ly tang vat|xu ly"
    ),
    "appendix": "appendix|cites|cites appendix|app|cites listing|附录|annexe|annexe cites|apendice|apendice cites|anexo cites|приложение|приложение ситес|الملحق|ملحق سايتس|phu luc|phu luc cites",
    "source_ref": (
        "source|media source|source of data|source of information|url|link|web link|信息来源|来源|链接|媒体来源|"
        "source d information|lien|fuente|enlace|fonte|источник|ссылка|المصدر|رابط|nguon|nguon tin"
    ),
    "note": (
        "notes|note|remarks|comments|comment|additional information|other information|observations|备注|说明|remarques|"
        "commentaires|observaciones|comentarios|notas|observacoes|situacao|примечание|примечания|комментарий|ملاحظات|"
        "ghi chu|nhan xet"
    ),
    "ignore": "row in the file sent|what is wrong|ultima atualizacao relatorio|last updated|updated at|created at|export date",
}
"""Words by field key, parted by bars. All are facts of everyday office language, from memory."""


@lru_cache(maxsize=1)
def fields_by_header() -> dict[str, str]:
    """Every folded header word and the field it stands for."""
    found: dict[str, str] = {}
    for key, words in HEADER_WORDS.items():
        for word in words.split("|"):
            found.setdefault(fold(word), key)
    return found


def is_known_header(header: str) -> bool:
    """Whether ``header`` is a word that agencies write above a column."""
    return fold(header) in fields_by_header()
