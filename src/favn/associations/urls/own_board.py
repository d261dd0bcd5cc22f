"""The board, its statutes, and general assemblies."""

from django.urls import path

from favn.associations.views import assemblies, meeting, own_board

urlpatterns = [
    path("bestyrelse/", own_board.board, name="board"),
    path("bestyrelse/ny/", own_board.new_seat, name="new-seat"),
    path("bestyrelse/skift/", own_board.change_board, name="change-board"),
    path("bestyrelse/vedtaegter/", own_board.bylaws, name="bylaws"),
    path("bestyrelse/<uuid:pk>/ud/", own_board.end_seat, name="end-seat"),
    path("bestyrelsen/<slug:organisation>/", own_board.public_board, name="public-board"),
    path("generalforsamling/", assemblies.assemblies, name="assemblies"),
    path("generalforsamling/ny/", assemblies.new_assembly, name="new-assembly"),
    path("generalforsamling/<uuid:pk>/", assemblies.assembly, name="assembly"),
    path("generalforsamling/<uuid:pk>/ret/", assemblies.change_assembly, name="change-assembly"),
    path("generalforsamling/<uuid:pk>/fremmoede/", meeting.voters, name="voters"),
    path("generalforsamling/punkt/<uuid:pk>/", meeting.item, name="agenda-item"),
    path(
        "generalforsamling/<uuid:pk>/<slug:paper>.<slug:kind>",
        assemblies.assembly_paper,
        name="assembly-paper",
    ),
]
