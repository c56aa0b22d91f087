from django.urls import path

from programs import views

app_name = "programs"
urlpatterns = [
    path("highlights/", views.highlight_list, name="highlights"),
    path("highlights/new/", views.highlight_new, name="highlight_new"),
    path("highlights/<int:pk>/edit/", views.highlight_edit, name="highlight_edit"),
    path("highlights/<int:pk>/delete/", views.highlight_delete, name="highlight_delete"),
    path("highlights/<int:pk>/photo/", views.highlight_photo, name="highlight_photo"),
    path("results/", views.results, name="results"),
    path("results/accept/", views.result_accept, name="result_accept"),
    path("results/<int:pk>/return/", views.result_return, name="result_return"),
    path("<int:pk>/form-<int:year>.xlsx", views.result_form, name="result_form"),
    path("<int:pk>/remind/", views.result_remind, name="result_remind"),
    path(
        "<int:program>/villages/<int:village>/<int:year>/<int:month>/",
        views.result_sheet,
        name="sheet",
    ),
]
