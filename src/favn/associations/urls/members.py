"""The register of members, the yearly fee, and the form to become one."""

from django.urls import path

from favn.associations.views import fees, joining, members, payments

urlpatterns = [
    path("medlemmer/", members.members, name="members"),
    path("medlemmer/ny/", members.new_member, name="new-member"),
    path("medlemmer/medlemmer.csv", members.members_file, name="members-file"),
    path("medlemmer/ens/", members.twins, name="member-twins"),
    path("medlemmer/kontingent/", fees.fee_years, name="fee-years"),
    path("medlemmer/kontingent/<int:year>/", fees.fee_year, name="fee-year"),
    path("medlemmer/kontingent/<uuid:pk>/eftergiv/", fees.waive_fee, name="waive-fee"),
    path("medlemmer/kontingent/<uuid:pk>/kvittering.pdf", fees.receipt, name="receipt"),
    path("medlemmer/indbetalinger/", payments.payment_files, name="payment-files"),
    path("medlemmer/indbetalinger/<uuid:pk>/", payments.payment_file, name="payment-file"),
    path("medlemmer/betaling/<uuid:pk>/placer/", payments.place_payment, name="place-payment"),
    path("medlemmer/betaling/<uuid:pk>/tag-ud/", payments.void_payment, name="void-payment"),
    path("medlemmer/<uuid:pk>/", members.member, name="member"),
    path("medlemmer/<uuid:pk>/ret/", members.change_member, name="change-member"),
    path("medlemmer/<uuid:pk>/slet/", members.erase_member, name="erase-member"),
    path("bliv-medlem/<slug:organisation>/", joining.become_member, name="become-member"),
    path("bliv-medlem/<slug:organisation>/tak/", joining.became_member, name="became-member"),
]
