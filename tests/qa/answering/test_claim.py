import pytest

from qa.answering.claim import says


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Do the prices include transport?", "Prices do not include transport.", False),
        ("Does the fee include VAT?", "The fee includes VAT.", True),
        ("Are refunds paid in cash?", "Refunds are paid by bank transfer, never in cash.", False),
        ("Is cash accepted?", "Cards are accepted, cash is not.", False),
        ("Are cards accepted?", "Cards are accepted, cash is not.", True),
        ("Are dogs admitted?", "Neither cats nor dogs are admitted.", False),
        ("Are there any term limits?", "There are no term limits.", False),
        ("Is there a lift in the building?", "The building has no lift.", False),
        ("Does the train stop at Halden?", "The train no longer stops at Halden.", False),
        ("Are volunteers paid?", "Volunteers are unpaid.", False),
        ("Is it true that staff shall not share keys?", "Staff shall not share keys.", True),
    ],
)
def test_what_a_sentence_affirms_is_yes_and_what_it_denies_no(question, sentence, told):
    assert says(question, sentence) is told


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Can I smoke in the buildings?", "Smoking is prohibited in all buildings.", False),
        ("May staff share passwords?", "Staff must not share passwords.", False),
        ("Are staff allowed to share passwords?", "Staff must not share passwords.", False),
        ("Is flash forbidden?", "Photography is permitted, but flash is forbidden.", True),
        ("May I feed the animals?", "It is not forbidden to feed the animals.", True),
        ("Do I have to wear gloves?", "You must wear gloves.", True),
        ("Do I have to wear gloves?", "You do not have to wear gloves.", False),
        ("May I wear gloves?", "You do not have to wear gloves.", None),
        ("Is insurance required?", "Insurance is voluntary.", False),
        ("Is the shop open in August?", "The shop is closed in August.", False),
        ("Is the shop closed in August?", "The shop is closed in August.", True),
        ("Is transport included in the price?", "Transport is excluded from the price.", False),
        ("Is the bridge safe?", "The bridge is not unsafe.", None),
    ],
)
def test_leave_duty_and_contraries(question, sentence, told):
    assert says(question, sentence) is told


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("Does the card cost 45 euros?", "The card costs 40 euros.", False),
        ("Does the card cost 40 euros?", "The card costs 40 euros.", True),
        ("Did the library open in 1990?", "The library opened in 1985.", False),
        ("Does it take place on Monday?", "It takes place on Tuesday.", False),
        ("Does the course start on 4 June?", "The course starts on 4 May.", False),
        ("Does the card cost 45 euros?", "The card costs at least 40 euros.", None),
        ("Can I borrow 3 books?", "You can borrow 5 books.", None),
        ("Was it rebuilt in 1960?", "It was rebuilt in 1932 and widened in 1960.", None),
        ("Does Lina live in Oslo?", "Lina lives in Bergen.", None),
    ],
)
def test_another_number_or_day_than_the_one_asked_for_is_no(question, sentence, told):
    assert says(question, sentence) is told


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("May staff work from home?", "Staff may work from home if their manager agrees."),
        ("Can the tenant sublet the flat?", "The tenant shall not sublet it without consent."),
        ("Do employees work from home?", "Some employees work from home."),
        ("Do employees work from home?", "The board proposed that employees work from home."),
        ("Do all rooms have a balcony?", "Not all rooms have a balcony."),
        ("Do children travel free?", "Children under six travel free."),
        ("Is overtime paid?", "Overtime is not paid on public holidays."),
        ("Are applications accepted?", "Late applications are not accepted."),
        ("Is the printer connected?", "The printer in the lobby is not connected."),
        ("Are meals free?", "Meals are free for children."),
        ("Is wifi free?", "Wifi is free in the lounge."),
        ("Is vaccination compulsory?", "Vaccination against measles is compulsory."),
        ("Are towels included?", "Towels are included in private rooms."),
        ("Does Lina live in Bergen?", "Lina's brother lives in Bergen."),
        ("Does Lina live in Bergen?", "Lina lived in Bergen."),
        ("Is a guitar or a piano provided?", "A guitar and a piano are provided."),
        ("Can I get security alerts?", "For more information on security alerts, see below."),
    ],
)
def test_what_leaves_it_open_settles_nothing(question, sentence):
    assert says(question, sentence) is None


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("The price includes:", True),
        ("The price does not include:", False),
        ("Price", None),
        ("If you book early, the price includes:", None),
    ],
)
def test_an_item_is_read_with_its_lead_in(above, told):
    assert says("Does the price include the airport transfer?", "Airport transfer", [above]) is told


def test_a_heading_does_not_name_whom_the_sentence_is_of():
    asked, sentence = "Can guests use the ball machine?", "The ball machine may be used by members."
    assert says(asked, sentence, ["Rules for members and guests"]) is None


@pytest.mark.parametrize(
    ("question", "sentence", "told"),
    [
        ("May studio A be booked?", "Studio B may be booked.", None),
        ("May studio A be booked?", "Studio A may be booked.", True),
        ("Is vitamin C included?", "Vitamin C is included.", True),
        ("Is vitamin C included?", "Vitamin A is included.", None),
    ],
)
def test_a_letter_is_a_name(question, sentence, told):
    assert says(question, sentence) is told
