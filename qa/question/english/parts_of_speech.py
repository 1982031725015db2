"""English words by kind: those that are no nouns, are written short, or are formed irregularly."""

from __future__ import annotations

ABBREVIATIONS = {
    "yr": "year", "yrs": "years", "mth": "month", "mths": "months", "wk": "week", "wks": "weeks",
    "hr": "hour", "hrs": "hours", "mins": "minutes", "sec": "seconds",
    "secs": "seconds", "max": "maximum", "approx": "approximately", "tel": "telephone",
    "incl": "including", "excl": "excluding", "vs": "versus", "dept": "department",
    "qty": "quantity", "temp": "temperature", "avg": "average", "addr": "address",
    "appt": "appointment", "acct": "account", "govt": "government", "info": "information",
    "esp": "especially", "pls": "please", "plz": "please", "thru": "through",
}  # fmt: skip
"""What is written short in questions, and what that stands for."""

_ACTIONS = (
    "accept access achieve act add admit affect agree aim allow answer appear apply appoint"
    " approve arrange arrive ask assist attach attend avoid be bear become begin belong borrow"
    " break bring build buy calculate call cancel carry cause change charge check choose claim"
    " clean close collect come communicate compare complain complete comply conclude confirm"
    " connect consider consist contact contain continue contribute control convert cook cope cost"
    " count cover create cut deal decide decline define delete deliver depend describe detect"
    " determine develop differ die disagree discover discuss distribute do download draw drink"
    " drive earn eat employ enable encourage end enjoy ensure enter establish exceed exclude"
    " exist expect expire explain express extend face fail fall feel fetch fill find finish fit"
    " fix fly follow forbid found gain get give go grow handle hang happen hear help hold"
    " identify implement improve include increase indicate influence inform inherit install"
    " intend introduce invent invest invite involve issue join keep know last launch lead learn"
    " leave lend let live look lose maintain make manage mean meet mention merge modify move need"
    " notice obtain occur offer open operate order organise organize own participate pay perform"
    " permit pick prefer prepare present preserve prevent proceed produce prohibit promote"
    " propose protect prove provide publish purchase put qualify raise reach read receive"
    " recommend reduce refuse regard register reject relate release rely remain remember remove"
    " renew repair replace report represent request require resolve respond restrict return run"
    " say see seek seem sell send serve set show sit solve speak spend stand start stay stick"
    " stop store submit succeed suffer suggest suit support suppose switch take talk teach tell"
    " terminate think touch train travel treat try turn understand update use vary visit wait"
    " walk want wear weigh win withdraw work worry write"
)
ACTIONS = frozenset(_ACTIONS.split())
"""Verbs that questions are framed with, in their plain form."""

IRREGULAR = {
    "became": "become", "began": "begin", "begun": "begin", "bought": "buy", "brought": "bring",
    "built": "build", "came": "come", "chose": "choose", "chosen": "choose", "did": "do",
    "died": "die", "drew": "draw", "drawn": "draw", "drove": "drive", "driven": "drive",
    "ate": "eat", "eaten": "eat", "born": "bear", "forbade": "forbid", "forbidden": "forbid",
    "got": "get", "hung": "hang", "fell": "fall", "fallen": "fall", "felt": "feel",
    "gave": "give", "given": "give", "went": "go", "gone": "go", "grew": "grow", "grown": "grow",
    "held": "hold", "kept": "keep", "knew": "know", "known": "know", "led": "lead", "left": "leave",
    "lent": "lend", "lost": "lose", "made": "make", "meant": "mean", "met": "meet", "paid": "pay",
    "ran": "run", "said": "say", "saw": "see", "seen": "see", "sent": "send", "sold": "sell",
    "spent": "spend", "spoke": "speak", "spoken": "speak", "stood": "stand", "stuck": "stick",
    "taught": "teach", "thought": "think", "told": "tell", "took": "take", "taken": "take",
    "won": "win", "wore": "wear", "worn": "wear", "withdrew": "withdraw", "withdrawn": "withdraw",
    "wrote": "write", "written": "write", "understood": "understand",
}  # fmt: skip
"""The plain form of verbs whose other forms do not end in "-ed"."""

PARTICIPLES = {
    "began": "begun", "chose": "chosen", "drew": "drawn", "gave": "given", "knew": "known",
    "took": "taken", "wrote": "written", "saw": "seen", "wore": "worn",
} | {
    verb: verb
    for verb in (
        "built bought brought held kept led lent lost made met paid sent sold told taught won set"
        " cut put said left founded"
    ).split()
}  # fmt: skip
"""The past participle of an irregular past: "wrote", "written"."""

QUALITIES = frozenset(
    "able absent actual additional afraid allergic allowed alone available average aware bad"
    " basic best better big bigger biggest brief busy careful central certain cheap cheaper"
    " cheapest clear close closest cold common complete confidential considerable correct current"
    " dangerous different difficult direct due early earlier earliest easy easier effective"
    " eligible entire exact expensive extra fair famous far fast fewer final fine first following"
    " foreign former free frequent full further general good great greater greatest happy hard"
    " heavy heavier heaviest high higher highest hot huge important impossible individual initial"
    " interesting key known large larger largest last late later latest least less likely little"
    " local long longer longest loud low lower lowest main major many maximum mean minimum minor"
    " modern more most much necessary new newer newest next nice normal official old older oldest"
    " only original other overall own particular past permitted personal poor popular possible"
    " potential present previous primary prior private proper public quick rare ready real recent"
    " related relevant responsible rich right safe same second separate serious several short"
    " shorter shortest significant similar simple slow small smaller smallest special specific"
    " strict strong successful suitable sure tall taller tallest third total true typical unable"
    " unique upcoming used useful usual valid various visible warm weak whole wide worse worst"
    " wrong young younger youngest".split()
)
"""Words that say how a thing is."""
ADVERBS = frozenset(
    "afterwards behind about actually again ago ahead almost alone already also always away back"
    " before besides currently directly down early else enough especially even eventually ever"
    " exactly far fast finally first forward generally hardly here immediately in instead just"
    " later least likely maybe mainly mostly much near nearly never normally not now off often"
    " once only originally out over perhaps please quite rather really recently somewhere soon"
    " still straight then there today together tomorrow too twice up usually very well when where"
    " yesterday yet".split()
)
"""Words that say how, when or where something is done."""
VAGUE = frozenset(
    "amount aspect case detail example fact kind lot number one part person people place point"
    " purpose reason sort stuff thing time type way somebody someone something anybody anyone"
    " anything nobody nothing everyone everybody everything others section clause".split()
)
"""Nouns whose absence says nothing of a document."""
