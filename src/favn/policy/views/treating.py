"""The committees of a round put right: their order, and what each of them did with the paper."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from favn.kit import clock
from favn.kit.attempts import Verb, found
from favn.kit.refusals import Refused
from favn.people.accounts.door import Request
from favn.policy import actions, queries
from favn.policy.forms.rounds import CommitteesForm, CorrectTreatmentForm
from favn.policy.forms.words import ReasonForm
from favn.policy.models import StatusRound

Forms = dict[UUID, Any]


class Changing:
    """The forms that put a round's committees right; `afresh` where somebody else was first."""

    def __init__(self, request: Request, row: StatusRound, *, afresh: bool = False) -> None:
        self.request, self.row, self.afresh = request, row, afresh
        self.steps = queries.steps_of(row)
        self.order = CommitteesForm(self.steps, self._posted("order"))
        treated = [step for step in self.steps if step.treated_on]
        self.correcting: Forms = {
            s.pk: CorrectTreatmentForm(s, self._posted("correct", s.pk)) for s in treated
        }
        self.undoing: Forms = {
            s.pk: ReasonForm(s, f"undo_{s.pk.hex[:8]}", self._posted("untreat", s.pk))
            for s in treated[-1:]
        }

    def _posted(self, verb: str, step: UUID | None = None) -> Any:
        sent = self.request.POST
        is_it = sent.get("verb") == verb and (step is None or sent.get("step") == str(step))
        return sent if is_it and not self.afresh else None

    def context(self) -> dict[str, Any]:
        """What the page shows."""
        forms = (self.correcting, self.undoing)
        return {
            "steps": [(step, *(one.get(step.pk) for one in forms)) for step in self.steps],
            "ordering": self.order,
        }

    def verbs(self) -> dict[str, Verb]:
        """What may be done."""
        return {"order": self._order, "correct": self._correct, "untreat": self._untreat}

    def _said(self) -> dict[str, Any]:
        return {"by": self.request.account, "at": clock.now()}

    def _order(self) -> str | None:
        if not self.order.is_valid():
            return None
        seen, wanted = self.order.cleaned_data["seen"], self.order.order()
        actions.choose_committees(round=self.row, seen=seen, wanted=wanted, **self._said())
        return _("Udvalgenes rækkefølge er gemt.")

    def _correct(self) -> str | None:
        step, form = self._bound(self.correcting)
        if not form.is_valid():
            return None
        data = {name: form.cleaned_data[name] for name in ("version", "on", "outcome")}
        try:
            actions.correct_treatment(step=step, **data, **self._said())
        except Refused as refused:
            form.add_error("on", str(refused))
            return None
        return _("Behandlingen er rettet.")

    def _untreat(self) -> str | None:
        step, form = self._bound(self.undoing)
        if not form.is_valid():
            return None
        actions.take_back_treatment(step=step, **form.cleaned_data, **self._said())
        return _("Behandlingen er taget tilbage.")

    def _bound(self, forms: Forms) -> tuple[Any, Any]:
        """The step whose form was sent, with the form; 404 where there is none."""
        key = found(next((key for key, form in forms.items() if form.is_bound), None))
        return next(step for step in self.steps if step.pk == key), forms[key]
