"""Surveys as a Django app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Questionnaires, waves and answers."""

    name = "favn.surveys"
    label = "surveys"
