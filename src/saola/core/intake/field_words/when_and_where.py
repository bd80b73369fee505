"""What agencies write above columns that say when and where a seizure was made, and by whom.

Words parted by bars, by field key, in nine languages and some more: facts of office language, from memory.
"""

WORDS: dict[str, str] = {
    "incident_ref": (
        "seizure id|seizure no|seizure number|seizure ref|seizure reference|incident id|incident no|"
        "incident number|incident ref|incident|reference|ref|ref no|case no|case number|case id|case ref|"
        "file no|file number|record id|etis id|report no|报告编号|案件编号|案号|编号|查获编号|numero de saisie|n saisie|"
        "numero de dossier|dossier|pv|numero de caso|numero de incautacion|expediente|"
        "numero de expediente|auto de infracao|seq auto infracao|numero do auto|num auto|"
        "numero do processo|processo|номер дела|номер изъятия|номер протокола|номер|رقم القضية|رقم الضبط|"
        "رقم المحضر|رقم الحادث|so vu|ma vu|so vu viec|so bien ban|entry no|entry number|"
        "declaration number|declaration no|ob no|ob number|occurrence book no|operation ref|"
        "operation reference|operation no|inspection no|inspection number|tracking number|tracking no|"
        "parcel no|consignment no|identification number|identification no|unique id|etis no|etis number|"
        "etis ref|patrol id|patrol no|fir no|cr no|crime no|case file no|case file|docket no|docket|"
        "notice no|infringement no|penalty notice no|seizure notice no|detention no|detention notice no|"
        "confiscation no|offence no|event id|event no|system no|seizure receipt no|exhibit register no|"
        "police ref|customs ref|registration no|register no|protocol no|n pv|no pv|numero pv|numero du pv|"
        "numero de proces verbal|proces verbal|reference de l affaire|reference affaire|affaire|n affaire|"
        "numero d affaire|n dossier|no dossier|reference dossier|n enregistrement|reference de saisie|"
        "expediente n|n expediente|no expediente|parte|parte no|parte numero|acta|acta no|numero de acta|"
        "numero de parte|causa|numero de causa|registro|diligencia|diligencias|atestado|caso|caso no|"
        "codigo de caso|auto|auto no|auto numero|auto de apreensao|numero do auto de infracao|processo no|"
        "n processo|ocorrencia|no ocorrencia|boletim de ocorrencia|bo|termo de apreensao|numero do termo|"
        "numero da ocorrencia|номер дела об ап|протокол|протокол no|номер акта|акт|акт no|дело|дело no|"
        "уголовное дело|номер уд|номер кусп|кусп|номер записи|регистрационный номер|номер декларации|"
        "номер дт|رقم البيان|رقم البلاغ|رقم التقرير|رقم المعاملة|رقم الملف|رقم البيان الجمركي|الرقم|"
        "المرجع|رقم المرجع|立案号|案件号|报关单号|查获单号|文号|案件名称编号|立案编号|案件編號|編號|檔案編號|so quyet dinh|so ho so|ma ho so|"
        "ma so|so to khai|no lp|nomor lp|nomor kasus|nomor perkara|no kasus"
    ),
    "line_ref": (
        "line|line no|item no|specimen id|specimen no|specimen ref|row id|exhibit no|序号|行号|标本编号|ligne|"
        "numero de ligne|linea|item numero|linha|строка|позиция|номер образца|رقم السطر|رقم العينة|stt|"
        "dong|serial|serial no|serial number|s no|sl no|sr no|sno|row|row no|no n|n ordre|no ordre|"
        "numero d ordre|ordre|n de orden|numero de orden|no item|п п|no п п|номер по порядку|номер строки|"
        "م|الرقم التسلسلي|مسلسل|تسلسل|项号|項號|序號|so thu tu|so tt|nomor urut|no urut|exhibit number"
    ),
    "date": (
        "date|apprehension date|date apprehended|date of apprehension|date of seizure|seizure date|date seized|seized on|incident date|date of incident|"
        "date of offence|日期|查获日期|案发日期|缉获日期|扣押日期|时间|date de saisie|date de la saisie|date d incident|fecha|"
        "fecha de incautacion|fecha de decomiso|fecha del incidente|data|data da apreensao|data apreensao|"
        "data da infracao|dat hora auto infracao|дата|дата изъятия|дата задержания|дата конфискации|تاريخ|"
        "التاريخ|تاريخ الضبط|تاريخ المصادرة|تاريخ الحجز|ngay|ngay bat giu|ngay thu giu|ngay tich thu|"
        "ngay thang|date of detection|detection date|date detected|date of arrest|arrest date|date time|"
        "date time seizure|date and time|date and time of seizure|date time of seizure|date of occurrence|"
        "occurrence date|date of seizing|date confiscated|confiscation date|date of confiscation|"
        "date of interception|interception date|date intercepted|observation date|date observed|"
        "date found|date of discovery|discovery date|landing date|date of inspection|inspection date|"
        "event date|date reported|date of report|day month year|dd mm yyyy|date of recovery|recovery date|"
        "entry date|offence date|date d m y|date constatation|date de constatation|date des faits|"
        "date de l infraction|date du pv|date de decouverte|date interception|date d interception|"
        "date de l affaire|date de confiscation|fecha del decomiso|fecha decomiso|fecha de los hechos|"
        "fecha hecho|fecha del hecho|fecha de aprehension|fecha del acta|fecha de intervencion|"
        "fecha incautacion|fecha y hora|fecha de deteccion|fecha de rescate|data do auto|"
        "data da ocorrencia|data ocorrencia|data do fato|data auto infracao|data de apreensao|"
        "data da autuacao|data e hora|data da detencao|data da confiscacao|data infracao|дата выявления|"
        "дата составления|дата обнаружения|дата совершения|дата правонарушения|дата события|дата и время|"
        "дата протокола|дата конфиската|дата возбуждения|дата пресечения|تاريخ الواقعة|تاريخ الحادث|"
        "تاريخ القضية|تاريخ المحضر|تاريخ البيان|查获时间|案发时间|立案时间|立案日期|扣押时间|发现日期|缉获时间|查緝日期|查獲日期|檢獲日期|案發日期|"
        "发案时间|ngay bat|ngay xay ra|ngay vi pham|ngay phat hien|ngay lap bien ban|thoi gian bat giu|"
        "thoi diem bat giu|tanggal|tanggal kejadian|tanggal penyitaan|tanggal penangkapan|tgl|datum"
    ),
    "year": (
        "year|yr|seizure year|年|年份|annee|ano|anio|год|سنة|السنة|العام|nam|year of seizure|calendar year|"
        "seizureyear|reporting year|annee de saisie|ano apreensao|ano da apreensao|ano da infracao|"
        "ano de incautacion|год изъятия|год выявления|سنة الضبط|查获年份|年度|nam bat giu|tahun|jahr"
    ),
    "month": (
        "month|mon|月|月份|mois|mes|месяц|شهر|الشهر|thang|month of seizure|seizure month|mes de incautacion|"
        "bulan|الشهر الميلادي|monat"
    ),
    "day": ("day|day of month|日|jour|dia|день|يوم|اليوم|day of seizure|seizure day|jour de saisie|hari"),
    "time": (
        "time|time of seizure|hour|heure|hora|hora da apreensao|время|وقت|الوقت|gio|thoi gian|"
        "time of detection|time of incident|heure de saisie|hora del decomiso|hora do fato|jam|waktu|"
        "время изъятия|وقت الضبط|gio bat giu"
    ),
    "place_name": (
        "place|location|place of seizure|location of incident|seizure location|seizure place|site|city|"
        "town|port|place of discovery|地点|查获地点|城市|案发地点|口岸|lieu|lieu de saisie|localite|ville|lugar|"
        "lugar de incautacion|ciudad|localidad|local|local da apreensao|cidade|municipio|место|"
        "место изъятия|город|пункт|مكان|المكان|مكان الضبط|الموقع|المدينة|dia diem|noi bat giu|noi thu giu|"
        "thanh pho|customs station|station|port of entry|port of seizure|border post|post|park|"
        "ranger station|ranger post|landing site|mail centre|mail center|post office|airport|seaport|"
        "harbour|police station|place of offence|place of arrest|place of detection|place of incident|"
        "location of seizure|location of offence|exact location|location name|locality|village|area|scene|"
        "scene of crime|checkpoint|check point|office of entry|customs office|point of entry|"
        "border crossing|crossing point|protected area|reserve|national park|conservancy|beat|forest|"
        "market|city town|town city|town village|locationname|lieu de l infraction|lieu de constatation|"
        "lieu des faits|lieu de decouverte|lieu interception|bureau|bureau de douane|brigade|poste|"
        "poste de douane|poste frontiere|aeroport|commune|port de saisie|point d entree|"
        "lugar del decomiso|lugar de los hechos|lugar decomiso|lugar del hecho|sitio|puesto|"
        "puesto fronterizo|aduana|aeropuerto|puerto|paraje|comuna|canton|poblacion|recinto|"
        "punto de control|sede|local da ocorrencia|local do fato|local da infracao|local de apreensao|"
        "localidade|posto|posto fronteirico|aeroporto|porto|alfandega|fronteira|estancia aduaneira|"
        "таможенный пост|пост|место обнаружения|место совершения|место события|место происшествия|"
        "аэропорт|порт|населенный пункт|пункт пропуска|таможня|район обнаружения|место выявления|المنفذ|"
        "المنفذ الحدودي|المركز الجمركي|المطار|الميناء|الموقع الجغرافي|مكان الواقعة|جهة الضبط المكانية|"
        "المعبر|القرية|البلدة|案发地|查获海关|查获口岸|查获地|现场|机场|港口|市|市县|城市名|地点名称|查獲地點|地點|口岸名称|关区|dia diem bat giu|"
        "dia diem vi pham|noi phat hien|noi xay ra|cua khau|san bay|cang|xa|phuong|lokasi|tempat|"
        "lokasi penyitaan|tempat kejadian|tkp|pelabuhan|bandara|ort|fundort"
    ),
    "admin_area": (
        "province|state province|district|region|county|admin1|admin area|department|governorate|"
        "prefecture|省|省份|地区|州|provincia|departement|region administrative|departamento|estado|uf|регион|"
        "область|край|провинция|المحافظة|محافظة|الولاية|المنطقة|tinh|tinh thanh|huyen|admin level 1|"
        "admin level 2|admin2|adm1|adm2|first administrative level|subnational|state or province|"
        "province state|province or state|state region|division|oblast|sub county|local government area|"
        "lga|administrative area|administrative region|gewog|dzongkhag|upazila|tehsil|taluk|"
        "departement region|province region|wilaya|cercle|district region|departamento provincia|"
        "provincia departamento|provincia estado|comunidad autonoma|estado provincia|estado uf|"
        "uf da infracao|distrito|municipio uf|субъект рф|субъект|республика|район|область край|регион рф|"
        "محافظة الضبط|الإمارة|الامارة|اقليم|省 区 市|省市|省级|省份城市|地级市|县|区县|tinh thanh pho|quan huyen|provinsi|"
        "kabupaten|kabupaten kota|propinsi|daerah"
    ),
    "country": (
        "country|country of seizure|seizure country|country of discovery|country of incident|"
        "discovery country|国家|查获国家|查获国|缉获国|pays|pays de saisie|pays de la saisie|pais|pais de incautacion|"
        "pais da apreensao|pais de decomiso|страна|страна изъятия|страна задержания|الدولة|البلد|"
        "بلد الضبط|دولة الضبط|quoc gia|nuoc bat giu|nuoc thu giu|country name|country code|"
        "seizing country|country where seized|country iso|seizure country iso|iso country|"
        "reporting country|country of detection|country of confiscation|country of interception|"
        "place of seizure country|country of occurrence|pays declarant|pays d interception|pais decomiso|"
        "pais donde se incauto|pais do facto|страна обнаружения|страна выявления|страна конфискации|"
        "دولة الواقعة|بلد الواقعة|查获国家 地区|国家 地区|國家|查獲國家|国别|quoc gia bat giu|negara|negara penyitaan|land"
    ),
    "latitude": (
        "latitude|lat|y|纬度|latitud|широта|خط العرض|vi do|lat dd|latitude dd|y coord|y coordinate|coord y|"
        "gps lat|gps latitude|lat n|latitude n|latitude decimal|decimal latitude|decimallatitude|"
        "coordenada y|北纬|纬度 n|lintang"
    ),
    "longitude": (
        "longitude|lon|long|lng|x|经度|longitud|долгота|خط الطول|kinh do|long dd|lon dd|longitude dd|"
        "x coord|x coordinate|coord x|gps long|gps lon|gps longitude|long e|longitude e|decimal longitude|"
        "decimallongitude|coordenada x|东经|bujur"
    ),
    "coordinates": (
        "coordinates|gps|gps coordinates|lat long|lat lon|coords|坐标|coordonnees|coordenadas|координаты|"
        "إحداثيات|toa do|coordonnees gps|coordenadas gps|coordenadas geograficas|gps location|"
        "gps position|gps point|utm|geo coordinates|lat lng|latlong|latitude longitude|"
        "latitude and longitude|координаты gps|地理坐标|经纬度|koordinat"
    ),
    "place_type": (
        "place type|type of place|location type|type of location|kind of place|地点类型|type de lieu|"
        "tipo de lugar|tipo de local|тип места|вид места|نوع المكان|loai dia diem|location category|"
        "site type|type of site|kind of location|type de site|tipo de sitio|tipo de local apreensao|场所|"
        "查获场所|查获环节"
    ),
    "agency": (
        "agency|seizing agency|detecting agency|authority|seized by|detected by|enforcement agency|"
        "source agency|机构|查获机关|查获单位|执法机关|执法单位|agence|service|service saisissant|autorite|organismo|"
        "agencia|autoridad|entidad|orgao|orgao autuante|autoridade|ведомство|орган|служба|الجهة|"
        "الجهة الضابطة|السلطة|co quan|co quan bat giu|don vi|agency name|seized by agency|"
        "seizing authority|confiscating authority|responsible agency|investigating agency|lead agency|"
        "reporting agency|law enforcement agency|agency responsible|seizing unit|unit name|"
        "enforcement body|office|institution|organisation|organization|department responsible|"
        "reporting officer agency|confiscated by|apprehended by|arresting agency|customs authority|"
        "agency seizing|administration|service verbalisateur|unite verbalisatrice|autorite de saisie|"
        "autorite saisissante|agence de saisie|organe|corps|autoridad que decomisa|institucion|"
        "entidad que incauta|cuerpo|dependencia|unidad policial|organismo actuante|autoridad incautadora|"
        "institucion actuante|orgao autuador|instituicao|orgao apreensor|entidade|orgao responsavel|"
        "autoridade apreensora|unidade policial|таможенный орган|орган выявивший|организация|"
        "подразделение|орган изъятия|кем изъято|ведомство изъявшее|الجهة المختصة|جهة الضبط|الإدارة|"
        "الادارة|查获部门|办案单位|办案机关|查处单位|执法部门|查缉机关|查獲機關|查緝單位|单位名称|don vi bat giu|co quan phat hien|"
        "luc luong bat giu|don vi xu ly|instansi|lembaga|satuan kerja|behoerde"
    ),
}
