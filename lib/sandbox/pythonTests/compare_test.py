import math
import time
import unittest

from python.compare import ORACLES, PIECE, UnknownOracle, same, same_call, same_output, same_text

NAN = float("nan")


class EvalPlusTest(unittest.TestCase):
    """evalplus/eval/__init__.py, v0.3.1: exact, or close where the expected value holds floats."""

    def test_values_without_floats_must_be_equal(self):
        self.assertTrue(same([1, "a"], [1, "a"], []))
        self.assertTrue(same(True, 1, []))
        self.assertFalse(same([1, 2], [1, 3], []))
        self.assertFalse(same([1], (1,), []))
        self.assertFalse(same(3.0000001, 3, []))

    def test_floats_may_differ_by_1e_6_and_1e_7_of_the_value(self):
        self.assertTrue(same(1 + 9e-7, 1.0, []))
        self.assertFalse(same(1 + 2e-6, 1.0, []))
        self.assertTrue(same([0.1 + 0.2], [0.3], []))
        self.assertTrue(same(1e9 + 50, 1e9, []))
        self.assertFalse(same(1e9 + 200, 1e9, []))

    def test_a_task_may_widen_the_tolerance(self):
        self.assertFalse(same(1.01, 1.0, []))
        self.assertTrue(same(1.01, 1.0, [], atol=0.02))
        self.assertTrue(same([1, 2.01], [1, 2.0], [], atol=0.02))

    def test_a_close_value_needs_the_type_of_the_expected_one(self):
        self.assertFalse(same((0.1 + 0.2,), [0.3], []))
        self.assertFalse(same("0.3", 0.3, []))
        self.assertFalse(same([0.3, 0.3], [0.3], []))

    def test_nan_and_infinities_are_close_to_nothing_else(self):
        self.assertFalse(same(NAN, 1.0, []))
        self.assertFalse(same(NAN, NAN, []))
        self.assertFalse(same(1.0, NAN, [], atol=1))
        self.assertTrue(same(math.inf, math.inf, []))
        self.assertFalse(same(math.inf, 1e308, [], atol=1))

    def test_an_oracle_that_is_not_known_is_an_error(self):
        with self.assertRaises(UnknownOracle):
            same(1, 1, [], oracle="no_such")


class OracleTest(unittest.TestCase):
    """evalplus/eval/_special_oracle.py: every oracle, on small tasks made up for it."""

    def test_every_oracle_is_tested_here(self):
        tested = {name.removeprefix("test_").split("__")[0] for name in dir(self) if "__" in name}
        self.assertLessEqual(set(ORACLES), tested)

    def test_find_zero__any_root_will_do(self):
        args = [[-6, 5, -1]]  # -(x - 2)(x - 3)
        for root in (2, 2.0, 3.0, 3 + 1e-9):
            self.assertTrue(same(root, 2.0, args, oracle="find_zero"))
        for wrong in (2.5, 0, None, NAN, math.inf, "2", [2.0]):
            self.assertFalse(same(wrong, 2.0, args, oracle="find_zero"))

    def test_any_order__the_same_members_in_any_container(self):
        for output in ([3, 1, 2], (2, 1, 3), {1, 2, 3}, [1, 1, 2, 3]):
            self.assertTrue(same(output, (1, 2, 3), [], oracle="any_order"))
        for output in ([1, 2], [1, 2, 3, 4], [], None, 5, [[1], 2, 3]):
            self.assertFalse(same(output, (1, 2, 3), [], oracle="any_order"))

    def test_any_order__costs_no_more_than_the_expected_items(self):
        started = time.monotonic()
        collisions = [number * (2**61 - 1) for number in range(300_000)]
        self.assertFalse(same(collisions, [0], [], oracle="any_order"))
        self.assertFalse(same(range(10**12), [0], [], oracle="any_order"))
        self.assertTrue(same([1] * 100_000, [1], [], oracle="any_order"))
        self.assertLess(time.monotonic() - started, 5)

    def test_not_none__a_match_of_any_kind_against_none(self):
        for output, expected in (("m", "other"), (True, "m"), ("m", True), (None, None), (None, False), (False, None)):
            self.assertTrue(same(output, expected, [], oracle="not_none"))
        for output, expected in ((None, "m"), ("m", None), (False, "m"), (True, None), (None, True)):
            self.assertFalse(same(output, expected, [], oracle="not_none"))

    def test_zero_too__zero_or_the_expected_value(self):
        self.assertTrue(same(0, 28, [28], oracle="zero_too"))
        self.assertTrue(same(28, 28, [28], oracle="zero_too"))
        for wrong in (1, None, False, "0", [0]):
            self.assertFalse(same(wrong, 28, [28], oracle="zero_too"))

    def test_anything__every_answer_counts(self):
        for output in (None, 0, "x", [1]):
            self.assertTrue(same(output, True, [1, 2], oracle="anything"))

    def test_surface_area__of_the_slant_or_of_the_height(self):
        edge, height = 6, 4  # the height's slant: 5
        self.assertTrue(same(84, 84, [edge, height], oracle="surface_area"))
        self.assertTrue(same(96, 84, [edge, height], oracle="surface_area"))
        for wrong in (85, None, "96", [96]):
            self.assertFalse(same(wrong, 84, [edge, height], oracle="surface_area"))

    def test_digit_distance__of_the_numbers_or_of_the_padded_numbers(self):
        # Expected by a reference that compares from the left; padded: |0-1| + |1-2| + |2-3| = 3.
        self.assertTrue(same(3, 99, [12, 123], oracle="digit_distance"))
        self.assertTrue(same(99, 99, [12, 123], oracle="digit_distance"))
        self.assertFalse(same(4, 99, [12, 123], oracle="digit_distance"))


class AppsTest(unittest.TestCase):
    """testing_util.py of hendrycks/apps."""

    def test_a_call_may_return_a_tuple_for_a_list_and_the_only_expected_item(self):
        self.assertTrue(same_call((1, (2,)), [1, [2]]))
        self.assertTrue(same_call(5, [5]))
        self.assertFalse(same_call(5, 6))
        self.assertFalse(same_call([], [5]))

    def test_printed_text_may_differ_in_trailing_blanks_and_in_how_floats_are_written(self):
        self.assertTrue(same_text("1 2 \n3\n\n", "1 2\n3"))
        self.assertTrue(same_text("1\n2", "1 2"))
        self.assertTrue(same_text("0.3333333", "0.333333333333"))
        self.assertFalse(same_text("0.34", "0.333"))
        self.assertFalse(same_text("10000001", "10000000"))
        self.assertFalse(same_text("1 2 3", "1 2"))
        self.assertFalse(same_text("yes", "no"))
        self.assertFalse(same_text("nan", "1.0"))

    def test_infinity_is_close_to_itself_only(self):
        for output, expected in (("5", "inf"), ("-inf", "inf"), ("inf", "5.0"), ("nan", "nan."), ("inf", "nan"), ("0", "-inf")):
            self.assertFalse(same_text(output, expected), (output, expected))
        for output, expected in (("inf", "inf"), ("Infinity", "inf"), ("-inf", "-Infinity"), ("nan", "nan")):
            self.assertTrue(same_text(output, expected), (output, expected))

    def test_the_whole_output_counts_however_long(self):
        long = "\n".join(map(str, range(100_000)))
        self.assertTrue(same_output(long.encode(), long))
        self.assertTrue(same_output(long.encode() + b"\n" * 1_000_000, long))
        self.assertFalse(same_output(long.encode() + b" " * 1_000_000 + b"7", long))
        self.assertFalse(same_output(long.encode()[:-1], long))
        self.assertFalse(same_output(b"3" + b"\n" * PIECE + b"garbage", "3"))
        for at in range(PIECE - 3, PIECE + 3):
            # A word and a letter of two bytes on the edge of a piece.
            self.assertTrue(same_output(b" " * at + "né 12".encode(), "né 12"))
            self.assertFalse(same_output(b" " * at + "né 1 2".encode(), "né 12"))

    def test_bytes_that_are_no_text_are_no_expected_text(self):
        self.assertFalse(same_output(b"3\xff", "3\ufffd"))
        self.assertFalse(same_output(b"3\xff", "3"))
        self.assertFalse(same_output(b"3\xc3", "3"))
        self.assertTrue(same_output("é".encode(), "é"))

    def test_a_word_without_end_costs_no_more_than_the_expected_one(self):
        started = time.monotonic()
        self.assertFalse(same_output(b"9" * (32 << 20), "9.5"))
        self.assertFalse(same_output(b"1 " * (16 << 20), "1"))
        self.assertFalse(same_text("0." + "1" * 1_000_000, "0.5"))
        self.assertTrue(same_output(b"x" * (1 << 20), "x" * (1 << 20)))
        self.assertLess(time.monotonic() - started, 5)
