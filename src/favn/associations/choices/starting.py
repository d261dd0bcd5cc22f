"""What a municipality looks at before it calls, what helps and what harms, for both sides.

After the experience of a project in five municipalities (“Inspiration til samarbejde mellem
kommuner og etniske minoritetsforeninger”, 2017): its subjects, in words of our own.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Known(TextChoices):
    """How far one point of a checklist is cleared up."""

    YES = "yes", _("Ja, det ved vi")
    PARTLY = "partly", _("Noget af det")
    NO = "no", _("Nej, det skal vi finde ud af")


@dataclass(frozen=True, slots=True)
class Point:
    """One point: what is asked, and what to look for."""

    key: str
    title: str | Promise
    text: str | Promise


OWN = (
    Point("actors", _("Hvem taler allerede med foreningerne?"),
          _("Skriv, hvilke kolleger der har kontakt, og hvor mere samarbejde ville hjælpe.")),
    Point("order", _("Hvem holder det samlet?"),
          _("Er der ét sted med overblikket, eller en gruppe på tværs af forvaltningerne?")),
    Point("inclusion", _("Hvad siger politikken om integration eller inklusion?"),
          _("Findes den, og er den en grund til at gå videre?")),
    Point("volunteers", _("Hvad siger politikken om frivillige?"),
          _("Findes den, og passer den til dette samarbejde?")),
    Point("goals", _("Hvad vil kommunen med foreningerne?"),
          _("Er foreningerne nævnt i et mål, en plan eller en indsats?")),
)  # fmt: skip
"""The municipality's own ground, once for each office."""

STANDPOINT = (
    Point("interest", _("Vil foreningen gerne?"),
          _("Hvad har den selv sagt? Tavshed er ikke et nej.")),
    Point("motive", _("Hvad driver den?"),
          _("Læs formålet i vedtægterne, og se, hvad den bruger kræfterne på.")),
    Point("means", _("Hvad har den at gøre godt med?"),
          _("Lokaler, medlemmer, kontingent, frivillige, kontaktperson, bestyrelse.")),
    Point("shape", _("Hvordan er den bygget op?"),
          _("Lokal eller del af noget større? Deler den opgaver ud? Hvem arbejder den med?")),
    Point("conclusion", _("Hvad er realistisk at begynde med?"),
          _("Skriv det mindste, der er værd at gøre sammen, og hvem der skal være med.")),
)  # fmt: skip
"""The association's standpoint, as an office sees it, once for each association."""

OFFICE_DO = (
    _("Spørg åbent, hvordan foreningen arbejder. Gå ud fra, at du ikke ved det."),
    _("Begynd med det, foreningen selv kan få brug for."),
    _("Stil spørgsmål, der får jer begge til at tænke en gang til."),
    _("Regn foreningen for en, der kan tage ansvar, ikke kun en, der skal have hjælp."),
    _("Ring først. Tag hen til foreningen, hvor den mødes."),
)
OFFICE_AVOID = (
    _("Mål ikke foreningen på, om den ligner andre foreninger."),
    _("Brug ikke mødet på alt det, kommunen ikke kan."),
    _("Vent ikke, at foreningen kommer med hele ideen. Tag et par forslag med."),
    _("Sæt ikke noget i gang, før I har afstemt forventninger."),
    _("Brug ikke ord, der kan betyde flere ting, uden at sige, hvad du mener."),
)
OURS_DO = (
    _("Mød kommunen, som om det var første gang. Lad gamle billeder ligge."),
    _("Sig helt konkret, hvad I kan, og hvorfor I vil. Tag et eksempel med."),
    _("Spørg, hvad kommunen gør, og hvad I gør, før I siger ja."),
    _("Fortæl om det, der er svært, og bed kommunen finde en vej sammen med jer."),
    _("Fortæl åbent, hvad foreningen er til for, og hvad I laver."),
)
OURS_AVOID = (
    _("Bliv ikke for jer selv. Vis jer til møder og fester i byen."),
    _("Tal ikke kun om penge. Et samarbejde kan give andet end tilskud."),
    _("Vent ikke på at blive ringet op. Skriv, når I har en ide."),
    _("Gå ikke ud fra, at kommunen betaler jeres udgifter. Spørg."),
    _("Regn ikke med, at alle i kommunen ved, hvem I er. Sig det igen."),
)
CARDS = (
    Point("logic", _("Fællesskabet kom først"),
          _("Mange foreninger begynder, fordi mennesker vil være sammen. Planer og projekter kommer"
            " senere. Led ikke efter en strategi, før du har hørt historien.")),
    Point("ages", _("Generationer er ikke enige om alt"),
          _("Ældre og yngre i samme forening kan have lært foreningsliv forskellige steder. Spørg,"
            " hvordan I beslutter noget hos jer.")),
    Point("elder", _("Den, man lytter til, er ikke altid valgt"),
          _("Nogle steder vejer en erfaren persons ord tungt uden en post. Find ud af, hvem der"
            " skal høres, før noget er aftalt.")),
    Point("glasses", _("Dine egne briller"),
          _("Det, du tror, du ved om en forening, kan skygge for den, du møder. Se på mennesker,"
            " ikke på en gruppe.")),
)  # fmt: skip
"""What an office does well to know of before the first talk."""
