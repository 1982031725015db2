import html
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.templating import Html, Templates, bold_parts

ODD = "<b title='x' class=\"y\">&amp;</b> {{ value }}\n"


@dataclass(frozen=True)
class Shown:
    text: str


@pytest.fixture
def make(tmp_path):
    """What a template of this source makes of values."""

    def making(source, **values):
        file = tmp_path / "it.html"
        file.write_text(f"{{% macro it({', '.join(values)}) %}}\n{source}\n{{% endmacro %}}\n")
        return Templates(tmp_path, shared=Shown(ODD)).make("it.html", "it", **values)

    return making


def test_a_value_is_escaped_as_the_standard_library_escapes(make):
    made = make(
        "<p title='{{ a }}'>{{ a }}, {{ b.text }}, {{ shared.text }}</p>", a=ODD, b=Shown(ODD)
    )
    odd = html.escape(ODD)
    assert made == f"<p title='{odd}'>{odd}, {odd}, {odd}</p>"
    assert make("{{ number }}", number=7) == "7"


def test_what_was_made_before_is_put_in_as_it_is(make):
    inner = make("<b>{{ a }}</b>", a="<")
    assert isinstance(inner, Html)
    assert make("<p>{{ inner }}</p>", inner=inner) == "<p><b>&lt;</b></p>"
    assert type(inner + "<") is str  # which is escaped again


def test_a_line_may_end_anywhere(make):
    source = """
        <p class="a"
          id="b">
          {{ a }}
          {% if a %}
            Two
            words <b>{{ a }}</b>
          {% endif %}
        </p>
    """
    assert make(source, a="x\n  y") == '<p class="a" id="b">x\n  yTwo words <b>x\n  y</b></p>'


def test_a_value_that_is_missing_is_no_empty_one(make):
    with pytest.raises(Exception, match="'b' is undefined"):
        make("{{ b }}", a=1)


@given(st.text(max_size=9), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4))
def test_parts_in_bold_leave_nothing_out(quote, pairs):
    answers = [(min(pair), max(pair)) for pair in pairs if max(pair) <= len(quote)]
    parts = [*bold_parts(quote, answers)]
    assert "".join(words for words, _ in parts) == quote
    bold = [words for words, bold in parts if bold]
    assert bold[:1] == [quote[start:end] for start, end in sorted(answers)[:1]]
