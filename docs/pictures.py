"""Takes the pictures of the README from the running product: ``make pictures`` while ``make run`` serves."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent / "pictures"
ADDRESS = os.environ.get("SAOLA_ADDRESS", "http://127.0.0.1:8000")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
# the role that looks, the address, and the link to follow from there
PICTURES = {
    "home": ("data_officer", "/", ""),
    "file": ("data_officer", "/seizures/files/", 'a:has-text("customs-detentions")'),
    "taxon": ("cites_officer", "/search/?q=Loxodonta+africana", 'main a:has-text("Loxodonta africana")'),
    "seizures": ("analyst", "/seizures/?group=pangolins&view=map", ""),
    "report": ("cites_officer", "/reports/2024/", ""),
}


def sign_in(page: Page, role: str) -> None:
    page.goto("/accounts/sign-in/")
    page.locator(f'form[action$="/{role}/"] button').click()
    page.wait_for_load_state("networkidle")


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, (role, path, link) in PICTURES.items():
            page = browser.new_page(base_url=ADDRESS, viewport={"width": 1360, "height": 900})
            sign_in(page, role)
            page.goto(path)
            if link:
                page.locator(link).first.click()
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(500)  # drawings settle after the network does
            page.screenshot(path=HERE / f"{name}.png")
            sys.stderr.write(f"{name}.png\n")
        browser.close()


if __name__ == "__main__":
    main()
