import json
import math
import random
import unittest
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from types import SimpleNamespace
from uuid import UUID

from python.codec import Decoder, Encoder, Malformed, NotPlain, decode, dumps, loads
from python.heap import Heap


class AlwaysEqual(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Liar(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3


VALUES = [
    Fraction(1, 3), Decimal("1.10"), Decimal("-0"), date(2020, 1, 2),
    datetime(2020, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=1))), timedelta(1, 2, 3), range(1, 9, 2), slice(1, None),
    UUID(int=7), OrderedDict(b=1, a=2), Counter("aab"), defaultdict(list, {1: [2]}), deque([1, 2], 5), bytearray(b"ab"),
    array("d", [1.5]), SimpleNamespace(a=1), math.floor, OrderedDict, ValueError, len, ..., NotImplemented,
    PurePosixPath("/a/b"),
]  # fmt: skip


def loads_strictly(value):
    return Decoder(Heap(judge=False)).decode(json.loads(json.dumps(Encoder(Heap()).encode(value))))


class CodecTest(unittest.TestCase):
    def test_plain_values_come_back_with_their_types(self):
        values = [
            None, True, False, 0, -7, 10**30, 1 << 5000, -(1 << 5000), 0.1, -0.0, "", "é\n\x00", b"\x00\xff",
            1 + 2j, [], [1, "a", None], (), (1, (2,)), {}, {1: "a", (1, 2): [3]}, {"t": [1]}, {"b": "00"},
            {1, 2}, frozenset({"x"}), [[(1, {"k": {2.5}})]], int, dict,
        ]
        for value in values:
            back = loads(dumps(value))
            self.assertEqual(back, value)
            self.assertIs(type(back), type(value))

    def test_an_int_stays_an_int_and_a_float_a_float(self):
        self.assertEqual(list(map(type, loads(dumps([1, 1.0, True])))), [int, float, bool])

    def test_floats_that_json_cannot_hold(self):
        self.assertTrue(math.isnan(loads(dumps(float("nan")))))
        self.assertEqual(loads(dumps([float("inf"), -float("inf")])), [float("inf"), -float("inf")])
        json.loads(dumps(float("inf")), parse_constant=self.fail)

    def test_an_object_is_described_by_its_owner_or_refused(self):
        data = Encoder(foreign=lambda value, _encoder, _depth: ["i", type(value).__name__]).encode([object()])
        self.assertEqual(data, [{"o": ["i", "object"]}])
        self.assertEqual(Decoder(foreign=lambda payload, _decoder, _depth: payload).decode(data), [["i", "object"]])
        for value in (object(), AlwaysEqual(5), Liar([9])):
            with self.assertRaisesRegex(NotPlain, f"an object of type .*{type(value).__name__}"):
                dumps(value)
        with self.assertRaises(Malformed):
            decode(data)

    def test_aliases_and_cycles_arrive_as_they_are(self):
        row, inside = [0], []
        inside.append(inside)
        back = loads_strictly([row, row, inside, {"row": row}])
        self.assertIs(back[0], back[1])
        self.assertIs(back[2][0], back[2])
        self.assertIs(back[3]["row"], back[0])

    def test_values_of_the_library_arrive_as_themselves(self):
        for value in VALUES:
            back = loads_strictly(value)
            self.assertEqual(back, value)
            self.assertIs(type(back), type(value))
            self.assertEqual(repr(back), repr(value))

    def test_sets_keep_their_order(self):
        kept = tried = 0
        for number in range(300):
            draw = random.Random(number)
            made = set(draw.sample(range(-40, 90), draw.randrange(1, 28)))
            for value in (set(made), set(frozenset(made)), set(map(str, range(number % 20)))):
                self.assertEqual(list(loads_strictly(value)), list(value))
            # Where items were taken out again there is not always a way to the same places.
            made.difference_update(draw.sample(sorted(made), len(made) // 3))
            tried += 1
            kept += list(loads_strictly(made)) == list(made)
        self.assertGreater(kept, 0.97 * tried)

    def test_colliding_keys_are_refused_before_they_are_a_set(self):
        keys = [number * (2**61 - 1) for number in range(1000)]
        pairs = [part for key in keys for part in (key, 1)]
        for data in ({"s": keys}, {"z": keys}, {"d": [[key, 1] for key in keys]}, {"m": ["Counter", None, *pairs]}):
            with self.assertRaisesRegex(Malformed, "same hash"):
                decode(data)

    def test_task_data_may_hold_plain_objects(self):
        self.assertEqual(loads('{"a": {"t": 1}, "b": 7}'), {"a": {"t": 1}, "b": 7})
        self.assertEqual(loads('{"t": [1, {"s": [2]}]}'), (1, {2}))
        self.assertEqual(loads('{"d": [["t", [1]]]}'), {"t": [1]})

    def test_what_a_candidate_sends_may_hold_tags_only(self):
        for text in ('{"a": 1}', '{"t": [1], "s": []}', '{"t": 1}', '{"d": [[1]]}', '{"d": [[[1], 2]]}',
                     '{"s": [[1]]}', '{"f": "1"}', '{"b": "0"}', '{"i": 5}', '{"i": "xyz"}', '{"y": "eval"}',
                     '{"c": [1]}', '{"o": [1, "x"]}', "[" * 200 + "]" * 200):
            with self.assertRaises(Malformed, msg=text):
                decode(json.loads(text))

    def test_text_that_is_no_json_is_malformed(self):
        for text in ("", "{", "[1,", "nope", "[" * 100_000):
            with self.assertRaises(Malformed):
                loads(text)
