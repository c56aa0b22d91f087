from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("teams/", views.team_list, name="teams"),
    path("teams/<int:pk>/", views.team_page, name="team"),
    path("teams/<int:pk>/follow-offices/", views.team_follow_offices, name="team_follow_offices"),
    path("teams/<int:pk>/add/", views.change_add, name="change_add"),
    path("memberships/<int:pk>/end/", views.change_end, name="change_end"),
    path("memberships/<int:pk>/correct/", views.change_correct, name="change_correct"),
    path("changes/", views.change_list, name="changes"),
    path("changes/decide/", views.change_decide, name="change_decide"),
    path("changes/<int:pk>/withdraw/", views.change_withdraw, name="change_withdraw"),
    path("people/", views.person_list, name="people"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<int:pk>/", views.person_page, name="person"),
    path("people/<int:pk>/edit/", views.person_edit, name="person_edit"),
    path("people/<int:pk>/reveal/", views.person_reveal, name="person_reveal"),
    path("people/<int:pk>/photo/", views.person_photo, name="person_photo"),
]
