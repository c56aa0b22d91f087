"""Every address of the portal. What needs no sign-in is marked in its view."""

from django.contrib import admin
from django.urls import include, path

from commune_security import views
from commune_security.api import views as api
from commune_security.conference import views as conference
from commune_security.overview import views as overview

urlpatterns = [
    path("", views.start, name="start"),
    path("start/chart.svg", views.start_chart, name="start_chart"),
    path("overview/", overview.overview, name="overview"),
    path("overview/<slug:what>.<slug:format>", overview.overview_chart, name="overview_chart"),
    path("search/", views.search, name="search"),
    path("style-guide/", views.style_guide, name="style_guide"),
    path("people/<int:pk>/own-data.<slug:format>", views.person_own_data, name="own_data"),
    path("people/<int:pk>/erase/", views.person_erase, name="person_erase"),
    path("operations/", include("operations.urls")),
    path("accounts/", include("accounts.urls")),
    path("imports/", include("imports.urls")),
    path("members/", include("members.urls")),
    path("programs/", include("programs.urls")),
    path("meetings/<int:pk>/folder/", conference.conference, name="conference"),
    path("meetings/<int:pk>/folder/all.zip", conference.conference_zip, name="conference_zip"),
    path("meetings/<int:pk>/news/", conference.conference_news, name="conference_news"),
    path(
        "meetings/<int:pk>/news.<slug:format>",
        conference.conference_news_file,
        name="conference_news_file",
    ),
    path("meetings/", include("meetings.urls")),
    path("awards/", include("awards.urls")),
    path("reports/", include("reports.urls")),
    path("api/v1/openapi.json", api.schema, name="api_schema"),
    path("api/v1/", api.urls()),
    path("admin/", admin.site.urls),
]

handler404 = "commune_security.views.not_found"
handler500 = "operations.views.server_error"
handler403 = "commune_security.views.forbidden"
