"""Every doubt and note about a paper as a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from favn.policy.imports.shapes import Doubt, Note, Said

DOUBTS = {
    Doubt.CUT_OFF: _("Teksten bryder af efter “%(about)s”. Resten står ikke i papiret."),
    Doubt.CUT_TITLE: _("Titlen bryder af efter “%(about)s”. Skriv den hele titel."),
    Doubt.NO_NUMBER: _("Linjen har intet nummer. Skriv det, hvis den skal med."),
    Doubt.NUMBER_TWICE: _("Nummer %(about)s står flere gange. Vælg én linje, eller ret nummeret."),
    Doubt.NO_OFFICE: _("Papiret siger ikke, hvilken forvaltning indsatsen hører til."),
    Doubt.NO_TITLE: _("Linjen har ingen titel. Skriv den, hvis linjen skal med."),
    Doubt.LONG_TITLE: _("Titlen har %(about)s tegn, og der er plads til 200. Forkort den."),
    Doubt.TITLE_END: _("Hvor titlen ender, og teksten begynder, kan læses på flere måder."),
    Doubt.CROSSES_PAGE: _("Linjen går over et sideskift, og titel og tekst kan være blandet."),
    Doubt.NO_STATUS: _("Der står intet om status."),
    Doubt.MERGED: _("Celler er flettet her. Se efter, om teksten hører til netop denne indsats."),
    Doubt.NESTED: _("Cellen har en tabel i sig. Se efter, om alt er kommet med."),
    Doubt.COUNTED_NUMBER: _("Nummer %(about)s er talt af Word og ikke skrevet i cellen."),
    Doubt.TWO_STATUSES: _("Teksten peger på flere statusser: “%(about)s”. Ingen er valgt."),
    Doubt.UNKNOWN_OFFICE: _("“%(about)s” er ikke en af jeres forvaltninger. Vælg, hvem det er."),
    Doubt.OTHER_TITLE: _(
        "I planen hedder den “%(about)s”. Tag linjen med, hvis det er den samme indsats."
    ),
    Doubt.OTHER_OFFICE: _("I planen hører indsatsen til %(about)s. Det ændrer papiret ikke."),
    Doubt.NO_STOP: _("Teksten slutter uden punktum: “%(about)s”."),
}
NOTES = {
    Note.NAME_DIFFERS: _("Filens navn siger noget andet. Den er læst som %(about)s."),
    Note.NUMBERS_MISSING: _("Papiret springer over nummer %(about)s."),
    Note.PAGES_WITHOUT_TEXT: _("Side %(about)s har ingen tekst og er ikke læst."),
    Note.LINES_ONLY: _(
        "Filen har tekst uden tabel. Hvor en titel ender, er læst af linjernes længde."
    ),
    Note.OTHER_TABLES: _("Tabeller uden indsatser, der ikke er læst: %(about)s."),
    Note.NO_OFFICES: _(
        "Ingen linje står under en forvaltning. Se efter, om det er papiret med status."
    ),
    Note.FOOTNOTES: _("Papiret har fodnoter. De er ikke læst."),
}

SENTENCES = {str(kind): words for kind, words in [*DOUBTS.items(), *NOTES.items()]}


def said(doubt: Said) -> str:
    """The sentence for one doubt or note."""
    words = SENTENCES[doubt.kind]
    return str(words) % {"about": doubt.about}
