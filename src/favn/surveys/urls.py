"""Pages of questionnaires and waves for those who ask, and of answering for those who answer."""

from django.urls import path

from favn.surveys import views

app_name = "surveys"
ONE = "spoergeskemaer/<uuid:pk>/"
VERSION = f"{ONE}<int:number>/"
WAVE = "spoergeskemaer/runder/<uuid:pk>/"
ANSWER = "skema/<slug:organisation>/<str:token>/"
"""Where somebody answers by their own link."""

urlpatterns = [
    path("spoergeskemaer/", views.questionnaires, name="questionnaires"),
    path("spoergeskemaer/filer/", views.read_forms, name="read-forms"),
    path("spoergeskemaer/filer/<uuid:pk>/", views.read_form, name="read-form"),
    path(ONE, views.questionnaire, name="questionnaire"),
    path(f"{ONE}runde/", views.new_wave, name="new-wave"),
    path(VERSION, views.version, name="version"),
    path(f"{VERSION}xlsform.xlsx", views.xlsform_file, name="xlsform"),
    path(f"{VERSION}forskelle/", views.differences, name="differences"),
    path(f"{VERSION}se/<int:place>/", views.preview, name="preview"),
    path(f"{VERSION}sprog/<slug:language>/", views.translate, name="translate"),
    path(f"{VERSION}afsnit/<slug:key>/", views.section, name="section"),
    path(f"{VERSION}afsnit/<slug:key>/nyt/", views.new_question, name="new-question"),
    path(f"{VERSION}spoergsmaal/<uuid:question>/", views.question, name="question"),
    path(WAVE, views.wave, name="wave"),
    path(f"{WAVE}adresse/<uuid:asked>/", views.address, name="address"),
    path(f"{WAVE}resultat/", views.results, name="results"),
    path(f"{WAVE}resultat.<slug:kind>", views.results_file, name="results-file"),
    path(f"{WAVE}svar/<uuid:asked>/", views.reply, name="reply"),
    path(f"{WAVE}menneske/<uuid:asked>/", views.person_reply, name="person-reply"),
    path(ANSWER, views.answer, name="answer"),
    path(f"{ANSWER}<int:place>/", views.answer_section, name="answer-section"),
    path(f"{ANSWER}oversigt/", views.answer_summary, name="answer-summary"),
]
