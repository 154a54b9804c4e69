from django.urls import path

from kechuang.entitlements.views import answers, calendar, changing, cultivating, ladder, supposing

app_name = "entitlements"
urlpatterns = [
    path("", answers.board, name="board"),
    path("changes/", changing.Changes.as_view(), name="changes"),
    path("ladders/", cultivating.ladders, name="ladders"),
    path("party/<int:pk>/", answers.party, name="party"),
    path("party/<int:pk>/what-if/", supposing.what_if, name="what_if"),
    path("party/<int:pk>/ladder/", ladder.ladder, name="ladder"),
    path("party/<int:pk>/calendar/", calendar.calendar, name="calendar"),
    path("party/<int:pk>/calendar.ics", calendar.calendar_file, name="calendar_file"),
    path("answer/<int:pk>/", answers.answer, name="answer"),
    path("<slug:pack_id>/<slug:clause_id>/", answers.ClauseReach.as_view(), name="clause"),
]
