"""The auditor's pages in a real browser: they can be used without a mouse and without sight."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from saola.apps.journal import actions, clock, sampling
from tests.factories import accounts, journal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def looked_at(settings, tmp_path, monkeypatch):
    """Somebody looked at a record last week."""
    journal.node(settings, tmp_path)
    last_week = timezone.now() - timedelta(days=7)
    with monkeypatch.context() as then:
        then.setattr(clock, "now", lambda: last_week.replace(microsecond=0))
        entry = actions.note_read(accounts.agency(), by=accounts.person("analyst"), purpose="case:2026-17")
    journal.seal()
    return entry


def test_auditor_proves_the_journal_and_confirms_an_access(page, sign_in, axe, looked_at):
    sign_in("auditor")
    page.goto("/accounts/journal/")
    assert axe() == []
    page.get_by_role("button", name="Prove the journal").click()
    expect(page.get_by_text("the journal holds").first).to_be_visible()
    page.goto(f"/accounts/journal/{looked_at.seq}/")
    assert axe() == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download its proof").click()
    assert download.value.suggested_filename == f"journal-entry-{looked_at.seq}.json"
    page.goto(f"/accounts/journal/sample/?week={sampling.week_of(looked_at.at.date())}")
    assert axe() == []
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("the purpose is confirmed")).to_be_visible()
