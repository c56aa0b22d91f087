from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("export/<slug:what>.<slug:format>", views.export, name="export"),
    path("communes/", views.commune_list, name="communes"),
    path("communes/<int:pk>/", views.commune_page, name="commune"),
    path("communes/change/", views.unit_change, name="unit_change"),
    path("villages/new/", views.village_new, name="village_new"),
    path("villages/<int:pk>/", views.village_page, name="village"),
    path("villages/<int:pk>/edit/", views.village_edit, name="village_edit"),
    path("villages/<int:pk>/years/", views.village_year, name="village_year"),
    path("villages/<int:pk>/offices/new/", views.office_new, name="office_new"),
    path("offices/<int:pk>/end/", views.office_end, name="office_end"),
    path("teams/", views.team_list, name="teams"),
    path("teams/<int:pk>/", views.team_page, name="team"),
    path("teams/<int:pk>/follow-offices/", views.team_follow_offices, name="team_follow_offices"),
    path("teams/new/", views.team_new, name="team_new"),
    path("teams/<int:pk>/restaff/", views.team_restaff, name="team_restaff"),
    path("teams/<int:pk>/dissolve/", views.team_dissolve, name="team_dissolve"),
    path("memberships/<int:pk>/transfer/", views.membership_transfer, name="membership_transfer"),
    path("teams/<int:pk>/add/", views.change_add, name="change_add"),
    path("memberships/<int:pk>/end/", views.change_end, name="change_end"),
    path("memberships/<int:pk>/correct/", views.change_correct, name="change_correct"),
    path("changes/", views.change_list, name="changes"),
    path("changes/decide/", views.change_decide, name="change_decide"),
    path("changes/<int:pk>/withdraw/", views.change_withdraw, name="change_withdraw"),
    path("people/", views.person_list, name="people"),
    path("requests/", views.request_list, name="requests"),
    path("requests/new/", views.request_new, name="request_new"),
    path("requests/<int:pk>/", views.request_page, name="request"),
    path("requests/<int:pk>/<slug:act>/", views.request_act, name="request_act"),
    path("people/doubles/", views.double_list, name="doubles"),
    path("people/near/", views.person_near, name="person_near"),
    path("people/<int:pk>/merge/<int:other>/", views.person_merge, name="person_merge"),
    path(
        "people/<int:pk>/tell-apart/<int:other>/", views.person_tell_apart, name="person_tell_apart"
    ),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<int:pk>/", views.person_page, name="person"),
    path("people/<int:pk>/edit/", views.person_edit, name="person_edit"),
    path("people/<int:pk>/reveal/", views.person_reveal, name="person_reveal"),
    path("people/<int:pk>/photo/", views.person_photo, name="person_photo"),
]
