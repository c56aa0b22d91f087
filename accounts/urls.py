from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("first-start/", views.first_start, name="first_start"),
    path("sign-in/", login_not_required(views.SignIn.as_view()), name="login"),
    path("sign-out/", views.sign_out, name="logout"),
    path("verify/", views.verify, name="verify"),
    path("me/", views.me, name="me"),
    path("password/", views.password, name="password"),
    path("second-factor/", views.factor_setup, name="factor"),
    path("second-factor/codes/", views.factor_codes, name="factor_codes"),
    path("second-factor/remove/", views.factor_remove, name="factor_remove"),
    path("sessions/end/", views.sessions_end, name="sessions_end"),
    path("sessions/<slug:key>/end/", views.session_end, name="session_end"),
    path("users/", views.user_list, name="users"),
    path("users/new/", views.user_new, name="user_new"),
    path("users/<int:pk>/", views.user_page, name="user"),
    path("users/<int:pk>/roles/", views.role_new, name="role_new"),
    path("users/<int:pk>/roles/end/", views.role_end, name="role_end"),
    path("users/<int:pk>/<slug:act>/", views.user_act, name="user_act"),
    path("notices/", views.notice_list, name="notices"),
    path("notices/bell/", views.bell, name="bell"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/<int:pk>/", views.notice_open, name="notice"),
    path("log/", views.log_page, name="log"),
]
