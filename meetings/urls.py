from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.meeting_list, name="meetings"),
    path("<int:pk>/", views.meeting_page, name="meeting"),
    path("<int:pk>/attendance/", views.attendance, name="attendance"),
    path("<int:pk>/attendance/counts/", views.attendance_counts, name="counts"),
    path("delegates/<int:pk>/mark/", views.attendance_mark, name="mark"),
]
