"""What of a web page no reader sees, and what is there only to get about the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.documents.parsers.web.tree import HEADINGS, LISTS, Node, elements, walk

_NEVER_SEEN = frozenset(
    "script style template title meta link base iframe noembed noframes video audio canvas datalist"
    " area rt rp del applet source track colgroup".split()
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
# Marks beside text that a click needs and a reader does not, by the conventions of common programs.
_ASIDE_CLASSES = frozenset(
    "headerlink mw-editsection sr-only visually-hidden screen-reader-text screen-reader-only"
    " skip-link skip-to-content linenos lineno linenodiv line-numbers-rows blob-num".split()
)
_SKIPS = re.compile(r"(?:skip|jump|go|back) to (?:the )?(?:main |page )?\w+", re.IGNORECASE)
_ANCHOR_SIGNS = frozenset({"¶", "#", "§", "🔗", "⚓", "∞", "↩", "↩\ufe0e", "↑", "^", "⏎"})
_SITE_TAGS = frozenset({"nav", "search"})
_SITE_ROLES = frozenset("navigation search menu menubar toolbar doc-pagelist".split())
_ENDS_ROLES = frozenset({"banner", "contentinfo"})
_ENDS_TAGS = frozenset({"header", "footer"})
_CONTENT = frozenset(
    "article main section blockquote figure td th li dialog details dd aside".split()
)
_SITE_WORDS = frozenset(
    "nav navbar navigation navi menu menus sidebar breadcrumb breadcrumbs share sharing social"
    " pagination pager footer toolbar topbar".split()
)
_COOKIE_WORDS = frozenset({"cookie", "cookies", "consent", "gdpr"})
_POPUP_WORDS = frozenset({"popup", "modal", "overlay", "newsletter"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_LEAST_LEFT = 0.4  # of a page's text: where less would be left, what is there is the page
_ENOUGH = 1000  # characters that are a page, whatever else is there
_ENOUGH_MAIN = 200  # of what says that it is the main part
_LINKED = 0.5  # of the text of what is called a menu or the like and is one
_ALL_LINKED = 0.8  # of a list's that is a menu without being called one
_BAR = 100  # characters
_ITEM = 40  # characters of its items on the average
_MOST_CONSENT = 0.3  # of a page that a question about cookies takes
_MOSTLY = 0.6  # of a page that is said to be of no use to screen readers: an open dialogue did it


@dataclass
class _Measure:
    """How much is in an element: characters, those in links, headings, those of the first level."""

    text: int = 0
    linked: int = 0
    headings: int = 0
    titles: int = 0

    def add(self, other: _Measure) -> None:
        self.text += other.text
        self.linked += other.linked
        self.headings += other.headings
        self.titles += other.titles


@dataclass(frozen=True)
class LeftOut:
    """The elements of a page that are ``skipped``, with all in them.

    ``hidden`` and ``shown`` count the characters of hidden text, and of that which is left;
    ``linked`` those of that in links.
    """

    skipped: set[Node]
    hidden: int
    shown: int
    linked: int


def left_out(root: Node, *, site: bool) -> LeftOut:
    """What is left out of a page; of a ``site``, what leads to its other pages too."""
    skipped: set[Node] = set()
    hidden = _hide(root, skipped)
    measures = _measures(root, skipped)
    for weakest in (True, False) if site else ():
        some = list(_navigation(root, skipped, measures, weakest=weakest))
        if some and _leaves_enough(root, some, measures):
            skipped.update(some)
            break
    out = [measures[node] for node in skipped if node in measures]
    return LeftOut(
        skipped,
        hidden,
        measures[root].text - sum(it.text for it in out),
        measures[root].linked - sum(it.linked for it in out),
    )


def _hide(root: Node, skipped: set[Node]) -> int:
    """Skip what is not seen, and tell how many characters a reader may miss."""
    hidden = 0
    for node in elements(root, skipped):
        if node.tag in _NEVER_SEEN or _is_aside(node):
            skipped.add(node)
        elif _is_hidden(node):
            hidden += _length(node)
            skipped.add(node)
    _skip_doubtful(root, skipped)
    return hidden


def _skip_doubtful(root: Node, skipped: set[Node]) -> None:
    """Skip what is for browsers without scripts, or not read out, unless it is most of the page."""
    passed = set(skipped)
    without_scripts, not_read_out = [], []
    for node in elements(root, passed):
        if node.tag == "noscript":
            without_scripts.append(node)
        elif node.get("aria-hidden") == "true" and node.tag not in {"img", "svg"}:
            not_read_out.append(node)
        else:
            continue
        passed.add(node)
    measures = _measures(root, skipped)
    for nodes in (without_scripts, not_read_out):
        if sum(measures[node].text for node in nodes) <= _MOSTLY * measures[root].text:
            skipped.update(nodes)


def _is_hidden(node: Node) -> bool:
    if node.has("hidden") and node.get("hidden") != "until-found":
        return True
    if node.tag == "dialog" and not node.has("open"):
        return True
    if node.tag == "input" and node.get("type").lower() == "hidden":
        return True
    style = node.get("style")
    return bool(style and _HIDING.search(style))


def _is_aside(node: Node) -> bool:
    if node.has("class") and not _ASIDE_CLASSES.isdisjoint(node.get("class").split()):
        return True
    if node.get("role") == "doc-pagebreak" or "pagebreak" in node.get("epub:type"):
        return True
    if node.tag == "a" and "#" in node.get("href") and len(node.children) <= 2:
        text = "".join(child for child in node.children if isinstance(child, str)).strip()
        skips = node.get("href").startswith("#") and _SKIPS.fullmatch(text)
        return text in _ANCHOR_SIGNS or bool(skips)
    return False


def _measures(root: Node, skipped: set[Node]) -> dict[Node, _Measure]:
    measures = {root: _Measure()}
    stack = [measures[root]]
    links = 0
    for item, begins in walk(root, skipped):
        if isinstance(item, str):
            length = len("".join(item.split()))
            stack[-1].text += length
            stack[-1].linked += length if links else 0
            continue
        is_link = item.tag == "button" or (item.tag == "a" and item.has("href"))
        if begins:
            links += is_link
            heading = int(item.tag in HEADINGS)
            measures[item] = _Measure(headings=heading, titles=heading * (item.tag == "h1"))
            stack.append(measures[item])
        else:
            links -= is_link
            inner = stack.pop()
            stack[-1].add(inner)
    return measures


def _navigation(
    root: Node, skipped: set[Node], measures: dict[Node, _Measure], *, weakest: bool
) -> Iterator[Node]:
    """What leads about the site; the ``weakest`` too: what only its look or its name tells."""
    page = measures[root]
    has_main = any(_is_main(node) for node in elements(root, skipped))
    passed = set(skipped)
    content = main = titles = 0
    for node, begins in walk(root, passed):
        if isinstance(node, str):
            continue
        step = 1 if begins else -1
        if begins and node in measures:
            it = measures[node]
            outside = not main if has_main else page.titles > 0 and not titles
            if (
                _is_site(node)
                or (not content and _is_end(node, it, page, has_main=has_main))
                or (weakest and _is_weak(node, it, page, outside=outside))
            ):
                passed.add(node)
                yield node
                continue
        content += step * (node.tag in _CONTENT or _is_main(node))
        main += step * _is_main(node)
        titles += begins and node.tag == "h1"


def _is_main(node: Node) -> bool:
    return node.tag in {"main", "article"} or node.get("role") in {"main", "article"}


def _is_site(node: Node) -> bool:
    return node.tag in _SITE_TAGS or node.get("role") in _SITE_ROLES


def _is_end(node: Node, it: _Measure, page: _Measure, *, has_main: bool) -> bool:
    """Whether it is the head or the foot of every page of a site, not that of this very page."""
    if node.tag not in _ENDS_TAGS and node.get("role") not in _ENDS_ROLES:
        return False
    if it.titles:
        return it.titles < page.titles
    if has_main or node.tag == "footer" or node.get("role") == "contentinfo":
        return True
    return not it.headings


def _is_weak(node: Node, it: _Measure, page: _Measure, *, outside: bool) -> bool:
    words = set()
    if node.has("class") or node.has("id"):
        names = f"{node.get('class')} {node.get('id')}"
        words = {word.lower() for word in _WORD.findall(names)}
    if outside and words & (_POPUP_WORDS | _COOKIE_WORDS) and not it.titles:
        return True
    if words & _COOKIE_WORDS and not it.titles:
        return it.text < _MOST_CONSENT * page.text
    named = bool(words & _SITE_WORDS) or node.tag == "aside"
    if named and outside and it.text < _BAR and it.titles < page.titles:
        return True
    if named and not it.titles:
        return it.linked >= _LINKED * it.text > 0
    if not outside or node.tag not in LISTS:
        return False
    items = sum(isinstance(child, Node) and child.tag == "li" for child in node.children)
    return it.linked >= _ALL_LINKED * it.text and 0 < it.text <= _ITEM * items


def _leaves_enough(root: Node, some: list[Node], measures: dict[Node, _Measure]) -> bool:
    """Whether without ``some`` of it a page is left: most of it, much, or its main part."""
    whole = measures[root].text
    left = whole - sum(measures[node].text for node in some)
    out = set(some)
    main = (node for node in elements(root, out) if _is_main(node) and node in measures)
    return (
        left >= _LEAST_LEFT * whole
        or left >= _ENOUGH
        or any(measures[node].text >= _ENOUGH_MAIN for node in main)
    )


def _length(root: Node) -> int:
    skip = {node for node in elements(root, set()) if node.tag in _NEVER_SEEN}
    return sum(len("".join(item.split())) for item, _ in walk(root, skip) if isinstance(item, str))
