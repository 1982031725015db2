"""What of a web page is left out, and what is not."""

import pytest

from index.documents.parsers.web.html import parse_html

MAIN = "The main text says what the page is about, in some sentences. It is what is read. "


def text(html):
    return parse_html(html.encode(), "page.html").text


@pytest.mark.parametrize(
    "part",
    [
        "<nav><a href=a>Home</a> and more</nav>",
        "<div role=navigation>Home</div>",
        "<header><a href=a>Shop</a> Tel. 123</header>",
        "<footer>© 2026 Shop</footer>",
        "<div role=contentinfo>© 2026 Shop</div>",
        "<form role=search>Find <input></form>",
        "<div class='breadcrumb-list'><a href=a>Home</a> › <a href=b>Tea</a></div>",
        "<div id=leftMenu><a href=a>Home</a><a href=b>Tea</a></div>",
        "<div class=cookie-banner>We use cookies. Do you agree to all of them?</div>",
        "<div class='social share'><a href=a>Send to a friend</a></div>",
        "<a href='#main'>Skip to main content</a>",
        "<span class=sr-only>opens a window</span>",
        "<span class=mw-editsection>[<a href=e>edit</a>]</span>",
        "<p hidden>x</p><p style='display: none'>x</p><p style='VISIBILITY:hidden'>x</p>",
        "<i aria-hidden=true>icon</i><template>x</template><noscript>Turn on scripts</noscript>",
        "<dialog>Closed</dialog><video>Not played</video><iframe>Not shown</iframe>",
        "<button>Copy</button><select hidden><option>x</select>",
        "<style>p {}</style><script>var a = '<p>x</p>';</script><!-- x --><?php x ?>",
    ],
)
def test_what_leads_about_or_is_not_seen_is_left_out(part):
    assert text(f"<main><h1>Tea</h1><p>{MAIN}</p></main>{part}") == f"Tea\n\n{MAIN.strip()}\n"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("<div class=menu><h3>Lunch</h3><p>Soup 5, bread 2</p></div>", "Lunch\n\nSoup 5, bread 2"),
        (
            "<aside class=sidebar><p>Did you know this of tea?</p></aside>",
            "Did you know this of tea?",
        ),
        ("<article><header><h2>News</h2></header>It rains.</article>", "News\n\nIt rains."),
        ("<div class=toc><ul><li><a href='#a'>Part</a></ul></div>", "- Part"),
        ("<p hidden=until-found>Below</p><details>Open it</details>", "Below\n\nOpen it"),
        ("<img aria-hidden=true alt='{\\displaystyle x}'>", "x"),
        ("<section><footer>By Ann</footer></section>", "By Ann"),
    ],
)
def test_what_only_looks_like_it_is_kept(part, words):
    assert text(f"<main><h1>Tea</h1><p>{MAIN}</p>{part}</main>").endswith(
        f"{MAIN}\n\n{words}\n".replace(" \n", "\n")
    )


def test_a_page_without_a_main_part():
    head = "<div><a href=a>Shop</a></div><ul><li><a href=a>Home</a><li><a href=b>Tea</a></ul>"
    tail = "<ul><li><a href=c>Green</a><li><a href=d>Black</a></ul>"
    assert text(f"{head}<h1>Tea</h1><p>{MAIN}</p>{tail}") == (
        f"Shop\n\nTea\n\n{MAIN.strip()}\n\n- Green\n- Black\n"
    )


def test_where_too_little_would_be_left_it_is_the_page():
    assert text("<nav><ul><li><a href=a>Home page</a><li>Tea</ul></nav><p>Hi</p>") == (
        "- Home page\n- Tea\n\nHi\n"
    )
    assert text("<div aria-hidden=true><p>All of the page behind a window</p></div><p>OK</p>") == (
        "All of the page behind a window\n\nOK\n"
    )
    assert text(f"<noscript><p>{MAIN}</p></noscript><p>x</p>") == f"{MAIN.strip()}\n\nx\n"


def test_much_hidden_text_is_told():
    html = f"<p>{MAIN}</p><div style='display:none'>{MAIN}</div>"
    parsed = parse_html(html.encode(), "page.html")
    assert parsed.text == f"{MAIN.strip()}\n"
    assert parsed.notes == ("What the page hides, such as tabs that are not open, was left out.",)
