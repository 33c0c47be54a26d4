# topic: collections
# difficulty: easy

# %% prompt
def parcel_classes(weights: list) -> dict:
    """Count parcels by class: "light" below 2 kg, "heavy" from 10 kg, "medium" between.

    All three classes are in the result, even with a count of 0.

    >>> parcel_classes([1, 2, 30])
    {'light': 1, 'medium': 1, 'heavy': 1}
    """
# %% solution
    light = sum(weight < 2 for weight in weights)
    heavy = sum(weight >= 10 for weight in weights)
    return {"light": light, "medium": len(weights) - light - heavy, "heavy": heavy}

# %% visible
assert parcel_classes([1, 2, 30]) == {'light': 1, 'medium': 1, 'heavy': 1}

# %% base
def test_base_all_classes(self):
    self.assertEqual(parcel_classes([1, 1, 5, 12]), {"light": 2, "medium": 1, "heavy": 1})

def test_base_only_medium(self):
    self.assertEqual(parcel_classes([3, 4]), {"light": 0, "medium": 2, "heavy": 0})

# %% plus
def test_plus_borders(self):
    self.assertEqual(parcel_classes([2, 10, 9.9, 1.9]), {"light": 1, "medium": 2, "heavy": 1})

def test_plus_nothing(self):
    self.assertEqual(parcel_classes([]), {"light": 0, "medium": 0, "heavy": 0})

# %% wrong heavy_above_ten (passes base)
# why: ten kilograms count as medium
def parcel_classes(weights):
    counts = {"light": 0, "medium": 0, "heavy": 0}
    for weight in weights:
        counts["light" if weight < 2 else "medium" if weight <= 10 else "heavy"] += 1
    return counts

# %% wrong only_seen
# why: leaves out classes without a parcel
def parcel_classes(weights):
    from collections import Counter
    return dict(Counter("light" if w < 2 else "heavy" if w >= 10 else "medium" for w in weights))
