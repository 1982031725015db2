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
