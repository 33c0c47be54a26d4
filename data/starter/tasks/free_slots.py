# topic: dates
# difficulty: hard

# %% prompt
from datetime import datetime, timedelta


def free_slots(bookings: list, opening: datetime, closing: datetime, minutes: int) -> list:
    """Find the free times of a meeting room.

    `bookings` holds (start, end) pairs in any order; they may overlap, lie inside one another
    or reach beyond the opening hours. Return the (start, end) pairs between `opening` and
    `closing` that no booking touches and that are at least `minutes` long, in order. A booking
    that ends when another starts leaves no free time between them.

    >>> day = datetime(2024, 5, 6)
    >>> nine, noon = day.replace(hour=9), day.replace(hour=12)
    >>> slots = free_slots([(day.replace(hour=10), day.replace(hour=11))], nine, noon, 30)
    >>> [(start.hour, end.hour) for start, end in slots]
    [(9, 10), (11, 12)]
    """
# %% solution
    shortest = timedelta(minutes=minutes)
    slots = []
    free_from = opening
    for start, end in sorted(bookings) + [(closing, closing)]:
        until = min(start, closing)
        if until > free_from and until - free_from >= shortest:
            slots.append((free_from, until))
        free_from = max(free_from, end)
    return slots

# %% visible
def test_visible_example(self):
    at = lambda hour: datetime(2024, 5, 6, hour)
    slots = free_slots([(at(10), at(11))], at(9), at(12), 30)
    self.assertEqual(slots, [(at(9), at(10)), (at(11), at(12))])

# %% base
def check(self, bookings, expected, minutes=30):
    at = lambda hours: datetime(2024, 5, 6) + timedelta(minutes=round(hours * 60))
    slots = free_slots([(at(a), at(b)) for a, b in bookings], at(9), at(17), minutes)
    self.assertEqual(slots, [(at(a), at(b)) for a, b in expected])

def test_base_no_booking(self):
    self.check([], [(9, 17)])

def test_base_two_bookings(self):
    self.check([(10, 11), (13, 14)], [(9, 10), (11, 13), (14, 17)])

def test_base_too_short(self):
    self.check([(9.25, 12), (12.5, 17)], [(12, 12.5)])

# %% plus
def test_plus_any_order(self):
    self.check([(13, 14), (10, 11)], [(9, 10), (11, 13), (14, 17)])

def test_plus_booking_inside_another(self):
    self.check([(10, 15), (11, 12)], [(9, 10), (15, 17)])

def test_plus_beyond_the_opening_hours(self):
    self.check([(7, 8), (8, 9.5), (16, 19), (20, 21)], [(9.5, 16)])

def test_plus_back_to_back(self):
    self.check([(10, 11), (11, 12)], [(9, 10), (12, 17)], 0)

def test_plus_fully_booked(self):
    self.check([(8, 18)], [], 0)

# %% wrong unsorted (passes base)
# why: walks through the bookings in the given order
def free_slots(bookings, opening, closing, minutes):
    slots, at = [], opening
    for start, end in bookings + [(closing, closing)]:
        if min(start, closing) - at >= timedelta(minutes=minutes) and start > at:
            slots.append((at, min(start, closing)))
        at = max(at, end)
    return slots

# %% wrong forgets_contained (passes base)
# why: continues after the last booking's end, though an earlier one may end later
def free_slots(bookings, opening, closing, minutes):
    slots, at = [], opening
    for start, end in sorted(bookings) + [(closing, closing)]:
        if start > at and start - at >= timedelta(minutes=minutes):
            slots.append((at, start))
        at = end
    return slots

# %% wrong longer_than
# why: leaves out slots of exactly the wanted length
def free_slots(bookings, opening, closing, minutes):
    slots, at = [], opening
    for start, end in sorted(bookings) + [(closing, closing)]:
        if min(start, closing) - at > timedelta(minutes=minutes):
            slots.append((at, min(start, closing)))
        at = max(at, end)
    return slots
