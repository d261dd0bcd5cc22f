"""Nine parameters of active citizenship as an example, in the house's own words.

Those who work with nine parameters do not say in print which they are, so these are a proposal to
begin with. They are sections of an ordinary questionnaire: the house changes, adds and retires.
"""

from favn.associations.rules.check_words import Words

PARAMETERS: tuple[tuple[str, str, str, tuple[Words, ...]], ...] = (
    ("rights", "Rettigheder og pligter", "Rights and duties", (
        ("ret-kender", "Vores medlemmer kender deres rettigheder og pligter.",
         "Our members know their rights and duties."),
        ("ret-hjaelper", "Vi kan vise vej, når nogen har brug for hjælp.",
         "We can show the way when somebody needs help."),
    )),
    ("voting", "Valg og stemme", "Elections and voting", (
        ("valg-taler", "Vi taler om valg, også når der ikke er valgkamp.",
         "We talk about elections, also between campaigns."),
        ("valg-stemmer", "Vores medlemmer bruger deres stemme, hvor de har en.",
         "Our members use their vote where they have one."),
    )),
    ("inside", "Demokrati i foreningen", "Democracy inside", (
        ("inde-generalforsamling", "Alle medlemmer kan være med på generalforsamlingen.",
         "All members can take part in the general assembly."),
        ("inde-stilling", "Almindelige medlemmer kan få en sag på dagsordenen.",
         "Ordinary members can get a matter on the agenda."),
    )),
    ("debate", "Samtale og uenighed", "Talk and disagreement", (
        ("samtale-uenige", "Hos os kan man være uenig og stadig være venner.",
         "With us one can disagree and still be friends."),
        ("samtale-svaere", "Vi tør tale om det, der er svært.",
         "We dare to talk about what is hard."),
    )),
    ("voice", "Stemme i offentligheden", "A voice in public", (
        ("stemme-medier", "Vi kan få vores sag i avisen eller på nettet.",
         "We can get our case into the paper or online."),
        ("stemme-hoering", "Vi siger vores mening, når kommunen spørger.",
         "We say what we think when the municipality asks."),
    )),
    ("duty", "Frivillighed og ansvar", "Volunteering and responsibility", (
        ("ansvar-frivillige", "Mange hos os tager en opgave uden løn.",
         "Many of us take on a task without pay."),
        ("ansvar-kvarter", "Vi gør noget for kvarteret, ikke kun for os selv.",
         "We do something for the neighbourhood, not only for ourselves."),
    )),
    ("access", "Plads til alle", "Room for all", (
        ("plads-koen", "Kvinder og mænd har lige meget at sige.",
         "Women and men have an equal say."),
        ("plads-nye", "Nye og unge bliver taget med.",
         "New and young people are included."),
    )),
    ("bridges", "Venner på tværs", "Friends across", (
        ("bro-andre", "Vi mødes med folk, der ikke ligner os selv.",
         "We meet people who are not like ourselves."),
        ("bro-foreninger", "Vi kender andre foreninger i byen.",
         "We know other associations in town."),
    )),
    ("trust", "Tillid til myndigheder", "Trust in authorities", (
        ("tillid-kontakt", "Vi tør tage kontakt til kommunen.",
         "We dare to contact the municipality."),
        ("tillid-svar", "Vi regner med at få et ordentligt svar.",
         "We count on getting a fair answer."),
    )),
)  # fmt: skip
