from django.urls import path

from programs import views

app_name = "programs"
urlpatterns = [
    path("", views.program_list, name="programs"),
    path("<int:pk>/", views.program_page, name="program"),
    path("trusted-persons/", views.trusted_list, name="trusted_persons"),
    path("trusted-persons/<int:pk>/", views.trusted_page, name="trusted_person"),
    path("zones/", views.zone_list, name="zones"),
    path("zones/<int:pk>/", views.zone_page, name="zone"),
    path("cameras/", views.camera_list, name="cameras"),
    path("cameras/map.json", views.camera_map, name="camera_map"),
    path("cameras/cameras.geojson", views.camera_geojson, name="camera_geojson"),
    path("cameras/chart.svg", views.camera_chart, name="camera_chart"),
    path("cameras/<int:pk>/", views.camera_page, name="camera"),
    path("add/<slug:what>/", views.row_new, name="row_new"),
    path("add/<slug:what>/<int:parent>/", views.row_new, name="row_new"),
    path("edit/<slug:what>/<int:pk>/", views.row_edit, name="row_edit"),
    path("delete/<slug:what>/<int:pk>/", views.row_delete, name="row_delete"),
    path("highlights/", views.highlight_list, name="highlights"),
    path("highlights/new/", views.highlight_new, name="highlight_new"),
    path("highlights/<int:pk>/edit/", views.highlight_edit, name="highlight_edit"),
    path("highlights/<int:pk>/delete/", views.highlight_delete, name="highlight_delete"),
    path("highlights/<int:pk>/photo/", views.highlight_photo, name="highlight_photo"),
    path("results/", views.results, name="results"),
    path("results/accept/", views.result_accept, name="result_accept"),
    path("results/<int:pk>/return/", views.result_return, name="result_return"),
    path("<int:pk>/results.xlsx", views.result_book, name="result_book"),
    path("<int:pk>/form-<int:year>.xlsx", views.result_form, name="result_form"),
    path("<int:pk>/remind/", views.result_remind, name="result_remind"),
    path("<int:pk>/targets/", views.program_targets, name="targets"),
    path("<int:pk>/years/", views.result_years, name="result_years"),
    path("<int:program>/commune/<int:year>/", views.commune_year, name="commune_year"),
    path("<int:program>/villages/<int:village>/<int:year>/", views.year_sheet, name="year_sheet"),
    path(
        "<int:program>/villages/<int:village>/<int:year>/<int:month>/",
        views.result_sheet,
        name="sheet",
    ),
]
