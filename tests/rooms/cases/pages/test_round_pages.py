"""Rounds and procedures."""

from django.test import Client
from django.urls import reverse

from kechuang.cases.models import Case, ClockExtension
from tests.rooms.cases.pages.desk import begin_permit, completed, seal

KEY = "00000000-0000-4000-8000-0000000000bb"


def round_page(person, of):
    return person.client.get(reverse("cases:round", args=[of.code]))


def test_a_round_counts_what_came_to_the_authority(alice, clerk, permits, yunlan):
    case = begin_permit(permits, alice.actor, yunlan)
    begin_permit(permits, alice.actor, yunlan, "另一件")
    seal(completed(case, alice.client, alice.actor), alice.client, KEY)

    page = round_page(clerk, permits).content.decode()

    assert '<th scope="row">待审</th><td class="numeric">1</td>' in page
    assert "state=filed" in page
    assert "办理天数" in page


def test_a_round_is_the_authoritys(alice, auditor, permits):
    assert round_page(alice, permits).status_code == 403
    assert round_page(auditor, permits).status_code == 200


def test_one_act_extends_a_clock_for_all_and_is_shown(clerk, permits):
    address = reverse("cases:round", args=[permits.code])

    done = clerk.client.post(address, {"clock": "deciding", "days": "5", "why": "系统升级"})

    assert done.status_code == 302
    assert ClockExtension.objects.get().days == 5
    assert "增加 5 天" in round_page(clerk, permits).content.decode()


def test_an_extension_that_does_not_fit_is_refused_above_the_filled_form(clerk, permits):
    address = reverse("cases:round", args=[permits.code])

    wrong = clerk.client.post(
        address, {"clock": "deciding", "until": "2027-01-01", "why": "系统升级"}
    )
    silent = clerk.client.post(address, {"clock": "deciding", "days": "5", "why": ""})

    assert wrong.status_code == 422
    assert "延长的写法与时限不符" in wrong.content.decode()
    assert "系统升级" in wrong.content.decode()
    assert silent.status_code == 422


def test_a_district_clerk_and_an_auditor_extend_nothing(district_clerk, auditor, permits):
    for person in (district_clerk, auditor):
        body = {"clock": "deciding", "days": "5", "why": "x"}
        answer = person.client.post(reverse("cases:round", args=[permits.code]), body)

        assert answer.status_code == 403
    assert not ClockExtension.objects.exists()


def test_a_case_is_begun_for_ones_own_party(alice, permits, yunlan, outsider_firm):
    address = reverse("cases:begin", args=[permits.code])

    done = alice.client.post(address, {"party": yunlan.pk, "title": "阀门"})
    foreign = alice.client.post(address, {"party": outsider_firm.pk, "title": "阀门"})

    case = Case.objects.get()
    assert done.url == reverse("cases:case", args=[case.number])
    assert foreign.status_code == 422
    assert Client().get(address).status_code == 403


def test_the_procedure_page_explains_every_step_in_the_readers_words(clerk, permits):
    address = reverse("cases:procedure", args=[permits.version_id])

    public = Client().get(address).content.decode()
    staff = clerk.client.get(address).content.decode()

    assert 'id="step-5"' in public
    assert "10个工作日" in public
    assert "《某条例》（某令第1号） 第三条" in public
    assert 'href="#step-5"' in public
    assert "拟准予并公示" not in public
    assert "拟准予并公示" in staff
    assert "stateDiagram-v2" in public


def test_procedures_are_listed_by_their_latest_version(permits):
    page = Client().get(reverse("cases:procedures")).content.decode()

    assert permits.version.title in page
