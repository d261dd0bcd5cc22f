"""The Danish words by which a sentence says how figures relate. No texts of screens stand here."""

from functools import partial

from favn.statistics.claims import Rule
from favn.statistics.claims.prose import Lexicon, Reader
from favn.statistics.claims.said import phrases

DANISH = Lexicon(
    rose="steg|stiger|steget|stigning|voksede|vokset|vokser|øget|øgedes|forøget|gik op|gået op",
    fell=(
        "faldt|falder|faldet|(?<!hvert )(?<!alle )fald|mindsket|reduceret|sænket|nedgang"
        "|skrumpet|gik ned|gået ned"
    ),
    more="flere|højere|større",
    fewer="færre|lavere|mindre",
    negated="ikke|hverken|ingen|uden at",
    about=r"ca\.?|cirka|omkring|omtrent|rundt regnet",
    above="over|mere end|mindst|godt|lidt over",
    below="knap|næsten|under|lidt under|op mod",
    source="fra",
    target="til",
    period="fra|perioden|mellem",
    until="til|og",
    against="mod|imod|sammenlignet med",
    than="end",
    out_of="ud af|af",
    of_these="heraf|hvoraf|deraf",
    divided="fordelt på|fordeler sig på|nemlig",
    in_all="i alt|tilsammen",
    by="med|på|altså|dvs",
    pace=r"tempo|takt|hastighed|udlignet|indhentet|lukket|forsvundet|ligestilling|ligestillet",
    gap=r"forskel\w*|afstand\w*|kløft\w*|gab\w*|overledighed\w*",
    ratio=r"i forhold til|af de \w+ karakter\w*|procent af de",
    in_years="om|tage|tager|går der",
    year="år",
    lasting=r"årig\w*|år",
    on_day=r"den|d\.",
    percent=r"procent|pct\.?|%",
    points=r"procentpoint|%-point|pct\.?-?\s?point",
    index="point",
    millions=r"mio\.?(?:\s+kr\.?)?|millioner(?:\s+kroner)?",
    money=r"kr\.?|kroner",
    abbreviations=r"ca|pct|kr|mio|mia|nr|bl\.a|f\.eks|dvs|fx|jf|inkl|ekskl|pr|d|kl|stk|evt",
    fractions={
        "halvdelen": 50, "hver anden": 50, "en tredjedel": 100 / 3, "hver tredje": 100 / 3,
        "to tredjedele": 200 / 3, "to ud af tre": 200 / 3, "en fjerdedel": 25, "hver fjerde": 25,
        "tre fjerdedele": 75, "tre ud af fire": 75, "tre af fire": 75, "en femtedel": 20,
        "hver femte": 20, "fire ud af fem": 80, "en tiendedel": 10, "hver tiende": 10,
        "ni ud af ti": 90,
    },
    counted={
        "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10,
        "elleve": 11, "tolv": 12,
    },
    times={
        r"dobbelt så \w+|fordobl\w+": 2, r"tre gange så \w+|tredobl\w+": 3,
        r"halver\w+|halvt så \w+": 0.5,
    },
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    months=(
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
        "oktober", "november", "december",
    ),
)  # fmt: skip
READER = Reader(DANISH)
PHRASES = Rule(
    "phrases", partial(phrases, READER), "the printed words of a row, with a phrase such as “half”"
)
"""A rule for tables whose rows carry their printed Danish words."""
