from django.urls import path

from imports import views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("<int:pk>/", views.import_page, name="run"),
    path("<int:pk>/items/", views.import_items, name="items"),
    path("<int:pk>/progress/", views.import_progress, name="progress"),
    path("<int:pk>/write/", views.import_write, name="write"),
    path("<int:pk>/undo/", views.import_undo, name="undo"),
    path("<int:pk>/drop/", views.import_drop, name="drop"),
    path("blanks/<slug:kind>/<slug:key>/", views.blank, name="blank"),
    path("profiles/<int:pk>/forget/", views.profile_forget, name="profile_forget"),
]
