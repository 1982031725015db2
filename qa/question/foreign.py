"""Which words of a question that is not in English name things. Pure functions.

No tagger is at hand. German writes nouns with a capital; elsewhere a noun is known by the article,
the preposition or the like right before it. A word that may be something else is left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.documents.document import ENGLISH
from index.text.stop_words import STOP_WORDS
from index.text.terms import WORD
from qa.question.english.words import QUESTION_WORDS, VERBS
from qa.question.keywords import content_words
from qa.question.nouns import is_name


class _Language(NamedTuple):
    """Words of a language that are not among `STOP_WORDS`, and what stands before its nouns.

    ``idle`` are words that ask, join or help, ``articles`` those that only a noun follows,
    ``prepositions`` and the like those that a noun or a verb of the form ``verb`` follows. So do
    ``pronouns``, which may be articles as well: "Comment le résilier ?". Behind ``who`` they are
    none: "Qui la signe ?"; nor before ``inverted``: "Quand la paie-t-on ?". Where there are
    ``being``, they surely are articles behind these and at the beginning: "Quel est le loyer ?".
    """

    idle: frozenset[str]
    articles: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    verb: str = "(?!)"
    who: frozenset[str] = frozenset()
    inverted: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GERMAN = "de"
_LANGUAGES = {
    _GERMAN: _Language(
        _set(
            "wer wem wen wessen wann woher wohin warum wieso weshalb wozu womit wofür wovon worin"
            " woran worauf worüber wieviel wieviele viele vielen hoch lang lange groß oft weit"
            " teuer alt welchem welchen dürfen darf müssen sollen möchte könnt kannst gibt"
            " kostet heißt bedeutet steht sagt lautet bitte beim seit bereits etwa mehr weniger"
            " je pro wessen deren dessen außer statt wegen innerhalb gilt geht ja nein gab wurde"
            " wurden worden genau heute morgen gerne sofort alleine danach vorher nachher"
            " ab zurück fest los"
        ),
        _set(
            "des ein eine einen einem eines kein keine keinen mein meine meinen unser unsere ihre"
            " ihren seine seinen zur vom"
        ),
        _set(
            "der die das den dem einer keiner meiner unserer ihrer seiner diese dieser dieses"
            " diesen diesem welche welcher welches welchen viele wieviele im am zum beim jede jeder"
            " jedes jeden"
        ),
        verb=r"\w*(?:n|t|lich|ig|bar)",
        who=_set("ich du er sie es wir ihr man wer was"),
    ),
    "fr": _Language(
        _set(
            "quel quelle quels quelles quoi quand comment pourquoi combien lequel laquelle"
            " lesquels lesquelles cela ça ceci cet cette ces cettes chaque tout tous toute toutes"
            " plus moins très si aussi leurs faut peut peuvent peux doit doivent dois veut coûte"
            " coûtent fait font faire dit dire signifie existe appelle sans sous chez entre vers"
            " depuis pendant avant après contre comme donc ni aucun aucune autre autres là ici"
            " jusqu afin lors être avoir où quelque quelques svp grand grande long longue haut"
            " haute premier première dernier dernière nouveau nouvelle car dont"
        ),
        _set(
            "un une du des au aux cet cette ces mon ma mes ton ta tes son sa ses notre nos votre"
            " vos leurs quel quelle quels quelles chaque aucun aucune quelques"
        ),
        _set("le la les l leur"),
        _set("d de pour sans par avec sur sous dans à chez selon contre"),
        r"\w*(?:er|ir|[dlru]ire|[uv]ivre|mettre|ndre|erdre|aître|battre|ompre|[bc]r?oire|clure"
        r"|oudre)",
        _set("qui ne n se on j je tu il elle nous vous ils elles"),
        _set("t je tu il elle on nous vous ils elles"),
        _set("est sont coûte coûtent"),
    ),
    "es": _Language(
        _set(
            "qué cuál cuáles cuándo cuánto cuánta cuántos cuántas cómo dónde adónde quién quiénes"
            " cuales quienes cuanto cuanta cuantos cuantas según cada hace hacen hacer puede"
            " pueden puedo debe deben debo cuesta cuestan vale significa dice decir llama si tan"
            " así aquí allí toda todas mucha muchas aunque mientras hacia bajo tras ser estar"
            " alto alta largo larga grande mejor mayor primer primera último última nuevo nueva"
            " son fueron haber cualquier algún alguna ningún ninguna cuyo cuya ahora"
        ),
        _set(
            "el un una unos unas del mi mis tu tus su sus nuestro nuestra nuestros nuestras cada"
            " algún ningún"
        ),
        _set("la los las al"),
        _set("de para sin por con sobre en a contra entre cuántos cuántas"),
        r"\w*(?:[aei]r(?:[mts]e|nos|l[aoe]s?)?|[ae]n)",
        _set(
            "quién quien quiénes se no lo me te nos qué cuánto cuánta cuál cómo cuándo dónde"
            " adónde como cuando donde yo usted ustedes"
        ),
    ),
    "it": _Language(
        _set(
            "cosa cos quando dov quali qual può possono posso deve devono devo costa costano"
            " significa dice dire chiama fare senza sotto sopra dopo prima ogni fino così essere"
            " avere stato stata molto molti poco pochi alcuni alcune nessuno nessuna qualche"
            " alto alta lungo lunga grande nuovo nuova primo ultimo anche ancora già quindi"
            " durante verso fra tra c ecco viene vengono sono"
        ),
        _set(
            "il i un uno una del dello della dei degli delle dell allo alla ai agli alle dalla dai"
            " dalle nella nei nelle sulla sui sulle quel mio mia suo sua suoi sue nostro nostra"
            " ogni qualche"
        ),
        _set("lo la gli le l al all dal nel nell sul"),
        _set("di d per senza con su in a da tra fra quanti quante quali"),
        r"\w*(?:[aei]r(?:e|si|[mtcv]i|l[oaie])|ano|ono)",
        _set(
            "chi non si ci mi ti vi me te ce ve come quando dove dov perché quanto quanta cosa io"
            " lui lei noi voi loro"
        ),
    ),
    "pt": _Language(
        _set(
            "quê quais quanto quanta quantos quantas onde aonde porque porquê pode podem posso"
            " deve devem devo custa custam significa diz dizer chama fica existe existem faz"
            " fazer sobre cada após antes durante contra desde enquanto assim aqui ali todo toda"
            " todos todas muita muitos muitas ter estar alto alta longo longa grande novo nova"
            " primeiro último ainda então algum alguma nenhum nenhuma cujo cuja agora ou houver"
        ),
        _set(
            "um uma uns umas do da dos das no na nas aos à às pelo pela pelos pelas seu sua seus"
            " suas meu minha nosso nossa cada"
        ),
        _set("o a os as ao nos"),
        _set("de para sem por com sobre em até entre quais quantos quantas"),
        r"\w*(?:[aei]r|am|(?<!ag)em)",
        _set(
            "quem se não como quando onde aonde porque porquê quanto quanta qual eu ele ela nós"
            " você eles elas vocês"
        ),
        being=_set("é são custa custam"),
    ),
    "nl": _Language(
        _set(
            "waar wanneer waarom welke welk hoeveel waarmee waarvoor waarover waaraan kost"
            " betekent heet geeft zegt mag mogen moeten zullen zou elk elke ieder iedere hoog"
            " lang groot vaak oud ver duur bij tussen tijdens sinds volgens per na alle andere"
            " geen onze jullie jouw deze dit zulke staan wordt is bent waren eerst eerste laatste"
        ),
        _set("de een mijn jouw onze uw elke iedere geen"),
        frozenset(),
        _set("van voor met zonder over in op per tijdens volgens bij welke welk"),
        r"\w*(?:en|t)",
    ),
}
"""The languages whose nouns are told."""
_IDLE = {
    code: words | (_LANGUAGES[code].idle if code in _LANGUAGES else frozenset())
    for code, words in STOP_WORDS.items()
    if code != ENGLISH
}
_OPENING = frozenset(f"{QUESTION_WORDS}|{VERBS}".split("|"))
_ENGLISH_WORDS = STOP_WORDS[ENGLISH] | _OPENING
# English has them too, of which some are names.
_ENGLISH_TOO = _ENGLISH_WORDS | _set(
    "al also alto ante bin can car cent come comment con contra cosa das de dell der den des die"
    " dit dove du el en era eu fait fare fin fine fora fut gab geen grand grande hat he her hier"
    " hoe hun i il la las le les long los ma mag man mar mi mine nu nun ons op os par per plus pour"
    " premier pro sale se si sin sol son sons sous soy sole sur tan te tout toe tot um un van"
    " vale ver von via war ward wen y"
)
_LETTER = re.compile("[a-z]")
_OF_LATIN = re.compile(r"[a-z\u00aa-\u024f\u1e00-\u1eff\d]*", re.IGNORECASE)


def language_asked(question: str) -> str:
    """The language of ``question`` by its idle words: `ENGLISH` unless another surely has more.

    One in letters that are not Latin, and without an English word, is in "".
    """
    words = [word.casefold() for word in WORD.findall(question)]
    english = sum(word in _ENGLISH_WORDS for word in words)
    idle = {code: [word for word in words if word in own] for code, own in _IDLE.items()}
    telling = {
        code: [word for word in found if word not in _ENGLISH_TOO and not _LETTER.fullmatch(word)]
        for code, found in idle.items()
    }
    code = max(idle, key=lambda each: (len(idle[each]), len(telling[each])))
    if len(idle[code]) > english:
        # "Zahlt der Mieter die Reparatur?"; "van der Meer" is a name.
        asks = question.rstrip().endswith("?") and len({*idle[code]}) > 1
        opens = words[0] in _OPENING and words[0] not in _IDLE[code]
        if (telling[code] or asks) and not opens:
            return code
    if not english and any(not _OF_LATIN.fullmatch(word) for word in words):
        return ""
    return ENGLISH


def tells_nouns(language: str) -> bool:
    """Whether `foreign_things` knows the nouns of ``language``, not its names alone."""
    return language in _LANGUAGES


def foreign_things(question: str, language: str) -> list[str]:
    """The words of ``question``, in ``language``, that surely name what it asks about, in order.

    Of a language whose nouns are not told, names and numbers alone.
    """
    tokens = WORD.findall(question)
    plain = [token.casefold() for token in tokens]
    idle = _IDLE.get(language, frozenset())
    content = {word.casefold() for word in content_words(question)} - idle
    shouted = question.isupper()
    # German without capitals may be written in haste.
    capitals = language == _GERMAN and not shouted and any(t[0].isupper() for t in tokens[1:])
    return [
        token
        for i, token in enumerate(tokens)
        if plain[i] in content
        and (_is_name(token, i, shouted) or (not capitals and _is_noun(plain, i, language)))
    ]


def _is_name(word: str, i: int, shouted: bool) -> bool:
    """Whether a word is a name, a code or a number, or German for a noun."""
    if any(map(str.isdigit, word)):
        return True
    return not shouted and is_name(word) and (i > 0 or (word.isupper() and len(word) > 1))


def _is_noun(words: list[str], i: int, language: str) -> bool:
    """Whether the word at ``i`` is surely a noun, as what stands before it tells."""
    if not i or language not in _LANGUAGES:
        return False
    of, before = _LANGUAGES[language], words[i - 1]
    if before in of.articles:
        return True
    if before in of.pronouns:
        earlier, later = "".join(words[i - 2 : i - 1]), "".join(words[i + 1 : i + 2])
        if earlier in of.who or later in of.inverted:
            return False
        if of.being and (not earlier or earlier in of.being):
            return True
    elif before not in of.prepositions:
        return False
    return not re.fullmatch(of.verb, words[i])
