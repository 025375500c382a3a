"""The review desk: checked, asked, talked, approved by two, refused, run out (4.1)."""

import json

import pytest
from sqlalchemy import select

from app.accounts.models import AccessLogEntry
from app.evidence.models import Evidence, EvidenceBody, EvidenceChain
from app.extensions import db
from app.kernel import crypto
from app.messaging.models import Message
from app.suppliers.applying import expiring, rules
from app.suppliers.applying.models import ApplicantKind
from app.suppliers.applying.models import ApplicationState as S
from app.suppliers.models import Supplier
from app.suppliers.team import INVITE_FOR
from tests.builders import PASSWORD
from tests.page import Page
from tests.suppliers.steps import (
    CONTRACT,
    EMAIL,
    IBAN,
    NATIONAL_ID,
    act,
    application,
    approved,
    begin,
    desk,
    desk_page,
    home,
    letter,
    link_in,
    offered,
    send,
    talked,
    verify,
    write,
)

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("SM-4.1")]


@pytest.fixture(autouse=True)
def _day(today):
    today("2026-03-16")


@pytest.fixture
def reviewer(staff):
    return staff("catalogue")


@pytest.fixture
def second(staff):
    return staff("catalogue")


def night(today, day):
    """The timer of a night."""
    today(f"{day} 00:05:00")
    db.session.rollback()
    expiring.run_out()
    db.session.commit()


def on_record():
    db.session.rollback()
    rows = db.session.execute(
        select(Evidence.kind, Evidence.actor_role, EvidenceBody.body)
        .join(EvidenceBody, EvidenceBody.sha256 == Evidence.body_sha256)
        .join(EvidenceChain, EvidenceChain.id == Evidence.chain_id)
        .where(EvidenceChain.subject.like("application:%"))
        .order_by(Evidence.id)
    )
    return [(kind, role, json.loads(body)) for kind, role, body in rows]


TABLE = [
    (S.DRAFT, "submit", S.SUBMITTED),
    (S.DRAFT, "expire", S.EXPIRED),
    (S.SUBMITTED, "ask_more", S.NEEDS_INFO),
    (S.NEEDS_INFO, "reply", S.SUBMITTED),
    (S.NEEDS_INFO, "expire", S.EXPIRED),
    (S.SUBMITTED, "offer_interview", S.INTERVIEW_OFFERED),
    (S.INTERVIEW_OFFERED, "book", S.INTERVIEW_BOOKED),
    (S.INTERVIEW_OFFERED, "expire", S.EXPIRED),
    (S.INTERVIEW_BOOKED, "no_show", S.INTERVIEW_OFFERED),
    (S.INTERVIEW_BOOKED, "refused_no_code", S.INTERVIEW_OFFERED),
    (S.INTERVIEW_BOOKED, "cancelled", S.INTERVIEW_OFFERED),
    (S.INTERVIEW_BOOKED, "moved", S.INTERVIEW_OFFERED),
    (S.INTERVIEW_BOOKED, "third_no_show", S.EXPIRED),
    (S.INTERVIEW_BOOKED, "completed", S.INTERVIEW_DONE),
    (S.INTERVIEW_DONE, "approve", S.CONTRACT_PENDING),
    (S.SUBMITTED, "reject", S.REJECTED),
    (S.INTERVIEW_DONE, "reject", S.REJECTED),
    (S.CONTRACT_PENDING, "accept_contract", S.ACTIVE),
    (S.CONTRACT_PENDING, "expire", S.EXPIRED),
    *((state, "withdraw", S.WITHDRAWN) for state in rules.OPEN_STATES),
]


def test_the_table_holds_these_steps_and_no_other():
    assert {(before, event): after for before, event, after in TABLE} == dict(rules.COURSE)


@pytest.mark.parametrize(
    ("outcome", "before", "event"),
    [
        ("no_show", 0, "no_show"),
        ("no_show", 1, "no_show"),
        ("no_show", 2, "third_no_show"),
        ("refused_no_code", 2, "refused_no_code"),
        ("moved", 2, "moved"),
    ],
)
def test_only_not_coming_counts_towards_three(outcome, before, event):
    assert rules.outcome_event(outcome, before) == event


def test_the_desk_lists_it_with_its_last_day(visitor, reviewer):
    send(visitor)

    assert "Application of Zeliha'nın Mutfağı" in Page(reviewer.get("/en/admin")).text
    rows = Page(reviewer.get("/en/admin/suppliers/applications")).rows()
    assert "With the cooperative" in rows[0][3]
    found = Page(reviewer.get("/en/admin/suppliers/applications?q=zeliha")).rows()
    assert len(found) == 1
    assert Page(reviewer.get("/en/admin/suppliers/applications?q=nobody")).rows() == []


def test_a_question_reopens_the_named_steps_and_no_other(visitor, reviewer):
    send(visitor)
    desk(reviewer, "ask", question="Please say how much you make.", reopened=["goods"])

    asked = application()
    assert asked.state is S.NEEDS_INFO
    waiting = desk_page(reviewer).text
    assert "Please say how much you make." in waiting
    assert "To look at again: What they make" in waiting
    assert asked.due_on.isoformat() == "2026-04-15"
    told = letter("application-question").text
    assert "Please say how much you make." in told
    assert "What you make" in told
    assert write(visitor, "contact").status_code == 409
    assert write(visitor, "goods", makes="Forty jars of jam a month.").status_code == 303

    act(visitor, "reply", reply="I have added the jars.")
    back = application()
    assert back.state is S.SUBMITTED
    assert back.reopened == []
    text = desk_page(reviewer).text
    assert "I have added the jars." in text
    assert "Forty jars of jam a month." in text


@pytest.mark.parametrize("typed", [{"question": ""}, {"question": "What?", "reopened": []}])
def test_a_question_needs_words_and_a_step(visitor, reviewer, typed):
    send(visitor)
    answer = desk(reviewer, "ask", **typed)
    assert answer.status_code == 422
    assert typed["question"] in Page(answer).text
    assert application().state is S.SUBMITTED


def test_the_interview_waits_for_every_point_of_the_checklist(visitor, reviewer):
    send(visitor)
    answer = desk(reviewer, "offer")
    assert answer.status_code == 422
    assert "Tax office, register or certificate looked up" in Page(answer).errors[0]

    verify(reviewer)
    assert desk(reviewer, "offer").status_code == 303
    assert application().state is S.INTERVIEW_OFFERED
    assert application().due_on.isoformat() == "2026-04-15"


def test_a_point_may_pass_for_a_reason_with_the_name_of_who_let_it(visitor, reviewer):
    send(visitor)
    verify(reviewer, "papers")
    assert desk(reviewer, "waive", point="register", because="no").status_code == 422
    desk(reviewer, "waive", point="register", because="The office is closed this week.")

    text = desk_page(reviewer).text
    assert "waived" in text
    assert "The office is closed this week." in text
    assert "Nuran Aksoy" in text
    assert desk(reviewer, "offer").status_code == 303


@pytest.mark.parametrize("point", ["true", "tax_number", "nothing", "mersis"])
def test_what_is_no_point_of_this_application_cannot_be_waived(visitor, reviewer, point):
    send(visitor)
    because = "There is no such point."
    assert desk(reviewer, "waive", point=point, because=because).status_code == 409
    assert desk(reviewer, f"verify/{point}").status_code == 409


@pytest.mark.requirement("DC-5.1.b")
def test_a_legal_person_without_mersis_needs_a_reviewers_tick(visitor, reviewer):
    changes = {"kind": "legal_person", "tax_office": "Urla", "tax_number": "1234567890"}
    send(visitor, **changes, without_mersis="y")
    verify(reviewer)
    assert "There is really no MERSİS number" in Page(desk(reviewer, "offer")).errors[0]

    verify(reviewer, "without_mersis")

    assert desk(reviewer, "offer").status_code == 303


@pytest.mark.requirement("DC-5.1.b")
def test_a_mersis_number_of_another_firm_is_open_until_a_reviewer_lets_it_pass(visitor, reviewer):
    changes = {"kind": "legal_person", "tax_office": "Urla", "tax_number": "1234567890"}
    send(visitor, **changes, mersis="0111111111400015")
    verify(reviewer)
    assert "MERSİS" in Page(desk(reviewer, "offer")).errors[0]

    desk(reviewer, "waive", point="mersis", because="The firm changed its tax number in June.")

    assert desk(reviewer, "offer").status_code == 303


@pytest.mark.parametrize("outcome", ["cancelled", "moved"])
def test_a_talk_put_off_is_offered_again_and_counts_as_no_absence(visitor, reviewer, outcome):
    offered(visitor, reviewer)
    desk(reviewer, "agree", at="2026-03-20T10:00", place="Urla")

    desk(reviewer, "outcome", outcome=outcome)

    again = application()
    assert (again.state, again.no_shows, again.interview_at) == (S.INTERVIEW_OFFERED, 0, None)
    assert again.due_on.isoformat() == "2026-04-15"


@pytest.mark.parametrize("before", ["draft", "asked", "offered", "booked", "talked", "approved"])
def test_at_every_step_before_the_shop_opens_it_may_be_taken_back(
    visitor, reviewer, second, before
):
    if before == "draft":
        begin(visitor)
    elif before == "asked":
        send(visitor)
        desk(reviewer, "ask", question="How much?", reopened=["goods"])
    elif before in {"offered", "booked"}:
        offered(visitor, reviewer)
        if before == "booked":
            desk(reviewer, "agree", at="2026-03-20T10:00", place="Urla")
    elif before == "talked":
        talked(visitor, reviewer)
    else:
        approved(visitor, reviewer, second)

    assert act(visitor, "withdraw").status_code == 303

    over = application()
    assert (over.state, over.retain_until.isoformat()) == (S.WITHDRAWN, "2026-09-16")
    assert act(visitor, "withdraw").status_code == 409


def test_the_same_identity_number_elsewhere_shows_on_the_checklist(app, visitor, reviewer):
    send(visitor)
    first = application().number
    other = app.test_client()
    begin(other, "zeliha2@example.org")
    write(other, "kind")
    write(other, "business")

    page = desk_page(reviewer)

    assert page.has_link(first)
    assert NATIONAL_ID not in page.text


def test_the_applicant_wishes_a_day_and_the_reviewer_agrees_on_one(visitor, reviewer):
    offered(visitor, reviewer)
    act(visitor, "wish", wish="Friday morning, or Monday.")
    assert "Friday morning, or Monday." in desk_page(reviewer).text
    assert "Agree on a day to talk." in Page(reviewer.get("/en/admin")).text

    past = desk(reviewer, "agree", at="2026-03-01T10:00", place="Urla")
    assert past.status_code == 422
    assert Page(past).value("Where") == "Urla"
    desk(reviewer, "agree", at="2026-03-20T10:00", place="Urla, İskele")

    assert application().state is S.INTERVIEW_BOOKED
    told = letter("application-day")
    assert "20 March 2026, 10:00" in told.text
    assert "Urla, İskele" in Page(visitor.get(home())).text


def test_the_third_time_nobody_comes_it_is_closed_for_thirty_days(visitor, reviewer, today):
    offered(visitor, reviewer)
    for outcome in ("no_show", "refused_no_code", "no_show", "no_show"):
        desk(reviewer, "agree", at="2026-03-20T10:00", place="Urla")
        assert application().state is S.INTERVIEW_BOOKED
        desk(reviewer, "outcome", outcome=outcome)

    over = application()
    assert over.state is S.EXPIRED
    assert over.again_from.isoformat() == "2026-04-15"
    assert "15 April 2026" in letter("application-expired").text

    today("2026-04-14")
    answer = send(visitor)
    assert answer.status_code == 422
    assert "15 April 2026" in Page(answer).errors[0]
    today("2026-04-15")
    assert act(visitor, "send", true="y").status_code == 303


@pytest.mark.requirement("DC-5.1.c")
def test_no_shop_opens_while_a_fact_that_buyers_must_be_told_is_missing(visitor, reviewer, second):
    approved(visitor, reviewer, second)
    found = application()
    found.seller_of_record, found.phone = "supplier", "+909001112233"
    db.session.commit()

    answer = act(visitor, "contract", **CONTRACT)

    assert answer.status_code == 422
    assert "Give a telephone number of the ordinary tariff." in Page(answer).errors[0]
    assert application().state is S.CONTRACT_PENDING
    assert db.session.query(Supplier).count() == 0


def test_two_reviewers_approve_and_the_same_one_is_not_two(visitor, reviewer, second):
    talked(visitor, reviewer)
    desk(reviewer, "approve")
    assert application().state is S.INTERVIEW_DONE
    assert "You have given your word" in desk_page(reviewer).text
    assert "One word is given" in desk_page(second).text
    assert desk(reviewer, "approve").status_code == 422
    assert application().state is S.INTERVIEW_DONE

    desk(second, "approve")

    assert application().state is S.CONTRACT_PENDING
    assert application().due_on.isoformat() == "2026-04-15"
    assert "Your application is accepted" in letter("application-approved").subject


def test_nobody_approves_before_the_talk(visitor, reviewer):
    offered(visitor, reviewer)
    assert desk(reviewer, "approve").status_code == 409


@pytest.mark.parametrize("before", [send, "talked"])
def test_a_refusal_says_why_from_when_again_and_how_long_it_is_kept(visitor, reviewer, before):
    talked(visitor, reviewer) if before == "talked" else before(visitor)
    assert desk(reviewer, "reject", why="no").status_code == 422
    why = "We have three jam makers in Urla already."
    desk(reviewer, "reject", why=why, again_from="2026-09-01")

    over = application()
    assert over.state is S.REJECTED
    assert over.retain_until.isoformat() == "2026-09-16"
    told = letter("application-rejected").text
    assert why in told
    assert "1 September 2026" in told
    assert "16 September 2026" in told
    assert why in Page(visitor.get(home())).text


def test_the_accepted_applicant_takes_the_agreement_and_is_a_supplier(
    app, visitor, reviewer, second
):
    approved(visitor, reviewer, second)
    assert "Supplier agreement" in Page(visitor.get(home())).text
    act(visitor, "contract", **CONTRACT)

    done = application()
    assert done.state is S.ACTIVE
    supplier = db.session.get(Supplier, done.supplier_id)
    assert supplier.state == "active"
    assert supplier.kind == ApplicantKind.EXEMPT_ARTISAN
    assert supplier.seller_of_record == "cooperative"
    assert supplier.certificate_number == "2026/417"
    assert supplier.slug == "zeliha-nin-mutfagi"
    assert supplier.return_carrier == "Deniz Kargo"
    assert (supplier.website, supplier.links_shown) == ("https://www.example.org", False)
    assert supplier.delivery_methods == []
    assert crypto.decrypt(supplier.iban_cipher) == IBAN
    assert supplier.iban_index == crypto.blind("iban", IBAN)
    kind, role, facts = on_record()[-1]
    assert (kind, role) == ("application_accept_contract", "candidate")
    assert facts["agreement"] == done.agreement_version == "1 · 2026-11-24"
    assert len(facts["agreement_sha256"]) == 64
    enclosed = letter("application-active").attachments[0]
    assert "Supplier agreement" in enclosed.body

    text = letter("team-invitation").text
    link = next(word for word in text.split() if "/team/join/" in word)
    path = link.removeprefix("http://127.0.0.1:8000")
    db.session.rollback()
    owner = app.test_client()
    owner.post(path, data={"name": "Zeliha Örnek", "password": PASSWORD})
    assert owner.get("/en/supplier").status_code == 200
    assert INVITE_FOR.days == 7


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"iban": "TR330006100519786457841327"}, "IBAN"),
        ({"iban": ""}, "IBAN"),
        ({"agreed": ""}, "agreement"),
        ({"return_carrier": ""}, "carrier"),
    ],
)
def test_the_agreement_needs_account_way_back_and_a_yes(visitor, reviewer, second, changes, why):
    approved(visitor, reviewer, second)
    typed = {key: value for key, value in (CONTRACT | changes).items() if value or key != "agreed"}

    answer = act(visitor, "contract", **typed)

    assert answer.status_code == 422
    page = Page(answer)
    assert why in page.errors[0]
    assert page.value("IBAN") == typed["iban"]
    assert application().state is S.CONTRACT_PENDING


def test_what_is_left_alone_is_reminded_once_and_then_runs_out(visitor, today):
    begin(visitor)
    assert application().due_on.isoformat() == "2026-06-14"
    night(today, "2026-06-06")
    assert letter("application-reminder") is None
    night(today, "2026-06-07")
    night(today, "2026-06-08")
    reminders = select(Message).where(Message.kind == "application-reminder")
    assert len(db.session.scalars(reminders).all()) == 1
    night(today, "2026-06-14")
    assert application().state is S.DRAFT
    night(today, "2026-06-15")
    assert application().state is S.EXPIRED
    night(today, "2026-06-16")
    assert "Its last day has passed" in letter("application-expired").text


@pytest.mark.parametrize("state", ["needs_info", "interview_offered", "contract_pending"])
def test_thirty_days_of_silence_end_it(visitor, reviewer, second, today, state):
    if state == "needs_info":
        send(visitor)
        desk(reviewer, "ask", question="How much?", reopened=["goods"])
    elif state == "interview_offered":
        offered(visitor, reviewer)
    else:
        approved(visitor, reviewer, second)
    assert application().state == state
    night(today, "2026-04-15")
    assert application().state == state
    night(today, "2026-04-16")
    assert application().state is S.EXPIRED


def test_what_lies_with_us_never_runs_out(visitor, today):
    send(visitor)
    night(today, "2027-03-16")
    assert application().state is S.SUBMITTED


@pytest.mark.requirement("PR-4.7")
def test_a_whole_number_is_shown_once_for_a_reason_and_on_record(visitor, reviewer):
    send(visitor)
    assert NATIONAL_ID not in desk_page(reviewer).text
    assert desk(reviewer, "reveal", secret="national_id", purpose="").status_code == 422

    shown = desk(reviewer, "reveal", secret="national_id", purpose="To look it up.")

    assert NATIONAL_ID in Page(shown).text
    assert NATIONAL_ID not in desk_page(reviewer).text
    log = db.session.scalars(
        select(AccessLogEntry).where(AccessLogEntry.what == "reveal national_id")
    ).one()
    assert log.subject == application().number
    assert on_record()[-1][0] == "application_revealed"
    assert on_record()[-1][2] == {"secret": "national_id", "reason": "To look it up."}
    assert desk(reviewer, "reveal", secret="iban", purpose="To look it up.").status_code == 404


def test_every_step_is_on_record_without_a_name(visitor, reviewer, second):
    approved(visitor, reviewer, second)
    told = on_record()
    kinds = [kind for kind, _role, _facts in told]
    for event in ("started", "submit", "offer_interview", "book", "completed", "approve"):
        assert f"application_{event}" in kinds
    assert "Zeliha" not in json.dumps(told, ensure_ascii=False)
    assert EMAIL not in json.dumps(told)


def test_old_links_open_what_they_may_and_nothing_more(app, visitor, reviewer):
    send(visitor)
    link = link_in("application-submitted")
    act(visitor, "withdraw")
    other = app.test_client()
    other.post(link)
    assert "Withdrawn" in Page(other.get(home())).text
    assert write(other, "goods").status_code == 409
