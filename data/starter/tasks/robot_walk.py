# topic: algorithms
# difficulty: medium

# %% prompt
def robot_walk(room: list, commands: str) -> tuple:
    """Steer a robot through a room and say where it ends.

    `room` is a list of equally long texts: "#" is a wall, "." is floor, and one of "^", ">",
    "v", "<" marks the robot and the way it looks. "L" and "R" turn it by a quarter, "F" moves
    it one field forward unless a wall or the edge of the room is in the way; then it stays.
    Return (row, column, look), rows counted from the top and columns from the left, from 0.
    Any other command raises ValueError.

    >>> robot_walk(["..", "^."], "FRF")
    (0, 1, '>')
    """
# %% solution
    looks = "^>v<"
    steps = ((-1, 0), (0, 1), (1, 0), (0, -1))
    for row, line in enumerate(room):
        for column, field in enumerate(line):
            if field in looks:
                place, look = (row, column), looks.index(field)
    for command in commands:
        if command == "L":
            look = (look - 1) % 4
        elif command == "R":
            look = (look + 1) % 4
        elif command == "F":
            row, column = place[0] + steps[look][0], place[1] + steps[look][1]
            inside = 0 <= row < len(room) and 0 <= column < len(room[0])
            if inside and room[row][column] != "#":
                place = (row, column)
        else:
            raise ValueError(f"unknown command: {command!r}")
    return (*place, looks[look])

# %% visible
assert robot_walk(["..", "^."], "FRF") == (0, 1, ">")

# %% base
def test_base_turns(self):
    self.assertEqual(robot_walk(["^"], "R"), (0, 0, ">"))
    self.assertEqual(robot_walk(["^"], "L"), (0, 0, "<"))

def test_base_moves(self):
    self.assertEqual(robot_walk(["...", ".>.", "..."], "FRF"), (2, 2, "v"))

def test_base_wall(self):
    self.assertEqual(robot_walk([">#."], "FF"), (0, 0, ">"))

def test_base_unknown_command(self):
    with self.assertRaises(ValueError):
        robot_walk(["^"], "X")

# %% plus
def test_plus_all_edges(self):
    for look in "^>v<":
        self.assertEqual(robot_walk([look], "F"), (0, 0, look))

def test_plus_no_wrapping_at_the_left_and_the_top(self):
    self.assertEqual(robot_walk(["<.."], "FF"), (0, 0, "<"))
    self.assertEqual(robot_walk(["^", ".", "."], "FF"), (0, 0, "^"))

def test_plus_full_turns(self):
    self.assertEqual(robot_walk(["v."], "RRRR"), (0, 0, "v"))
    self.assertEqual(robot_walk(["^."], "LLLRL"), (0, 0, ">"))

def test_plus_goes_on_after_a_wall(self):
    self.assertEqual(robot_walk([">#", ".."], "FRFLF"), (1, 1, ">"))

def test_plus_back_over_the_start(self):
    self.assertEqual(robot_walk([".>."], "FRRFF"), (0, 0, "<"))

def test_plus_no_commands(self):
    self.assertEqual(robot_walk(["#<"], ""), (0, 1, "<"))

# %% wrong wraps_around (passes base)
# why: index -1 is the other end of a Python list, so the robot jumps through the edge
def robot_walk(room, commands):
    looks, steps = "^>v<", ((-1, 0), (0, 1), (1, 0), (0, -1))
    r, c = next((i, j) for i, l in enumerate(room) for j, f in enumerate(l) if f in looks)
    look = looks.index(room[r][c])
    for command in commands:
        if command in "LR":
            look = (look + (1 if command == "R" else -1)) % 4
        elif command == "F":
            try:
                if room[r + steps[look][0]][c + steps[look][1]] != "#":
                    r, c = r + steps[look][0], c + steps[look][1]
            except IndexError:
                pass
        else:
            raise ValueError(command)
    return (r, c, looks[look])

# %% wrong stops_at_a_wall (passes base)
# why: ends the walk at the first obstacle
def robot_walk(room, commands):
    looks, steps = "^>v<", ((-1, 0), (0, 1), (1, 0), (0, -1))
    r, c = next((i, j) for i, l in enumerate(room) for j, f in enumerate(l) if f in looks)
    look = looks.index(room[r][c])
    for command in commands:
        if command in "LR":
            look = (look + (1 if command == "R" else -1)) % 4
        elif command == "F":
            y, x = r + steps[look][0], c + steps[look][1]
            if not (0 <= y < len(room) and 0 <= x < len(room[0])) or room[y][x] == "#":
                break
            r, c = y, x
        else:
            raise ValueError(command)
    return (r, c, looks[look])

# %% wrong mirrored_turns
# why: turns left for R and right for L
def robot_walk(room, commands):
    looks, steps = "^>v<", ((-1, 0), (0, 1), (1, 0), (0, -1))
    r, c = next((i, j) for i, l in enumerate(room) for j, f in enumerate(l) if f in looks)
    look = looks.index(room[r][c])
    for command in commands:
        if command in "LR":
            look = (look + (1 if command == "L" else -1)) % 4
        elif command == "F":
            y, x = r + steps[look][0], c + steps[look][1]
            if 0 <= y < len(room) and 0 <= x < len(room[0]) and room[y][x] != "#":
                r, c = y, x
        else:
            raise ValueError(command)
    return (r, c, looks[look])
