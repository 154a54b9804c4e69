"""The pages of the administration: for administrators only, and a password is shown once."""

import re
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kechuang.accounts import access
from kechuang.accounts.models import Department, Membership, User
from kechuang.accounts.views import people
from kechuang.audit.models import Event
from kechuang.base.clock import today
from kechuang.base.roles import Role
from tests.cast import PASSWORD, person

GENERATED = re.compile(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b")
ACCOUNT = {"username": "lin", "full_name": "林知夏", "phone": "138 0000 1234", "password": ""}
OWN = "my-own-Secret-2026"


def user_of(somebody):
    return User.objects.get(pk=somebody.actor.account_id)


def page(somebody, name):
    return reverse(f"accounts:{name}", args=[user_of(somebody).pk])


def end_page(somebody):
    user = user_of(somebody)
    return reverse("accounts:end_role", args=[user.pk, user.memberships.get().pk])


def pages(somebody):
    names = ("detail", "grant", "reset_password", "deactivate", "reactivate")
    single = [page(somebody, name) for name in names]
    return ["/people/", "/people/?export=xlsx", "/people/new/", *single, end_page(somebody)]


def logged_in(username, password):
    client = Client()
    client.post("/accounts/login/", {"login": username, "password": password})
    return client


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_administrator_opens_every_page(admin, alice, language):
    admin.client.cookies["django_language"] = language

    for url in pages(alice):
        assert admin.client.get(url).status_code == 200, url


@pytest.mark.parametrize("who", ["anonymous", "bob", "clerk", "auditor"])
def test_nobody_else_opens_any_of_them(request, alice, who):
    client = request.getfixturevalue(who).client

    for url in pages(alice):
        assert client.get(url).status_code == 403, url
        assert client.post(url, {"reason": "x"}).status_code in (403, 405), url
    assert not Event.objects.exists()


def test_the_predicate_is_what_keeps_them_out(monkeypatch, bob, alice):
    """The red control: with it off, an enterprise's member reads every page."""
    monkeypatch.setattr(people, "can_manage_accounts", lambda actor: True)

    assert not access.can_manage_accounts(bob.actor)
    assert all(bob.client.get(url).status_code == 200 for url in pages(alice))


def names_on(client, query):
    return {user.username for user in client.get(f"/people/?{query}").context["table"].data}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"admin", "alice", "charlie", "clerk"}),
        ("username=LI", {"alice", "charlie"}),
        ("full_name=char", {"charlie"}),
        ("role=bureau", {"clerk"}),
        ("party=云港", {"charlie"}),
        ("is_active=false", {"clerk"}),
        ("is_active=true&role=enterprise", {"alice", "charlie"}),
    ],
)
def test_filters(admin, alice, charlie, clerk, query, found):
    User.objects.filter(username="clerk").update(is_active=False)

    assert names_on(admin.client, query) == found


def test_organisations_are_found_by_credit_code_and_only_while_the_role_holds(admin, alice, yunlan):
    query = f"party={yunlan.credit_code[:12]}"

    assert names_on(admin.client, query) == {"alice"}
    Membership.objects.filter(user__username="alice").update(until="2021-01-01")
    assert names_on(admin.client, query) == set()


def test_the_number_of_queries_does_not_grow_with_the_people(admin, alice, yunlan):
    admin.client.get("/people/")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert admin.client.get("/people/").status_code == 200
        return len(captured)

    with_two = queries()
    for number in range(5):
        person(f"more{number}", Role.ENTERPRISE, of=yunlan)

    assert queries() == with_two


def test_the_list_is_saved_as_a_workbook(admin, alice, yunlan):
    response = admin.client.get("/people/?export=xlsx")

    rows = list(openpyxl.load_workbook(BytesIO(response.content)).active.values)
    assert rows[0][:5] == ("用户名", "姓名", "角色", "所属单位", "状态")
    assert rows[2][:5] == ("alice", "alice", "企业", yunlan.name, "在用")


def test_a_generated_password_is_shown_once_and_must_be_changed(admin):
    answer = admin.client.post("/people/new/", ACCOUNT)

    (password,) = set(GENERATED.findall(answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    lin = User.objects.get(username="lin")
    assert (lin.full_name, lin.phone, lin.must_change_password) == ("林知夏", "13800001234", True)
    assert lin.check_password(password)
    detail = admin.client.get(reverse("accounts:detail", args=[lin.pk])).content.decode()
    assert password not in detail


def test_a_password_the_administrator_chose_is_not_shown(admin):
    answer = admin.client.post("/people/new/", ACCOUNT | {"password": PASSWORD})

    lin = User.objects.get(username="lin")
    assert answer["Location"] == reverse("accounts:detail", args=[lin.pk])
    assert lin.must_change_password


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"username": "ALICE"}, "已被使用"),
        ({"phone": "110"}, "手机号码无法采用"),
        ({"password": "12345"}, "密码未被接受"),
        ({"full_name": ""}, "这个字段是必填项"),
    ],
)
def test_a_wrong_entry_is_explained_and_what_was_typed_stays(admin, alice, given, said):
    answer = admin.client.post("/people/new/", ACCOUNT | given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="138 0000 1234"' in answer.content.decode() or "phone" in given
    assert not User.objects.filter(username="lin").exists()


def test_a_role_is_granted_with_everything_that_bounds_it(admin, alice, university):
    department = Department.objects.create(code="gx", name="高新处", name_en="High-tech Division")
    given = {
        "role": Role.INSTITUTION,
        "party": f" {university.credit_code.lower()} ",
        "department": department.pk,
        "district": "990101",
        "since": "2026-12-01",
        "until": "2027-11-30",
    }

    answer = admin.client.post(page(alice, "grant"), given)

    assert answer["Location"] == page(alice, "detail")
    granted = Membership.objects.get(role=Role.INSTITUTION)
    assert (granted.party, granted.department, granted.district) == (
        university,
        department,
        "990101",
    )
    assert (str(granted.since), str(granted.until)) == ("2026-12-01", "2027-11-30")


def test_the_first_day_is_today_as_browsers_read_days(admin, alice):
    form = admin.client.get(page(alice, "grant")).content.decode()

    assert f'type="date" name="since" value="{today().isoformat()}"' in form


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"role": "bank"}, "必须写明所属单位"),
        ({"party": "91110000000000000X"}, "没有登记过这个信用代码"),
        ({"district": "110101"}, "不是本市"),
        ({"role": "auditor"}, "三员分立"),
        ({"until": "2020-01-01"}, "终止日期不能早于开始日期"),
    ],
)
def test_a_role_that_cannot_be_granted_is_explained(admin, clerk, given, said):
    role = {"role": "expert", "since": "2026-11-21"} | given

    answer = admin.client.post(page(clerk, "grant"), role)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Membership.objects.filter(user=user_of(clerk)).count() == 1


def test_a_role_is_ended_with_its_reason_in_the_history(admin, alice):
    answer = admin.client.post(end_page(alice), {"reason": "调离本单位"})

    assert answer["Location"] == page(alice, "detail")
    assert user_of(alice).memberships.get().until == today()
    assert "调离本单位" in admin.client.get(page(alice, "detail")).content.decode()


def test_the_role_of_another_person_is_not_found_under_this_one(admin, alice, charlie):
    other = user_of(charlie).memberships.get().pk

    answer = admin.client.post(f"{page(alice, 'grant')}{other}/end/", {"reason": "x"})

    assert answer.status_code == 404


def test_an_account_is_closed_and_opened_again(admin, alice):
    admin.client.post(page(alice, "deactivate"), {"reason": "离职"})
    assert not user_of(alice).is_active
    again = admin.client.post(page(alice, "deactivate"), {"reason": "离职"})
    admin.client.post(page(alice, "reactivate"), {"reason": "返聘"})

    assert again.status_code == 409
    assert user_of(alice).is_active


def test_the_page_says_why_administrators_cannot_close_themselves(admin):
    person("second", Role.ADMINISTRATOR)

    answer = admin.client.post(page(admin, "deactivate"), {"reason": "离职"})

    assert answer.status_code == 422
    assert "请由另一位管理员办理" in answer.content.decode()
    assert user_of(admin).is_active


def test_pages_that_write_do_nothing_when_only_looked_at(admin, alice):
    for url in pages(alice):
        admin.client.get(url)

    assert not Event.objects.exists()


@pytest.fixture
def given_password(admin, alice):
    """Alice's password as an administrator reset it."""
    answer = admin.client.post(page(alice, "reset_password"))
    (password,) = set(GENERATED.findall(answer.content.decode()))
    return password


def change(client, old, new):
    typed = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/accounts/password/change/", typed)


def test_a_reset_password_opens_nothing_until_it_is_changed(alice, given_password):
    client = logged_in("alice", given_password)

    for url in ("/workspace/", "/outcomes/", "/api/openapi.json"):
        assert client.get(url)["Location"] == "/accounts/password/change/"
    assert "您的密码由管理员设置" in client.get("/accounts/password/change/").content.decode()

    assert change(client, given_password, OWN)["Location"] == "/workspace/"
    assert client.get("/workspace/").status_code == 200
    assert not user_of(alice).must_change_password
    assert Event.objects.last().command == "change_own_password"


def test_the_given_password_is_not_accepted_as_ones_own(alice, given_password):
    client = logged_in("alice", given_password)

    answer = change(client, given_password, given_password)

    assert "新密码不能与原密码相同" in answer.content.decode()
    assert user_of(alice).must_change_password


def test_the_flag_is_what_sends_them_there(alice, given_password):
    """The red control: without it the given password opens the workspace."""
    User.objects.update(must_change_password=False)

    assert logged_in("alice", given_password).get("/workspace/").status_code == 200


@pytest.mark.parametrize("who", ["alice", "clerk", "auditor", "admin"])
def test_the_menu_leads_only_where_the_role_may_go(request, who):
    """Every entry of the side menu opens for whoever sees it."""
    client = request.getfixturevalue(who).client
    menu = (
        client.get("/workspace/").content.decode().split('class="side-nav"')[1].split("</nav>")[0]
    )

    links = re.findall(r'<a href="([^"]+)"', menu)

    assert ("/people/" in links) == (who == "admin")
    assert [url for url in links if client.get(url).status_code not in (200, 302)] == []


def test_organisations_and_departments_go_by_their_english_names(admin, alice, clerk, yunlan):
    yunlan.name_en = "Yunlan Alpha Technology Co., Ltd."
    yunlan.save()
    department = Department.objects.create(code="d", name="成果处", name_en="Outcomes Division")
    user_of(clerk).memberships.update(department=department)
    admin.client.cookies["django_language"] = "en"

    listed = admin.client.get("/people/?party=alpha").content.decode()
    person, officer = (admin.client.get(page(who, "detail")).content for who in (alice, clerk))

    assert yunlan.name_en in listed
    assert yunlan.name_en in person.decode()
    assert "Outcomes Division" in officer.decode()
