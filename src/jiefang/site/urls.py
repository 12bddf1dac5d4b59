"""Addresses of the site (网址)."""

from django.urls import include, path

from jiefang.site import pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", pages.search, name="search"),
    path("figures/", pages.figures, name="figures"),
    path("help/", pages.keyboard_help, name="help"),
    path("about/<slug:topic>/", pages.about, name="about"),
    path("view/", pages.change_view, name="view"),
    path("health/", pages.health, name="health"),
    path("", include("jiefang.plan.urls")),
]

handler400 = "jiefang.site.refusals.bad_request"
handler403 = "jiefang.site.refusals.forbidden"
handler404 = "jiefang.site.refusals.not_found"
handler500 = "jiefang.site.refusals.crashed"
