"""What leaders do with invitations, and what a colleague does with the letter."""

import re
from datetime import timedelta

from favn.kit import clock
from favn.people.accounts.actions.leaving import end_access
from favn.people.accounts.models import Invitation, Membership
from tests.cast import TODAY, new_id

STAFF = "/konto/medarbejdere/"
INVITE = f"{STAFF}inviter/"
RITA = "rita@x.example"
PASSWORD = "fire helt almindelige ord"
OTHER = "en helt anden lang adgangskode"


class House:
    """What leaders and colleagues do on the pages, and the letters that reached them."""

    def __init__(self, cast, letters):
        self.cast, self.letters = cast, letters

    def ask(self, by="jonas", **said):
        """A leader fills in the form; the answer's status and page."""
        form = {"id": str(new_id()), "name": "Rita Holm", "email": RITA, "role": "nurse"} | said
        client = self.cast.visit(getattr(self.cast, by))
        answer = client.post(INVITE, form, follow=True)
        return answer.status_code, answer.content.decode()

    def link(self, to=RITA):
        """The address in the last letter somebody got."""
        last = [mail for mail in self.letters if to in mail.to][-1]
        return re.search(r"http://\S+?(/velkommen/\S+)", last.body)[1]

    def open(self, link=None, client=None):
        answer = (client or self.cast.visit()).get(link or self.link())
        return answer.status_code, answer.content.decode()

    def choose(self, link=None, client=None, password=PASSWORD):
        """Somebody without an account opens the link and chooses a password."""
        form = {"verb": "choose", "password1": password, "password2": password}
        return (client or self.cast.visit()).post(link or self.link(), form)

    def say_yes(self, link=None, client=None):
        return (client or self.cast.visit()).post(link or self.link(), {"verb": "say-yes"})

    def staff(self, by="jonas"):
        return self.cast.visit(getattr(self.cast, by)).get(STAFF).content.decode()

    def press(self, verb, by="jonas", email=RITA, **more):
        """Send again or take back, as the list of the invited offers it."""
        with self.cast.acting(self.cast.jonas):
            row = Invitation.objects.owned().filter(sent_to=email).first()
        form = {"verb": verb, "invitation": str(row.pk), "id": str(new_id())} | more
        client = self.cast.visit(getattr(self.cast, by))
        return client.post(STAFF, form, follow=True)

    def roles(self, email=RITA, of="jonas"):
        with self.cast.acting(getattr(self.cast, of)):
            rows = Membership.objects.owned().filter(account__email=email)
            return sorted(rows.values_list("role", flat=True))

    def end(self, email, of="jonas", by="jonas"):
        with self.cast.acting(getattr(self.cast, of)):
            row = Membership.objects.owned().select_related("account").get(account__email=email)
            end_access(membership=row, by=getattr(self.cast, by), at=clock.now())


def moved(settings, days):
    settings.TODAY = TODAY + timedelta(days=days)
