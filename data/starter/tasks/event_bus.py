# topic: classes
# difficulty: hard

# %% prompt
class EventBus:
    """Hands events to the functions that asked for them.

    on(name, function) subscribes and returns a function that ends this subscription; calling
    it again does nothing. The same function may be subscribed several times. emit(name, value)
    calls the functions of that name with value, in the order of subscription, and returns how
    many were called. Subscriptions made or ended during an emit take effect from the next emit
    on, so the functions of the running one are all called. When functions raise, the others are
    still called, and the first exception is raised at the end.

    >>> bus = EventBus()
    >>> seen = []
    >>> stop = bus.on("save", seen.append)
    >>> bus.emit("save", 1), bus.emit("load", 2), seen
    (1, 0, [1])
    >>> stop()
    >>> bus.emit("save", 3)
    0
    """
# %% solution
    def __init__(self):
        self._subscriptions = {}

    def on(self, name, function):
        # A list of its own tells equal functions apart.
        subscription = [function]
        self._subscriptions.setdefault(name, []).append(subscription)

        def stop():
            self._subscriptions[name] = [
                other for other in self._subscriptions[name] if other is not subscription
            ]

        return stop

    def emit(self, name, value):
        errors = []
        subscriptions = list(self._subscriptions.get(name, ()))
        for [function] in subscriptions:
            try:
                function(value)
            except Exception as error:
                errors.append(error)
        if errors:
            raise errors[0]
        return len(subscriptions)

# %% visible
def test_visible_example(self):
    bus, seen = EventBus(), []
    stop = bus.on("save", seen.append)
    self.assertEqual((bus.emit("save", 1), bus.emit("load", 2), seen), (1, 0, [1]))
    stop()
    self.assertEqual(bus.emit("save", 3), 0)

# %% base
def test_base_called_with_the_value(self):
    bus, seen = EventBus(), []
    bus.on("a", seen.append)
    self.assertEqual(bus.emit("a", 5), 1)
    self.assertEqual(seen, [5])

def test_base_order(self):
    bus, seen = EventBus(), []
    bus.on("a", lambda v: seen.append("first"))
    bus.on("a", lambda v: seen.append("second"))
    self.assertEqual(bus.emit("a", 0), 2)
    self.assertEqual(seen, ["first", "second"])

def test_base_stop(self):
    bus, seen = EventBus(), []
    stop = bus.on("a", seen.append)
    stop()
    self.assertEqual(bus.emit("a", 5), 0)
    self.assertEqual(seen, [])

def test_base_names_are_apart(self):
    bus, seen = EventBus(), []
    bus.on("a", seen.append)
    self.assertEqual(bus.emit("b", 5), 0)

# %% plus
def test_plus_stopping_during_an_emit(self):
    bus, seen, stops = EventBus(), [], []
    def once(value):
        seen.append(value)
        stops[0]()
    stops.append(bus.on("a", once))
    bus.on("a", seen.append)
    self.assertEqual(bus.emit("a", 1), 2)
    self.assertEqual(bus.emit("a", 2), 1)
    self.assertEqual(seen, [1, 1, 2])

def test_plus_subscribing_during_an_emit(self):
    bus, seen = EventBus(), []
    bus.on("a", lambda v: len(seen) < 5 and bus.on("a", seen.append))
    self.assertEqual(bus.emit("a", 1), 1)
    self.assertEqual(seen, [])
    self.assertEqual(bus.emit("a", 2), 2)

def test_plus_same_function_twice(self):
    bus, seen = EventBus(), []
    first = bus.on("a", seen.append)
    bus.on("a", seen.append)
    self.assertEqual(bus.emit("a", 1), 2)
    first()
    first()
    self.assertEqual(bus.emit("a", 2), 1)
    self.assertEqual(seen, [1, 1, 2])

def test_plus_an_exception_does_not_stop_the_others(self):
    bus, seen = EventBus(), []
    def fail(value):
        raise KeyError(value)
    def fail_too(value):
        raise IndexError(value)
    bus.on("a", fail)
    bus.on("a", seen.append)
    bus.on("a", fail_too)
    with self.assertRaises(KeyError):
        bus.emit("a", 1)
    self.assertEqual(seen, [1])

def test_plus_stop_keeps_the_order_of_the_others(self):
    bus, seen = EventBus(), []
    bus.on("a", lambda v: seen.append("x"))
    stop = bus.on("a", lambda v: seen.append("y"))
    bus.on("a", lambda v: seen.append("z"))
    stop()
    bus.emit("a", 0)
    self.assertEqual(seen, ["x", "z"])

# %% wrong live_list (passes base)
# why: walks through the list that subscriptions change, so functions are skipped
class EventBus:
    def __init__(self):
        self.functions = {}
    def on(self, name, function):
        self.functions.setdefault(name, []).append(function)
        def stop():
            if function in self.functions[name]:
                self.functions[name].remove(function)
        return stop
    def emit(self, name, value):
        count = 0
        for function in self.functions.get(name, []):
            function(value)
            count += 1
        return count

# %% wrong set_of_functions (passes base)
# why: a dictionary of functions holds each function once, and an exception stops the rest
class EventBus:
    def __init__(self):
        self.functions = {}
    def on(self, name, function):
        self.functions.setdefault(name, {})[function] = True
        return lambda: self.functions[name].pop(function, None)
    def emit(self, name, value):
        functions = list(self.functions.get(name, ()))
        for function in functions:
            function(value)
        return len(functions)

# %% wrong one_list
# why: keeps one list for all names
class EventBus:
    def __init__(self):
        self.functions = []
    def on(self, name, function):
        self.functions.append(function)
        return lambda: self.functions.remove(function)
    def emit(self, name, value):
        for function in self.functions:
            function(value)
        return len(self.functions)
