"""Addresses of this room, below /<language>/intervisie/."""

from django.urls import path

from intervision.views import agreements, calendars, circles, guests, methods, pace, practice, replan, room, screen

app_name = "intervision"
urlpatterns = [
    path("", circles.home, name="home"),
    path("kiezen/", methods.choose, name="choose"),
    path("methoden/", methods.methods, name="methods"),
    path("methoden/<slug:slug>/", methods.method, name="method"),
    path("methoden/<slug:slug>/kaarten/", methods.cards, name="cards"),
    path("kringen/<uuid:circle_id>/", circles.circle, name="circle"),
    path("kringen/<uuid:circle_id>/plannen/", circles.plan, name="plan"),
    path("kringen/<uuid:circle_id>/afspraken/", agreements.agreement, name="agreement"),
    path("kringen/<uuid:circle_id>/afspraken/schrijven/", agreements.write, name="write_agreement"),
    path("kringen/<uuid:circle_id>/afspraken/tekenen/", agreements.sign, name="sign_agreement"),
    path("oefenen/", practice.practice, name="practice"),
    path("kringen/<uuid:circle_id>/ritme/", calendars.rhythm, name="rhythm"),
    path("kringen/<uuid:circle_id>/ritme/plannen/", calendars.plan_series, name="plan_series"),
    path("kringen/<uuid:circle_id>/ritme/stoppen/", calendars.stop_rhythm, name="stop_rhythm"),
    path("kringen/<uuid:circle_id>/agenda/", calendars.subscription, name="calendar"),
    path("kringen/<uuid:circle_id>/agenda/stoppen/", calendars.unsubscribe, name="end_calendar"),
    path("agenda/<str:token>/intervisie.ics", calendars.feed, name="feed"),
    path("gast/", guests.ask, name="guest"),
    path("scherm/", screen.pair, name="pair"),
    path("sessie/<uuid:session_id>/", room.room, name="room"),
    path("sessie/<uuid:session_id>/staat/", room.state, name="state"),
    path("sessie/<uuid:session_id>/verloop/", room.steer, name="steer"),
    path("sessie/<uuid:session_id>/schrijven/", room.write, name="write"),
    path("sessie/<uuid:session_id>/kladje/", room.draft, name="draft"),
    path("sessie/<uuid:session_id>/terugnemen/", room.take_back, name="take_back"),
    path("sessie/<uuid:session_id>/klaar/", room.ready, name="ready"),
    path("sessie/<uuid:session_id>/bewaren/", room.keep, name="keep"),
    path("sessie/<uuid:session_id>/verzetten/", replan.move, name="move_session"),
    path("sessie/<uuid:session_id>/afzeggen/", replan.cancel, name="cancel_session"),
    path("sessie/<uuid:session_id>/traag/", pace.pace, name="pace"),
    path("sessie/<uuid:session_id>/wissen/", practice.throw_away, name="throw_away"),
    path("sessie/<uuid:session_id>/afsluiten/", room.confirm_close, name="confirm_close"),
    path("sessie/<uuid:session_id>/schermcode/", room.screen_code, name="screen_code"),
    path("sessie/<uuid:session_id>/gastcode/", guests.offer, name="guest_code"),
    path("sessie/<uuid:session_id>/gast/binnen/", guests.admit, name="admit_guest"),
    path("sessie/<uuid:session_id>/gast/buiten/", guests.show_out, name="show_guest_out"),
    path("sessie/<uuid:session_id>/namens/", guests.let_type, name="let_type"),
    path("sessie/<uuid:session_id>/wachten/", guests.wait, name="guest_door"),
    path("sessie/<uuid:session_id>/scherm/", screen.screen, name="screen"),
    path("sessie/<uuid:session_id>/scherm/staat/", screen.state, name="screen_state"),
]
