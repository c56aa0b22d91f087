from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="meetings"),
    path("<int:pk>/", views.meeting_page, name="meeting"),
    path("<int:pk>/attendance/", views.attendance, name="attendance"),
    path("<int:pk>/attendance/counts/", views.attendance_counts, name="counts"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/guests/new/", views.guest_new, name="guest_new"),
    path("delegates/<int:pk>/edit/", views.delegate_edit, name="delegate_edit"),
    path("delegates/<int:pk>/delete/", views.delegate_delete, name="delegate_delete"),
    path("delegates/<int:pk>/mark/", views.attendance_mark, name="mark"),
]
