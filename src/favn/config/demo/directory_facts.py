"""What is written down about each invented association of the demo, its errands and contacts."""

from dataclasses import dataclass

DISTRICTS = (
    ("Nordby", 1, 2), ("Bakken", 1, 3), ("Vestbyen", 2, 1), ("Havnen", 2, 2), ("Østbyen", 2, 3),
    ("Engen", 3, 1), ("Strandby", 3, 3),
)  # fmt: skip
"""Name, and the place of its tile."""


@dataclass(frozen=True, slots=True)
class Told:
    """One association; `months` since it was confirmed, None where it never was."""

    name: str
    purpose: str
    doings: str
    activities: tuple[str, ...]
    targets: tuple[str, ...]
    languages: tuple[str, ...]
    district: str
    address: str
    email: str
    board: tuple[str, ...]
    is_public: bool
    months: int | None
    founded: int | None


ASSOCIATIONS = (
    Told("Medborgerhuset", "Et åbent hus, hvor alle kan få råd, sprog og selskab.",
         "Sprogcafé, rådgivning, systue og fællesspisning.", ("meeting", "advice", "language"),
         ("all",), ("da", "ar", "so"), "Havnen", "Havnegade 2", "hus@medborgerhuset.example",
         ("Mehmet Aydın", "Kirsten Dam", "Salma Rahimi"), True, 2, 2009),
    Told("Naboerne i Nord", "Naboer i Nordby hjælper hinanden.",
         "Lektiehjælp, cafe og sommerture.", ("meeting", "homework"), ("all",), ("da",),
         "Nordby", "Nordbyvej 14", "post@naboerne.example", ("Leila Haddad", "Jens Krogh"), True,
         15, 2014),
    Told("Somalisk Kvindeforening", "At styrke somaliske kvinder i hverdag, arbejde og helbred.",
         "Madlavning onsdag og svømning for kvinder lørdag.", ("food", "sport", "health"),
         ("women",), ("so", "da"), "Vestbyen", "Kirkevej 30", "skf@forening.example",
         ("Hodan Warsame", "Ayan Nur", "Sahra Abdi", "Fadumo Jama"), True, 3, 2011),
    Told("SKF", "", "Mad og svømning for kvinder.", ("food", "sport"), ("women",), ("so",),
         "Vestbyen", "Kirkevej 30", "", ("Hodan Warsame", "Ayan Nur", "Sahra Abdi"), False, None,
         None),
    Told("Somalisk kvindefor. i Sundhavn", "Kvinder mødes om mad og sundhed.", "", ("food",),
         ("women",), (), "Vestbyen", "Kirkevej 30", "skf@forening.example",
         ("Hodan Cali", "Ayan Nur"), False, 26, None),
    Told("Somalisk Ungdomsforening", "Unge finder vej til uddannelse og fritid.",
         "Fodbold, lektier og debat.", ("sport", "homework", "debate"), ("young",), ("so", "da"),
         "Vestbyen", "Kirkevej 30", "unge@forening.example",
         ("Abdi Farah", "Yasmin Osman", "Ali Jibril"), True, 5, 2016),
    Told("Kurdisk Kulturforening", "At holde kurdisk kultur i live og dele den.",
         "Dans, musik og nytår i marts.", ("culture", "language"), ("all",), ("ku", "da"),
         "Østbyen", "Skolegade 8", "kurdisk@forening.example",
         ("Azad Barzani", "Rojin Demir", "Serdar Kaya"), True, 4, 1998),
    Told("Kurdisk Kulturfor.", "", "Dans og musik.", ("culture",), ("all",), (), "Østbyen",
         "Skolegd. 8", "", ("Azad Barzani", "Rojin Demir"), False, None, None),
    Told("Syrisk Hus", "Syrere hjælper nye og gamle på plads i Danmark.",
         "Sprogcafé, hjælp til breve og fælles ture.", ("language", "advice", "meeting"),
         ("newcomers", "families"), ("ar", "da"), "Havnen", "Havnegade 12", "hus@syrisk.example",
         ("Nour Khalil", "Samir Haddad", "Rima Aziz"), True, 1, 2016),
    Told("Afghansk Venskabsforening", "Venskab mellem afghanere og danskere.",
         "Drager, mad og fodbold.", ("culture", "food", "sport"), ("all",), ("fa", "da"),
         "Bakken", "Bøgealle 5", "venskab@afghansk.example", ("Reza Karimi", "Zahra Hosseini"),
         True, 13, 2012),
    Told("Ukrainsk Forening Sundhavn", "Støtte til ukrainske familier.",
         "Børneskole lørdag og jobcafé.", ("language", "work"), ("families", "newcomers"),
         ("uk", "da"), "Havnen", "Havnegade 12", "ukraine@forening.example",
         ("Olena Kovalenko", "Ivan Bondar", "Natalia Shevchuk"), True, 2, 2022),
    Told("Tamilsk Forældreforening", "Tamilske forældre om skole og sprog.",
         "Modersmål og dans for børn.", ("language", "culture"), ("families", "children"),
         ("ta", "da"), "Bakken", "Bøgealle 21", "tamil@forening.example",
         ("Arun Sivakumar", "Priya Kumar"), True, 9, 1994),
    Told("Tyrkisk Idrætsklub", "Fodbold og fællesskab for alle.", "Seniorhold og pigehold.",
         ("sport",), ("men", "young"), ("tr", "da"), "Vestbyen", "Stadionvej 1",
         "tik@klub.example", ("Emre Yıldız", "Can Öztürk", "Fatma Demir"), True, 20, 1988),
    Told("Bosnisk Klub Sundhavn", "Et sted at mødes på bosnisk.", "Kaffe, kor og sommerfest.",
         ("meeting", "culture"), ("all", "older"), ("bs", "da"), "Engen", "Engvej 40",
         "bosna@klub.example", ("Jasmina Hadžić", "Emir Begić"), True, 7, 1996),
    Told("Palæstinensisk Forening", "Kultur, minde og fællesskab.", "Broderi og debat.",
         ("crafts", "debate"), ("all",), ("ar",), "Østbyen", "Skolegade 8", "",
         ("Maryam Saleh", "Khaled Odeh"), True, 30, 1991),
    Told("Iransk Kulturhus", "Persisk kultur åben for alle.", "Poesi, film og nytår.",
         ("culture",), ("all",), ("fa", "da"), "Havnen", "Havnegade 12",
         "iran@kulturhus.example", ("Shirin Tehrani", "Dariush Amini"), True, 11, 2003),
    Told("Eritreisk Forening", "Eritreere støtter hinanden.",
         "Tigrinya for børn og fælles gudstjeneste.", ("language", "faith"), ("families",),
         ("ti", "da"), "Nordby", "Nordbyvej 14", "eritrea@forening.example",
         ("Selam Tesfay", "Yonas Haile"), True, 6, 2015),
    Told("Filippinsk Au Pair Netværk", "Unge au pair-personer møder hinanden.",
         "Søndagscafé og rådgivning.", ("meeting", "advice"), ("young", "women"), ("en", "other"),
         "Bakken", "Bøgealle 5", "", ("Grace Santos",), True, None, 2018),
    Told("Polsk Skole Sundhavn", "Polske børn lærer polsk.", "Undervisning lørdag.",
         ("language",), ("children",), ("pl", "da"), "Engen", "Engskolen",
         "szkola@forening.example", ("Agnieszka Nowak", "Piotr Wójcik"), True, 3, 2013),
    Told("Latinamerikansk Dans", "Dans for alle aldre.", "Salsa torsdag.", ("culture", "sport"),
         ("all",), ("es", "da"), "Havnen", "Havnegade 2", "dans@latin.example",
         ("Carmen Rojas", "Luis Vega"), True, 8, 2010),
    Told("Rumænsk Forening", "Rumænere og moldovere i byen.", "Julemarked og lektiehjælp.",
         ("culture", "homework"), ("families",), ("ro", "da"), "Strandby", "Strandvej 60", "",
         ("Ioana Popescu",), False, 17, 2019),
    Told("Vietnamesisk Buddhistforening", "Buddhistisk liv og vietnamesisk sprog.",
         "Måltider og meditation.", ("faith", "language"), ("all", "older"), ("vi",), "Engen",
         "Engvej 3", "pagode@forening.example", ("Minh Tran", "Lan Nguyen"), True, 12, 1985),
    Told("Håbet", "Kvinder, der vil i arbejde, finder vej sammen.",
         "Cv-café og besøg på arbejdspladser.", ("work", "advice"), ("women",),
         ("ar", "so", "da"), "Vestbyen", "Kirkevej 12", "haabet@forening.example",
         ("Amal Idris", "Lone Friis", "Huda Saad"), True, 2, 2017),
    Told("Fyrtårnet", "Mænd mødes om værksted og snak.", "Cykelværksted og madklub.",
         ("crafts", "food"), ("men",), ("da", "ar"), "Havnen", "Havnegade 44",
         "fyr@forening.example", ("Bo Nørgaard", "Karim Said"), True, 4, 2018),
    Told("Verdenshaven", "En nyttehave, hvor alle dyrker sammen.",
         "Haver, fællesspisning og frø.", ("nature", "food"), ("all", "families"), ("da",),
         "Bakken", "Haveforeningen 7", "have@forening.example", ("Grethe Holm", "Thi Mai Le"),
         True, 10, 2014),
    Told("Cricketklubben Sundhavn", "Cricket for drenge og piger.", "Træning og stævner.",
         ("sport",), ("young", "children"), ("ur", "en", "da"), "Strandby", "Stadionvej 1",
         "cricket@klub.example", ("Imran Butt", "Ravi Singh"), True, 14, 2006),
    Told("Døves Internationale Café", "Døve med mange sprog mødes.", "Café hver anden fredag.",
         ("meeting",), ("all",), ("da",), "Havnen", "Havnegade 2", "", ("Ulla Bach",), True, 22,
         2015),
    Told("Bydelsmødrene", "Kvinder besøger kvinder og fortæller om muligheder.",
         "Samtaler, ture og kurser.", ("advice", "health"), ("women", "families"),
         ("ar", "so", "tr", "da"), "Østbyen", "Skolegade 22", "moedre@forening.example",
         ("Khadija Benali", "Ayşe Şahin", "Mette Lund"), True, 1, 2010),
    Told("Lektiebroen", "Frivillige hjælper med lektier.", "Lektiecafé tre dage om ugen.",
         ("homework",), ("children", "young"), ("da", "en"), "Østbyen", "Biblioteket",
         "broen@forening.example", ("Anne Toft", "Yusuf Omar"), True, 5, 2008),
    Told("Nordisk-Arabisk Ensemble", "Musik på tværs.",
         "Øver tirsdag, spiller hvor vi inviteres.", ("culture",), ("all",), ("ar", "da"),
         "Havnen", "Havnegade 12", "ensemble@musik.example", ("Tarek Mansour", "Signe Vad"),
         True, 9, 2020),
    Told("Kvindekredsen Rosen", "Kvinder syr og snakker dansk.", "Systue mandag.",
         ("crafts", "language"), ("women",), ("fa", "ar", "da"), "Bakken", "Bøgealle 5",
         "rosen@forening.example", ("Parvin Azimi", "Inge Juul"), True, 16, 2012),
    Told("Unge Stemmer", "Unge om demokrati og medier.", "Podcast og debat i byrådssalen.",
         ("debate",), ("young",), ("da",), "Strandby", "Ungdomshuset",
         "stemmer@forening.example", ("Noah Mensah", "Freja Lind"), True, 3, 2021),
    Told("Seniorklubben Solsikken", "Ældre fra mange lande spiser sammen.",
         "Frokost og gymnastik.", ("meeting", "health"), ("older",), ("da", "tr", "bs"), "Engen",
         "Engvej 40", "", ("Nazmiye Aksoy",), True, 28, 2001),
    Told("Afrikansk Familieforening", "Familier fra Afrikas mange lande.",
         "Fester, faddere og fodbold.", ("culture", "sport"), ("families",), ("en", "fr", "da"),
         "Nordby", "Nordbyvej 90", "afrika@forening.example", ("Samuel Osei", "Grace Mutombo"),
         True, 6, 2007),
    Told("Kinesisk Kulturselskab", "Kinesisk sprog og kalligrafi.", "Skole søndag.",
         ("language", "culture"), ("children", "all"), ("da", "other"), "Strandby", "Strandskolen",
         "", ("Li Wei", "Chen Mei"), True, 19, 2004),
    Told("Cykelhjælpen", "Nyankomne lærer at cykle.", "Kursus for kvinder om foråret.",
         ("sport", "health"), ("newcomers", "women"), ("da", "ar"), "Vestbyen", "Stadionvej 1",
         "cykel@forening.example", ("Hanne Vester", "Fatima Osman"), True, 2, 2016),
    Told("Kirkens Internationale Café", "Et gæstfrit sted søndag efter gudstjenesten.",
         "Kaffe, brætspil og samtaler.", ("faith", "meeting"), ("all",), ("da", "en", "fa"),
         "Bakken", "Kirkevej 1", "cafe@kirke.example", ("Ole Brandt", "Sara Rahimi"), True, 13,
         1999),
    Told("Nabohjælpen Østbyen", "Naboer hjælper nye familier i blokken.",
         "Flyttehjælp og fælles julefrokost.", ("meeting",), ("families", "newcomers"), ("da",),
         "Østbyen", "Skolegade 80", "", ("Bent Skov",), False, 24, 2013),
)  # fmt: skip

ERRANDS: tuple[tuple[str, str, str, str, int | None], ...] = (
    ("Cykelhjælpen", "room", "Lokale til cykelkursus",
     "Vi mangler en sal tirsdag fra 16 til 20 i april og maj. Vi er 18 kvinder og fire hjælpere.",
     None),
    ("Somalisk Kvindeforening", "support", "Støtte til svømning for kvinder",
     "Vi vil leje svømmehallen lørdag formiddag og søger til leje og livredder.", 18_000),
    ("SKF", "support", "Tilskud til svømmehold",
     "Leje af bane i svømmehallen for vores medlemmer.", 12_000),
    ("Syrisk Hus", "advice", "Hvordan skriver vi vedtægter?",
     "Vi er en ny bestyrelse og vil gerne godkendes som folkeoplysende forening.", None),
    ("Unge Stemmer", "room", "Byrådssalen en aften i januar",
     "Vi vil holde debat med 60 unge og to politikere.", None),
)  # fmt: skip
"""Association, kind, subject, words, amount."""
ADVICE: tuple[tuple[str, float, str, str, str], ...] = (
    ("Syrisk Hus", 0.4, "board", "Vi læste vedtægterne igennem sammen.",
     "Bestyrelsen retter § 4 og lægger dem op."),
    ("Syrisk Hus", 2, "money", "Hvilke puljer passer, og hvornår er der frist?", ""),
    ("Cykelhjælpen", 3, "project", "Vi delte kurset i tre hold og lagde et budget.",
     "Cykelhjælpen spørger to værksteder."),
)  # fmt: skip
"""Association, how many months ago, subject, words, what it does now."""

CULTURE, WORK, SOCIAL = "Kulturforvaltningen", "Beskæftigelsesforvaltningen", "Socialforvaltningen"
CONTACTS = (
    ("Somalisk Kvindeforening", "freja", CULTURE, "Svømmehal og lokaler"),
    ("Kurdisk Kulturforening", "freja", CULTURE, "Nytårsfest i salen"),
    ("Syrisk Hus", "freja", CULTURE, "Godkendelse som forening"),
    ("Medborgerhuset", "freja", CULTURE, "Sprogcafé og lokaler"),
    ("Håbet", "rasmus", WORK, "Cv-café med jobcentret"),
    ("Ukrainsk Forening Sundhavn", "rasmus", WORK, "Jobcafé"),
    ("Medborgerhuset", "rasmus", WORK, "Vejledning om job"),
    ("Bydelsmødrene", "freja", SOCIAL, "Besøg hos nye mødre"),
)
"""Association, colleague, office, about."""
