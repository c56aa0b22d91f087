from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="meetings"),
    path("new/", views.meeting_new, name="meeting_new"),
    path("invitations/", views.my_invitations, name="mine"),
    path("<int:pk>/", views.meeting_page, name="meeting"),
    path("<int:pk>/edit/", views.meeting_edit, name="meeting_edit"),
    path("<int:pk>/agenda/", views.agenda, name="agenda"),
    path("<int:pk>/agenda/source/", views.agenda_source, name="agenda_source"),
    path("<int:pk>/attendance/", views.attendance, name="attendance"),
    path("<int:pk>/attendance/counts/", views.attendance_counts, name="counts"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/seats/", views.seats, name="seats"),
    path("<int:pk>/guests/new/", views.guest_new, name="guest_new"),
    path("delegates/<int:pk>/edit/", views.delegate_edit, name="delegate_edit"),
    path("delegates/<int:pk>/delete/", views.delegate_delete, name="delegate_delete"),
    path("delegates/<int:pk>/mark/", views.attendance_mark, name="mark"),
    path("delegates/<int:pk>/invitation.pdf", views.delegate_invitation, name="invitation"),
    path("code/<str:code>/", views.code, name="code"),
    path("<int:pk>/papers/<slug:what>/", views.paper, name="paper"),
    path("<int:pk>/papers/<slug:what>/issue/", views.paper_issue, name="paper_issue"),
    path("<int:pk>/papers/<slug:what>.<slug:format>", views.paper_file, name="paper_file"),
    path("<int:pk>/invitations/", views.invitations, name="invitations"),
    path("runs/<int:pk>/", views.run, name="run"),
    path("runs/<int:pk>/file/", views.run_file, name="run_file"),
    path("<int:pk>/minutes/", views.minutes, name="minutes"),
    path("<int:pk>/tasks/new/", views.conclusion_new, name="conclusion_new"),
    path("<int:pk>/tasks/remind/", views.tasks_remind, name="tasks_remind"),
    path("tasks/<int:pk>/edit/", views.conclusion_edit, name="conclusion_edit"),
    path("tasks/<int:pk>/delete/", views.conclusion_delete, name="conclusion_delete"),
    path("<int:pk>/photos/", views.photos, name="photos"),
    path("<int:pk>/photos/arrange/", views.photos_arrange, name="photos_arrange"),
    path("photos/<int:pk>/delete/", views.photo_delete, name="photo_delete"),
    path("photos/<int:pk>/<slug:size>.jpg", views.photo, name="photo"),
]
