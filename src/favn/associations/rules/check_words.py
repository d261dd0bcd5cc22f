"""What the two resource checks ask, in the house's own words: eight subjects, seen from both sides.

A subject has the same key on both sides, so that the two profiles stand beside each other. What
each side says of itself differs: the association its own strength, the municipality what it gives.
"""

from typing import NamedTuple

Words = tuple[str, str, str]
"""A question: its key, in Danish, in English."""


class Subject(NamedTuple):
    """One subject with the questions to either side."""

    key: str
    da: str
    en: str
    theirs: tuple[Words, ...]
    ours: tuple[Words, ...]


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "vision", "Vision", "Vision",
        (
            ("vision-kendt", "Vores medlemmer kan sige, hvad foreningen vil.",
             "Our members can say what the association is for."),
            ("vision-faelles", "Vi har talt om visionen på et møde det seneste år.",
             "We have talked about the vision at a meeting in the past year."),
            ("vision-styrer", "Vi bruger visionen, når vi vælger til og fra.",
             "We use the vision when we choose what to do."),
        ),
        (
            ("k-vision-politik", "Vi har en politik for frivillige, som foreninger kender.",
             "We have a policy for volunteers that associations know."),
            ("k-vision-vaerdi", "Vi har talt om, hvad vi vil med foreningerne.",
             "We have talked about what we want with associations."),
            ("k-vision-raad", "Vi spørger foreninger til råds, før vi beslutter.",
             "We ask associations for advice before we decide."),
        ),
    ),
    Subject(
        "strategy", "Strategi", "Strategy",
        (
            ("strategi-vej", "Vi er enige om, hvordan vi når vores mål.",
             "We agree on how to reach our goals."),
            ("strategi-kraefter", "Vi kender vores stærke og svage sider.",
             "We know our strengths and weaknesses."),
            ("strategi-valg", "Vi siger nej til det, der ikke hjælper os på vej.",
             "We say no to what does not help us on our way."),
        ),
        (
            ("k-strategi-maal", "Vi har skrevne mål for samarbejdet med foreninger.",
             "We have written goals for working with associations."),
            ("k-strategi-indgaar", "Foreningerne har en plads i vores planer og politikker.",
             "Associations have a place in our plans and policies."),
            ("k-strategi-ledelse", "Ledelsen bakker samarbejdet op med tid.",
             "Our leaders back the cooperation with time."),
        ),
    ),
    Subject(
        "plan", "Handleplan", "Action plan",
        (
            ("plan-skrevet", "Vi har en plan med opgaver, navne og datoer.",
             "We have a plan with tasks, names and dates."),
            ("plan-fulgt", "Vi ser på planen mindst fire gange om året.",
             "We look at the plan at least four times a year."),
            ("plan-naaet", "Vi når det meste af det, vi sætter os for.",
             "We get most of what we set out to do done."),
        ),
        (
            ("k-plan-aftaler", "Vi skriver ned, hvad vi lover en forening og hvornår.",
             "We write down what we promise an association, and by when."),
            ("k-plan-tid", "En medarbejder har tid sat af til foreningerne.",
             "A colleague has time set aside for associations."),
            ("k-plan-holder", "Vi holder de datoer, vi giver foreningerne.",
             "We keep the dates we give to associations."),
        ),
    ),
    Subject(
        "fundraising", "Fundraising", "Fundraising",
        (
            ("penge-kilder", "Vi ved, hvor vi kan søge penge.",
             "We know where to apply for money."),
            ("penge-ansoegning", "Vi kan skrive en god ansøgning.",
             "We can write a good application."),
            ("penge-flere", "Vores penge kommer fra mere end ét sted.",
             "Our money comes from more than one place."),
        ),
        (
            ("k-penge-regler", "Vores regler for tilskud er lette at forstå.",
             "Our rules for grants are easy to understand."),
            ("k-penge-passer", "Tilskud og lokaler passer også til små og nye foreninger.",
             "Grants and rooms also suit small and new associations."),
            ("k-penge-hjaelp", "Vi hjælper, når en forening skal søge.",
             "We help when an association is to apply."),
        ),
    ),
    Subject(
        "roles", "Ledelse og roller", "Leadership and roles",
        (
            ("roller-klare", "Alle i bestyrelsen ved, hvem der gør hvad.",
             "Everybody on the board knows who does what."),
            ("roller-delt", "Opgaverne hviler på flere end to personer.",
             "The tasks rest on more than two people."),
            ("roller-nye", "Nye kan komme ind i bestyrelsen og få ansvar.",
             "New people can join the board and be given responsibility."),
        ),
        (
            ("k-roller-indgang", "En forening ved, hvem hos os den skal tale med.",
             "An association knows whom to talk to with us."),
            ("k-roller-paa-tvaers", "Vores forvaltninger ved, hvem der taler med hvilken forening.",
             "Our offices know who talks to which association."),
            ("k-roller-kender", "Vi kender foreningernes måde at være forening på.",
             "We know how associations go about being one."),
        ),
    ),
    Subject(
        "cooperation", "Samarbejdsplan", "Cooperation plan",
        (
            ("samarbejde-andre", "Vi arbejder sammen med andre foreninger.",
             "We work together with other associations."),
            ("samarbejde-kommune", "Vi ved, hvad vi kan bruge kommunen til.",
             "We know what the municipality can be of use for."),
            ("samarbejde-aftale", "Vores aftaler siger, hvem der gør hvad.",
             "Our agreements say who does what."),
        ),
        (
            ("k-samarbejde-opsoeger", "Vi tager selv kontakt til foreningerne.",
             "We reach out to associations ourselves."),
            ("k-samarbejde-forventning", "Vi taler om forventninger, før vi går i gang.",
             "We talk about expectations before we begin."),
            ("k-samarbejde-samler", "Vi samler forvaltningerne, så foreningen kun spørger én gang.",
             "We bring offices together so that an association asks only once."),
        ),
    ),
    Subject(
        "accounts", "Budget og regnskab", "Budget and accounts",
        (
            ("regnskab-budget", "Vi lægger et budget og holder øje med det.",
             "We make a budget and keep an eye on it."),
            ("regnskab-flere", "Mere end én hos os forstår regnskabet.",
             "More than one of us understands the accounts."),
            ("regnskab-til-tiden", "Vi afleverer regnskab til tiden.",
             "We hand in our accounts on time."),
        ),
        (
            ("k-regnskab-krav", "Vores krav til regnskab passer til beløbets størrelse.",
             "What we ask of accounts fits the size of the sum."),
            ("k-regnskab-vejleder", "Vi vejleder om regnskab, før noget går galt.",
             "We give advice on accounts before something goes wrong."),
            ("k-regnskab-svar", "Vi svarer hurtigt på spørgsmål om penge.",
             "We answer questions about money quickly."),
        ),
    ),
    Subject(
        "learning", "Opfølgning og evaluering", "Monitoring and evaluation",
        (
            ("laering-taeller", "Vi skriver ned, hvor mange der er med.",
             "We write down how many take part."),
            ("laering-spoerger", "Vi spørger deltagerne, hvad de fik ud af det.",
             "We ask participants what they got out of it."),
            ("laering-retter", "Vi laver om på det, der ikke virker.",
             "We change what does not work."),
        ),
        (
            ("k-laering-moede", "Vi følger op på samarbejdet mindst en gang om året.",
             "We follow up on the cooperation at least once a year."),
            ("k-laering-spoerger", "Vi spørger foreningerne, hvad vi kan gøre bedre.",
             "We ask associations what we can do better."),
            ("k-laering-deler", "Vi fortæller foreningerne, hvad deres arbejde førte til.",
             "We tell associations what their work led to."),
        ),
    ),
)  # fmt: skip
WISHES = {"da": "Jeres ønsker", "en": "Your wishes"}
BETTER: Words = ("bedre", "Hvad vil I gerne blive bedre til?",
                 "What would you like to get better at?")  # fmt: skip
