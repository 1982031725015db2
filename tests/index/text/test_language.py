import pytest

from index.text.language import detect_language


def rows(head, *row):
    return "\n".join([head, *(",".join(row).format(n=n) for n in range(300))])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The desk opens at nine in the morning.", "en"),
        ("Der Schalter öffnet um neun Uhr morgens.", "de"),
        ("第一句。第二句。", "zh"),
        (rows("Article,Stock,Warehouse,Supplier", "Bolt M{n}", "{n}", "W1", "Supplier C"), "en"),
        (rows("Artikel,Bestand,Lagerhaus,Lieferant", "Schraube M{n}", "{n}", "Halle"), "de"),
        (rows("Nombre,Precio,Cantidad,Proveedor", "Tornillo {n}", "{n}"), "es"),
        (rows("Size,Kg", "B{n}", "{n}"), "en"),  # too few words to tell
        ("8.5 x 11", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_that_of_the_words(text, language):
    assert detect_language(text) == language


PLAIN = "The desk of the town hall opens at nine, and those that have a pass come in from eight."


def test_plain_english_needs_no_identifier(monkeypatch):
    monkeypatch.setattr("index.text.language._identifier", None)
    assert detect_language(PLAIN) == "en"
    assert detect_language(f"{PLAIN}\n\n{PLAIN}") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Das Amt öffnet um neun Uhr. Wer einen Ausweis hat, darf schon um acht hinein, sofern"
            " die Pförtnerin da ist. Am Wochenende bleibt alles zu, auch der Hof und die Garage, an"
            " Feiertagen gilt dasselbe für sämtliche Gebäude. Wer etwas abgeben will, wirft es in"
            " den Kasten neben dem Tor; er wird jeden Morgen geleert, außer sonntags. Fragen"
            " beantwortet das Sekretariat im ersten Stock, von zehn bis vierzehn Uhr. ",
            "de",
        ),
        (
            "窓口は朝の九時に開きます。許可証を持つ人は八時から入れます。週末は休みで、中庭も車庫も閉まります。"
            "祝日も同じです。書類を出したい人は、門の横の箱に入れてください。箱は毎朝空にします。"
            "質問には二階の事務所が十時から十四時まで答えます。電話でも受け付けています。",
            "ja",
        ),
    ],
)
def test_an_english_sentence_among_others_does_not_count(text, language):
    assert detect_language(text + PLAIN) == language
