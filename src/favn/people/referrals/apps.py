"""Referrals as a Django app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Referrals and hand-overs."""

    name = "favn.people.referrals"
    label = "referrals"
