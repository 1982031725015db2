from index.lazy_sequence import LazySequence


def test_a_value_is_read_when_it_is_asked_for():
    asked: list[int] = []

    def read(number):
        asked.append(number)
        return number

    values = LazySequence(3, read)
    assert (len(values), asked) == (3, [])
    assert (values[2], values[-3], asked) == (2, 0, [2, 0])
    assert (1 in values, [*values], values[1:]) == (True, [0, 1, 2], (1, 2))
