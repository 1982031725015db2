"""Documents and questions that attack: nothing of them runs, and nothing is fetched for them.

Each page that `opened` gives fails on a dialog, an error of a script, and a request to another
host.
"""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.server import ask, expect_shown

ATTACKS = (
    "<script>window.attacked = 1; alert(1)</script>",
    "<img src=x onerror=window.attacked=2>",
    "<svg onload=alert(3)><a xlink:href=javascript:alert(3)>x</a></svg>",
    "<iframe srcdoc='<script>parent.attacked = 4</script>'></iframe>",
    "<a href=javascript:alert(5)>here</a> [here](javascript:alert(5))",
    "![pixel](https://example.com/pixel.png) <img src=https://example.com/pixel.png>",
    "<link rel=stylesheet href=https://example.com/a.css><style>@import 'https://example.com'",
    "<form action=https://example.com><button>Ask</button></form>",
    "{{ value }} {{{ value }}} {{constructor.constructor('alert(6)')()}}",
    "${alert(7)} #{alert(7)} <%= alert(7) %>",
    "&lt;script&gt;alert(8)&lt;/script&gt; &#60;img src=x onerror=alert(8)&#62;",
    "</article></div></textarea><script>alert(9)</script>",
    "\u202eesrever\u202c and \u2067rtl\u2069, ze\u200bro\u200d\ufeffwidth and a\u0300\u0301\u0302",
    "$$\\href{javascript:alert(10)}{x}$$ `code` **bold** <!-- comment",
)
LONG = "w" * 3000
ANSWER = "The secret spice of the fish soup is saffron, said the cook on <b>Monday</b> {{value}}."
DOCUMENT = "\n\n".join(["# Soup <script>alert(0)</script>", *ATTACKS, LONG, ANSWER]) + "\n"
RUNS = (
    "script, iframe, object, embed, link, style, form, img, svg, base, [onload], [onerror],"
    " [onclick], [href^='javascript:'], [src], [srcdoc], [action]"
)


def expect_harmless(page: Page) -> None:
    """Nothing ran, and what could run is nowhere in what shows documents and questions."""
    assert page.evaluate("window.attacked") is None
    for part in ("#pc-chat .message", "#pc-source", "#pc-card", "#pc-collections"):
        found = page.locator(part).locator(RUNS)
        assert found.evaluate_all("all => all.map(it => it.outerHTML)") == []
    around = page.locator("html, #pc-chat, #pc-source, #pc-library")
    assert around.evaluate_all("all => all.every(it => it.scrollWidth <= it.clientWidth)")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_hostile_document_does_nothing(visit: Page, width: int) -> None:
    visit.set_viewport_size({"width": width, "height": 800})
    file: FilePayload = {
        "name": "<img src=x onerror=alert(1)>{{value}}.md",
        "mimeType": "text/markdown",
        "buffer": DOCUMENT.encode(),
    }
    visit.get_by_role("button", name="Library", exact=True).click()
    visit.get_by_role("button", name="Remove china-cyberspace-strategy.txt").click()
    expect(visit.get_by_text("No documents yet.")).to_be_visible()
    visit.locator("#pc-library input[type=file]").set_input_files(file)
    expect(visit.locator(".pc-report")).to_contain_text("1 document")
    expect_harmless(visit)
    visit.keyboard.press("Escape")
    assert visit.locator("article").text_content() == DOCUMENT

    reply = ask(visit, "What is the secret spice of the fish soup?")
    expect(reply.locator(".pc-quote")).to_contain_text("{{value}}")
    reply.locator("a.pc-cite").first.hover()
    expect(visit.get_by_role("tooltip")).to_be_visible()
    reply.locator("a.pc-cite").first.click()
    expect_shown(visit, ANSWER)
    visit.keyboard.press("Escape")
    reply = ask(visit, "What do the script, the image and the pixel alert?")
    reply.locator(".pc-passages > summary").click()
    expect_harmless(visit)
    visit.get_by_role("button", name="More", exact=True).click()
    with visit.expect_download():
        visit.get_by_role("menuitem", name="Evidence page").click()
    expect_harmless(visit)


def test_a_hostile_question_does_nothing(page: Page) -> None:
    for attack in (*ATTACKS, LONG[:1900]):
        ask(page, f"Who issued {attack}?")
        expect(page.locator(".pc-question").last).to_have_text(f"Who issued {attack}?")
        assert page.locator(".pc-question *").count() == 0
    expect_harmless(page)
    assert page.evaluate("new URL(location).searchParams.get('q')") == f"Who issued {LONG[:1900]}?"


def test_a_hostile_address_does_nothing(visit: Page) -> None:
    attack = "<img src=x onerror=alert(1)>{{value}}${alert(2)}"
    query = urlencode({"q": attack, "collection": attack})
    visit.goto(f"{visit.url}?{query}")
    expect(visit.locator(".pc-question")).to_have_text(attack)
    expect(visit.get_by_role("combobox", name="Collection", include_hidden=True)).to_have_value(
        "Documents"
    )
    expect_harmless(visit)
