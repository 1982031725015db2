"""Which words of a question that is not in English name things. Pure functions.

No tagger is at hand. German writes nouns with a capital; elsewhere a noun is known by the article,
the preposition or the like right before it. A word that may be something else is left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from index.documents.document import ENGLISH
from index.search.bm25 import STOPWORDS
from index.text.terms import WORD
from qa.question.english.words import QUESTION_WORDS, VERBS
from qa.question.keywords import content_words
from qa.question.nouns import is_name


class _Language(NamedTuple):
    """Words of a language that are not among `STOPWORDS`, and what stands before its nouns.

    ``idle`` are words that ask, join or help, ``articles`` those that a noun follows,
    ``prepositions`` those that a noun or a verb of the form ``infinitive`` follows. Behind ``who``
    an article may be a pronoun: "Qui la signe ?".
    """

    idle: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    infinitive: str = "(?!)"
    who: frozenset[str] = frozenset()


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
            " wurden worden"
        ),
        _set(
            "der die das den dem des ein eine einen einem einer eines kein keine keinen keiner"
            " mein meine meinen meiner unser unsere unserer ihre ihren ihrer seine seinen seiner"
            " diese dieser dieses diesen diesem welche welcher welches welchen viele wieviele im"
            " am zum zur beim vom jede jeder jedes jeden"
        ),
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
            "le la les l un une du des au aux ce cet cette ces mon ma mes ton ta tes son sa ses"
            " notre nos votre vos leur leurs quel quelle quels quelles chaque aucun aucune"
            " quelques"
        ),
        _set("d de pour sans par avec sur sous dans en à chez selon contre"),
        "(?:er|ir|re|oir)",
        _set("qui ne n se on je tu il elle nous vous ils elles"),
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
            "el la los las un una unos unas del al este esta estos estas ese esa esos esas mi mis"
            " tu tus su sus nuestro nuestra nuestros nuestras cada qué cuánto cuánta cuántos"
            " cuántas algún alguna ningún ninguna"
        ),
        _set("de para sin por con sobre en a según contra entre"),
        "(?:ar|er|ir)(?:se|lo|la)?",
        _set("quién quien quiénes se no lo me nos"),
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
            "il lo la i gli le l un uno una del dello della dei degli delle dell dell al allo alla"
            " ai agli alle all dal dalla dai dalle nel nella nei nelle nell sul sulla sui sulle"
            " questo questa questi queste quel quella mio mia suo sua suoi sue nostro nostra ogni"
            " quanto quanta quanti quante quale quali qualche"
        ),
        _set("di d per senza con su in a da tra fra"),
        "(?:are|ere|ire)",
        _set("chi non si ci mi"),
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
            "o os as um uma uns umas do da dos das no na nos nas ao aos à às pelo pela pelos pelas"
            " este esta estes estas esse essa seu sua seus suas meu minha nosso nossa cada qual"
            " quais quanto quanta quantos quantas"
        ),
        _set("a de para sem por com sobre em até entre"),
        "(?:ar|er|ir)",
        _set("quem se não"),
    ),
    "nl": _Language(
        _set(
            "waar wanneer waarom welke welk hoeveel waarmee waarvoor waarover waaraan kost"
            " betekent heet geeft zegt mag mogen moeten zullen zou elk elke ieder iedere hoog"
            " lang groot vaak oud ver duur bij tussen tijdens sinds volgens per na alle andere"
            " geen onze jullie jouw deze dit zulke staan wordt is bent waren eerst eerste laatste"
        ),
        _set(
            "de het een mijn jouw zijn haar ons onze hun uw deze dit die dat elke elk ieder"
            " iedere welke welk geen hoeveel"
        ),
        _set("van voor met zonder over in op per tijdens volgens bij"),
        r"\w*en",
        _set("wie ik hij zij ze we wij"),
    ),
}
"""The languages whose nouns are told."""
_IDLE = {
    code: words | (_LANGUAGES[code].idle if code in _LANGUAGES else frozenset())
    for code, words in STOPWORDS.items()
    if code != ENGLISH
}
_OPENING = frozenset(f"{QUESTION_WORDS}|{VERBS}".split("|"))
_ENGLISH_WORDS = STOPWORDS[ENGLISH] | _OPENING
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
    if not i or language not in _LANGUAGES:
        return False
    of, before = _LANGUAGES[language], words[i - 1]
    if before in of.articles:
        return not (i > 1 and words[i - 2] in of.who)
    return before in of.prepositions and not re.fullmatch(rf"\w*{of.infinitive}", words[i])
