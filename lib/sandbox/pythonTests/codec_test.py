import json
import math
import unittest

from python.codec import Malformed, NotPlain, decode, dumps, encode, loads


class AlwaysEqual(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


class Liar(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3


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

    def test_an_instance_of_a_subclass_arrives_as_the_value_it_holds(self):
        back = loads(dumps(AlwaysEqual(5)))
        self.assertIs(type(back), int)
        self.assertNotEqual(back, 6)
        self.assertEqual(loads(dumps(Liar([9]))), [9])

    def test_an_object_is_kept_by_its_owner_or_refused(self):
        kept = []
        data = encode([object()], keep=lambda value: kept.append(value) or 0)
        self.assertEqual(data, [{"o": [0, "object"]}])
        self.assertEqual(decode(data, objects=lambda number, name: (number, name)), [(0, "object")])
        with self.assertRaisesRegex(NotPlain, "an object of type object"):
            dumps(object())
        with self.assertRaises(Malformed):
            decode(data)

    def test_a_structure_inside_itself_is_refused(self):
        inside = []
        inside.append(inside)
        with self.assertRaisesRegex(NotPlain, "nested too deeply"):
            dumps(inside)

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
