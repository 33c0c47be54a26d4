import json
import unittest

from python import messages, trace
from python.messages import ANSWERS, FIRST, ROWS, TRACE, Malformed, checked, harmless, parse, text_of

ERROR = {"type": "ValueError", "message": "no", "stack": [], "locals": {}}
REAL = {
    "version": 1,
    "events": [
        {"kind": "call", "function": "add", "line": 1, "depth": 1, "changed": {"a": 0}},
        {"kind": "return", "function": "add", "line": 2, "depth": 1, "value": 1},
    ],
    "total": 2,
    "dropped": 0,
    "values": ["1", "3"],
    "lines": {"2": 1},
}


class MessagesTest(unittest.TestCase):
    def refuse(self, message, expected):
        with self.assertRaises(Malformed, msg=repr(message)):
            checked(message, expected)

    def test_text_that_is_no_json_is_malformed(self):
        for data in (b"", b"{", b"NaN", b'{"value": Infinity}', b'{"value": -Infinity}', b"\xff", b'{"value": 1} x'):
            with self.assertRaises(Malformed, msg=data):
                parse(data)
        for data in (b"[" * 1_000_000, '{"value": 1}'.encode("utf-16"), b'{"value": ' + b"9" * 10_000 + b"}"):
            with self.assertRaises(Malformed):
                parse(data)
        self.assertEqual(parse(b'{"value": 1}'), {"value": 1})

    def test_what_the_judge_sends_on_is_json_that_every_reader_takes(self):
        for number in (float("nan"), float("inf")):
            with self.assertRaises(ValueError):
                text_of({"value": number})
        self.assertEqual(json.loads(text_of({"name": "\ud800é"})), {"name": "?é"})

    def test_every_kind_is_taken_with_exactly_its_fields(self):
        for message, expected in (
            ({"ready": {"add": {"value": 3}, "Solution().f": {"module": "os"}, "x": {"error": ERROR}}}, FIRST["module"]),
            ({"finished": True}, FIRST["script"]),
            ({"row": {"name": "test_a", "status": "passed"}}, ROWS),
            ({"failed": "load", "kind": "error", "error": ERROR}, FIRST["script"]),
            ({"value": [1, {"t": []}]}, ANSWERS),
            ({"notPlain": "an object"}, ANSWERS),
            ({"trace": None}, TRACE),
            ({"trace": REAL}, TRACE),
        ):
            self.assertEqual(checked(message, expected), message)
            self.refuse({**message, "more": 1}, expected)

    def test_any_other_shape_is_malformed(self):
        for message in (
            None, 3, [], "value", {}, {"value ": 1}, {"more": 1}, {"ready": {}}, {"finished": True}, {"trace": REAL},
            {"failed": "call"}, {"failed": "call", "kind": "error"}, {"failed": "call", "error": ERROR},
            {"failed": "call", "kind": "lost", "error": ERROR}, {"failed": 3, "kind": "error", "error": ERROR},
            {"failed": "call", "kind": ["error"], "error": ERROR}, {"failed": "call", "kind": "error", "error": None},
            {"value": 1, "notPlain": "x"}, {"value": 1, "failed": "call"}, {"notPlain": 3}, {"notPlain": None},
        ):
            self.refuse(message, ANSWERS)
        for ready in (None, [], 3, {"add": 3}, {"add": {}}, {"add": {"value": 1, "module": "os"}}, {"add": {"module": 3}},
                      {"\ud800": {"value": 1}}, {"add": {"error": []}}, {"add": {"o": [0, "f"]}},
                      {str(number): {"value": 1} for number in range(20_000)}):
            self.refuse({"ready": ready}, FIRST["module"])
        for value in (1, False, "True", None, []):
            self.refuse({"finished": value}, FIRST["script"])
        odd = {"name": "a", "status": "passed", "more": 1}
        for row in (None, {}, [3], {"name": "a"}, {"name": 3, "status": "passed"}, {"name": "a", "status": "won"}, odd):
            self.refuse({"row": row}, ROWS)
        self.refuse({"row": {"name": "a", "status": []}}, ROWS)

    def test_a_first_reply_is_of_the_jobs_mode(self):
        firsts = {"module": {"ready": {}}, "script": {"finished": True}, "unittest": {"loaded": True}}
        for mode, expected in FIRST.items():
            for other, message in firsts.items():
                if other != mode:
                    self.refuse(message, expected)

    def test_exceptions_are_cut_to_what_is_known_of_them(self):
        odd = {"type": "\ud800" * 1000, "message": 3, "stack": [{"line": 1e300}, 3], "locals": {"\udfff": "\ud800x"},
               "line": True, "more": [1]}
        error = checked({"failed": "call", "kind": "error", "error": odd}, ANSWERS)["error"]
        self.assertEqual(set(error), {"type", "message", "stack", "locals"})
        self.assertEqual((error["message"], error["stack"]), ("", []))
        self.assertEqual(error["locals"], {"\\udfff": "\\ud800x"})
        json.dumps(error, ensure_ascii=False).encode()

    def test_text_is_bounded_and_without_surrogates(self):
        self.assertEqual(harmless("a\ud800b"), "a\\ud800b")
        self.assertEqual(len(harmless("x" * 100_000)), messages.MAX_TEXT)


class TraceTest(unittest.TestCase):
    def test_a_trace_as_a_tracer_makes_it_is_taken(self):
        self.assertIs(trace.checked(REAL), REAL)
        self.assertIsNone(trace.checked(None))
        more = [{**event, "frame": 1, "uncaught": True} for event in REAL["events"]]
        self.assertIsNotNone(trace.checked({**REAL, "events": more}))

    def test_a_trace_with_anything_else_in_it_is_none(self):
        nan, event = float("nan"), REAL["events"][0]
        odd_events = [
            3, None, {}, {**event, "kind": "won"}, {**event, "line": nan}, {**event, "line": 1.0}, {**event, "line": -1},
            {**event, "line": 1 << 70}, {**event, "depth": "1"}, {**event, "depth": True}, {**event, "changed": []},
            {**event, "changed": {"a": 2}}, {**event, "changed": {"a": -1}}, {**event, "changed": {"a": nan}},
            {**event, "changed": {str(n): 0 for n in range(20)}}, {**event, "value": 9}, {**event, "more": 1},
            {**event, "frame": -1}, {**event, "frame": "1"}, {**event, "uncaught": False}, {**event, "uncaught": 1},
            {**event, "depth": 1 << 30}, {**event, "function": "x" * 10_000}, {**event, "function": None}, {**event, "kind": ["call"]},
        ]
        for odd in (
            *[{**REAL, "events": [event, odd]} for odd in odd_events],
            *[{**REAL, "version": version} for version in (nan, 2, "1", True, None)],
            *[{**REAL, "total": total} for total in (nan, -1, 3, 1 << 60, "2", None)],
            {**REAL, "dropped": 1}, {**REAL, "values": ["1", 3]}, {**REAL, "values": ["1", "x" * 10_000]},
            {**REAL, "values": ["1"] * 1000}, {**REAL, "values": None}, {**REAL, "lines": []}, {**REAL, "lines": {"x": 1}},
            {**REAL, "lines": {"2": nan}}, {**REAL, "lines": {"9" * 50: 1}}, {**REAL, "more": 1}, {}, [], 3, "x",
        ):
            self.assertIsNone(trace.checked(odd), repr(odd)[:200])
