from types import SimpleNamespace

import gradio as gr
import pytest

from qa.web.server.payload import marks, pairs, read_payload, texts
from qa.web.session.chat import OutOfDateError
from qa.web.session.exchange import Mark


def event(data):
    return gr.EventData(None, data)


def test_what_a_page_sends_is_made_what_it_is_to_be():
    data = {"told": 3, "asked": [["a", "Why?"], ["b", "When?"]], "good": False}
    assert read_payload(event(data), asked=pairs, told=int, good=bool) == (
        [("a", "Why?"), ("b", "When?")],
        3,
        False,
    )
    assert read_payload(SimpleNamespace(key=5), key=str) == ("5",)
    assert read_payload(event({"alone": ["a", 5, "\ud83d"]}), alone=texts) == (["a", "5", "�"],)
    with pytest.raises(OutOfDateError):
        read_payload(event({"alone": 5}), alone=texts)
    right = [["a", "12ab", 3, 9.0], ["b", "", 0, 0]]
    told = {"a": Mark("12ab", 3, 9), "b": Mark("", 0, 0)}
    assert read_payload(event({"marks": right}), marks=marks) == (told,)
    for wrong in (None, [5], [["a", "12ab", 3]], [["a", "12ab", "x", 9]], [["a", "b", 1e999, 9]]):
        with pytest.raises(OutOfDateError):
            read_payload(event({"marks": wrong}), marks=marks)


def test_half_a_character_is_no_text():
    assert read_payload(event({"asked": [["\ud83d", "a\ud83d\ude00\ude00b"]]}), asked=pairs) == (
        [("�", "a😀�b")],
    )


@pytest.mark.parametrize(
    "data",
    [
        None, [], "told", 7, {}, {"asked": []}, {"told": None, "asked": []},
        {"told": "x", "asked": []}, {"told": float("inf"), "asked": []}, {"told": 1, "asked": 5},
        {"told": 1, "asked": ["abc"]}, {"told": 1, "asked": [["a"]]}, {"told": 1, "asked": [None]},
    ],
)  # fmt: skip
def test_what_no_page_sends_is_out_of_date(data):
    with pytest.raises(OutOfDateError, match="The page is out of date"):
        read_payload(event(data), told=int, asked=pairs)
