from django.urls import path

from awards import views

app_name = "awards"
urlpatterns = [
    path("", views.round_list, name="rounds"),
    path("mine/", views.my_awards, name="mine"),
    path("new/", views.round_new, name="round_new"),
    path("<int:pk>/", views.round_page, name="round"),
    path("<int:pk>/edit/", views.round_edit, name="round_edit"),
    path("<int:pk>/candidates/", views.candidate_list, name="candidates"),
    path("<int:pk>/nominations/new/", views.nomination_new, name="nomination_new"),
    path("<int:pk>/council/", views.council, name="council"),
    path("<int:pk>/votes/", views.votes, name="votes"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/papers/<slug:what>/", views.paper, name="paper"),
    path("<int:pk>/papers/<slug:what>/issue/", views.paper_issue, name="paper_issue"),
    path("<int:pk>/papers/<slug:what>.<slug:format>", views.paper_file, name="paper_file"),
    path("nominations/<int:pk>/edit/", views.nomination_edit, name="nomination_edit"),
    path("nominations/<int:pk>/delete/", views.nomination_delete, name="nomination_delete"),
    path("nominations/<int:pk>/files/new/", views.file_new, name="file_new"),
    path("files/<int:pk>/", views.file_get, name="file"),
    path("files/<int:pk>/delete/", views.file_delete, name="file_delete"),
    path("layouts/<int:pk>/", views.layout, name="layout"),
    path("layouts/<int:pk>/test.pdf", views.trial, name="trial"),
]
