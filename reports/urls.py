from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="list"),
    path("new/", views.report_new, name="new"),
    path("<int:pk>/", views.report_page, name="page"),
    path("<int:pk>/title/", views.report_title, name="title"),
    path("<int:pk>/next/", views.report_next, name="next"),
    path("<int:pk>/facts/<str:key>/", views.report_facts, name="facts"),
    path("<int:pk>/sections/<slug:key>/", views.report_section, name="section"),
    path("<int:pk>/checks/", views.report_checks, name="checks"),
    path("<int:pk>/checks/reasons/", views.report_reason, name="reason"),
    path(
        "<int:pk>/checks/reasons/<int:reason>/withdraw/",
        views.report_reason_withdraw,
        name="reason_withdraw",
    ),
    path("<int:pk>/sign-off/", views.report_sign_off, name="sign_off"),
    path("<int:pk>/remarks/", views.report_remark, name="remark"),
    path("<int:pk>/remarks/send-back/", views.report_send_back, name="send_back"),
    path("<int:pk>/remarks/<int:remark>/settle/", views.report_settle, name="settle"),
    path("<int:pk>/reopen/", views.report_reopen, name="reopen"),
    path("<int:pk>/issue/", views.report_issue, name="issue"),
    path("<int:pk>/correct/", views.report_correct, name="correct"),
    path("<int:pk>/files/", views.report_make_files, name="make_files"),
    path("<int:pk>/files/<str:format>/", views.report_file, name="file"),
    path("jobs/<int:pk>/", views.report_job, name="job"),
]
