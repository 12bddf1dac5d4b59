"""Addresses of the audit pages (审核网址)."""

from django.urls import path

from jiefang.plan import pages

app_name = "plan"

urlpatterns = [
    path("audit/", pages.audits, name="audits"),
    path("audit/<str:token>/", pages.run, name="run"),
    path("audit/<str:token>/progress/", pages.progress, name="progress"),
    path("audit/<str:token>/cancel/", pages.cancel, name="cancel"),
    path("audit/<str:token>/retry/", pages.retry, name="retry"),
    path("audit/<str:token>/delete/", pages.delete, name="delete"),
    path("audit/<str:token>/tables/", pages.tables, name="tables"),
    path("audit/<str:token>/sources/", pages.sources, name="sources"),
    path("audit/<str:token>/questions/", pages.questions, name="questions"),
    path("audit/<str:token>/get/<slug:report_format>/", pages.download, name="download"),
    path("audit/<str:token>/finding/<slug:key>/", pages.finding, name="finding"),
    path("audit/<str:token>/finding/<slug:key>/say/", pages.comment, name="comment"),
    path("audit/<str:token>/finding/<slug:key>/letter/", pages.letter, name="letter"),
    path("audit/<str:token>/finding/<slug:key>/letter.docx", pages.letter_docx, name="letter_docx"),
    path("rules/", pages.rules, name="rules"),
    path("rules/<slug:rule_id>/", pages.rule, name="rule"),
]
