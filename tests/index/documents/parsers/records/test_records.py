import json
from contextlib import suppress
from json import JSONDecodeError
from pathlib import Path

import pytest

from index import DocumentError
from index.documents.files import document_of
from index.documents.parsers.records.json import parse_json, parse_json_lines
from index.documents.parsers.records.json_values import Array, Object, Scalar, json_values
from tests.damaged_files import damaged_files


def read(text, parse=parse_json):
    data = text if isinstance(text, bytes) else text.encode()
    return document_of("a.json", parse(data, "a.json"), Path("a.json"), "a")


def shown(document):
    return [
        (block.kind.value, document.place_of(block.span).words, block.span.of(document.text))
        for block in document.blocks
    ]


def test_values_know_their_line_and_stay_as_written():
    text = '{"a": 1.50,\n "b": ["\\u00e9\\ud83d\\ude00", null,\n 12345678901234567890], "b": {}}'
    assert list(json_values(text)) == [
        Object(
            1,
            [
                ("a", Scalar("1.50", 1)),
                (
                    "b",
                    Array(
                        2,
                        [
                            Scalar("é😀", 2, quoted=True),
                            Scalar("null", 2),
                            Scalar("12345678901234567890", 3),
                        ],
                    ),
                ),
                ("b", Object(3)),
            ],
        )
    ]


@pytest.mark.parametrize("value", [
    [], {}, [[]], [1, -2.5e-3, True, False, None], {"a": {"b": [{"c": "d"}]}}, "x\n\"\\", 0, [{}],
])  # fmt: skip
@pytest.mark.parametrize("indent", [None, 2])
def test_values_are_those_that_json_reads(value, indent):
    def plain(node):
        if isinstance(node, Object):
            return {name: plain(inner) for name, inner in node.members}
        if isinstance(node, Array):
            return [plain(item) for item in node.items]
        return node.text if node.quoted else json.loads(node.text)

    (node,) = json_values(json.dumps(value, indent=indent))
    assert plain(node) == value


@pytest.mark.parametrize(
    "text",
    ['{"a": 1,}', "[1, 2", '{"a" 1}', "nope", "[1 2]", "01", "+1", '{"a": tru}', '"a', "[,]",
     "// x\n{}", "{1: 2}", "1.", '["\\x"]', "nulls", "[1}", '{"a": 1]', "}"],
)  # fmt: skip
def test_what_json_refuses_is_refused_here(text):
    with pytest.raises(JSONDecodeError):
        json.loads(text)
    with pytest.raises(JSONDecodeError):
        list(json_values(text))
    with pytest.raises(DocumentError, match=r"is not JSON: .* \(line \d+, column \d+\)"):
        parse_json(text.encode(), "a.json")


def test_the_place_of_an_error_is_named():
    with pytest.raises(DocumentError, match=r"a comma or ] is missing \(line 2, column 4\)"):
        parse_json(b'{"a": [1,\n 2 3]}', "a.json")


def test_an_object_is_fields_then_what_is_in_it_under_headings():
    document = read(
        '{\n"title": "Prices",\n"shop": {"city": "Bonn", "at": {"lat": 50.7}, "zip": "53"},\n'
        '"rate": 0.50,\n"tags": ["red", "grün"],\n"sizes": [1, 2, 3],\n"none": null, "no": []\n}'
    )
    assert shown(document) == [
        ("field", "line 2", "title: Prices"),
        ("field", "line 4", "rate: 0.50"),
        ("paragraph", "line 5", "tags:"),
        ("list item", "line 5", "- red"),
        ("list item", "line 5", "- grün"),
        ("field", "line 6", "sizes: 1, 2, 3"),
        ("field", "line 7", "none: null"),
        ("field", "line 7", "no: []"),
        ("heading", "line 3", "shop"),
        ("field", "line 3", "city: Bonn"),
        ("field", "line 3", "zip: 53"),
        ("heading", "line 3", "at"),
        ("field", "line 3", "lat: 50.7"),
    ]
    assert document.title == "Prices"
    assert document.heading_path(document.blocks[-1].span.start) == ("shop", "at")


def test_objects_alike_are_a_table():
    document = read(
        '{"orders": [\n{"id": 1, "item": "Tea"},\n{"id": 2, "item": "a|b", "n": [1, 2]}]}'
    )
    assert shown(document) == [
        ("heading", "line 1", "orders"),
        ("table head", "line 2", "| id | item | n |"),
        ("table row", "line 2", "| 1 | Tea | |"),
        ("table row", "line 3", "| 2 | a¦b | 1, 2 |"),
    ]


def test_objects_with_others_in_them_have_a_heading_each():
    document = read('[{"name": "Ann", "at": {"city": "Bonn"}}, {"at": {"city": "Rome"}}, "x"]')
    assert [text for _, _, text in shown(document)] == [
        "- x", "Record 1: Ann", "name: Ann", "at", "city: Bonn", "Record 2", "at", "city: Rome",
    ]  # fmt: skip
    assert document.heading_path(document.blocks[4].span.start) == ("Record 1: Ann", "at")


def test_long_texts_are_paragraphs():
    text = "One line.\n\nTwo " + "words " * 60
    document = read(json.dumps({"body": text, "list": ["long " * 60, "short"]}))
    assert [(kind, words[:12]) for kind, _, words in shown(document)] == [
        ("paragraph", "body: One li"), ("paragraph", "Two words wo"), ("paragraph", "list:"),
        ("paragraph", "long long lo"), ("paragraph", "short"),
    ]  # fmt: skip


def test_arrays_of_arrays_are_rows():
    document = read('{"m": [["Name", "Age"], ["Ann", 30]], "deep": [[["x"]]]}')
    assert shown(document)[1:3] == [
        ("table head", "line 1", "| Name | Age |"), ("table row", "line 1", "| Ann | 30 |"),
    ]  # fmt: skip
    assert document.text.endswith("deep\n\n- x\n")


def test_a_name_that_is_there_twice_is_kept_twice():
    assert read('{"a": 1, "a": 2}').text == "a: 1\na: 2\n"
    assert "a: 2" in read('[{"a": 1, "a": 2}, {"a": 3}]').text


@pytest.mark.parametrize(
    ("text", "result"), [('"x"', "x\n"), ("12", "12\n"), ('["a", "b"]', "- a\n- b\n"),
                         ('{"a": "\\ud800"}', "a: \ufffd\n"), ('{"a": ""}', 'a: ""\n')]
)  # fmt: skip
def test_small_values(text, result):
    assert read(text).text == result


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_what_is_nested_too_deep_is_left_out_with_a_note(opening):
    depth = 50_000
    closing = "]" if opening == "[" else "}"
    document = read(opening * depth + "1" + closing * depth)
    assert document.notes == ("What is nested deeper than 100 levels was left out.",)
    assert document.text.endswith("…\n")
    with pytest.raises(DocumentError, match="is not JSON"):
        parse_json(opening.encode() * depth, "a.json")


def test_several_values_in_a_json_file_are_records():
    document = read('{"a": 1}\n{"a": 2}\n')
    assert document.text == "| a |\n| 1 |\n| 2 |\n\n"
    assert document.notes == ("It holds 2 values, one after the other.",)


def test_lines_are_records_and_broken_ones_are_told():
    document = read('{"a": 1, "b": "x"}\n{"a": 2,\n\n{"a": 3, "b": "y"}\n', parse_json_lines)
    assert shown(document) == [
        ("table head", "line 1", "| a | b |"),
        ("table row", "line 1", "| 1 | x |"),
        ("table row", "line 4", "| 3 | y |"),
    ]
    assert document.notes == ("Line 2 is not JSON and was left out.",)
    assert document.title == "a"
    many = read("1\n" + "{\n" * 30, parse_json_lines)
    assert many.notes == (
        "Lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 20 more are not JSON and were left out.",
    )


def test_records_that_are_no_table_have_a_heading_each():
    document = read(
        '{"id": "q1", "text": "' + "word " * 60 + '"}\n{"id": "q2"}\n', parse_json_lines
    )
    assert [(words[:12], place) for _, place, words in shown(document)] == [
        ("Record 1: q1", "line 1"), ("id: q1", "line 1"), ("text: word w", "line 1"),
        ("Record 2: q2", "line 2"), ("id: q2", "line 2"),
    ]  # fmt: skip


def test_files_without_a_record_are_refused(monkeypatch):
    with pytest.raises(DocumentError, match=r"is not JSON.*line 1, column 1"):
        parse_json_lines(b"no\njson", "a.jsonl")
    with pytest.raises(DocumentError, match="is empty"):
        parse_json(b" \n", "a.json")
    with pytest.raises(DocumentError, match="holds no text"):
        parse_json(b"{}", "a.json")
    monkeypatch.setenv("PINCITE_MAX_CHARACTERS", "5")
    with pytest.raises(DocumentError, match="more than 5 characters"):
        parse_json(b'{"a": 1}', "a.json")


def test_damaged_files_end_in_a_document_error_or_are_read():
    data = b'{"a": [{"b": 1, "c": "x"}, {"b": 2}], "d": {"e": [1, [2, ["\\\\u00e9"]]]}}\n' * 3
    for damaged in damaged_files(data, 300, wrong=4):
        with suppress(DocumentError):
            parse_json(damaged, "a.json")
        with suppress(DocumentError):
            parse_json_lines(damaged, "a.jsonl")
