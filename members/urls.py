from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("teams/", views.team_list, name="teams"),
    path("teams/<int:pk>/", views.team_page, name="team"),
]
