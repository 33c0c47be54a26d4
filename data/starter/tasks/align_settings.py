# topic: text
# difficulty: medium

# %% prompt
def align_settings(lines: list) -> list:
    """Line up the equals signs of a settings file.

    A setting is a line with "=" in it that does not start with "#". It is written as its key,
    padded with spaces to the longest key of all settings, then " = ", then its value; key and
    value are stripped of surrounding spaces and only the first "=" separates them. All other
    lines are returned unchanged.

    >>> align_settings(["host=local", "# note", "p = 80"])
    ['host = local', '# note', 'p    = 80']
    """
# %% solution
    def is_setting(line):
        return "=" in line and not line.startswith("#")

    keys = [line.split("=", 1)[0].strip() for line in lines if is_setting(line)]
    width = max(map(len, keys), default=0)
    result = []
    for line in lines:
        if is_setting(line):
            key, value = line.split("=", 1)
            line = f"{key.strip():<{width}} = {value.strip()}"
        result.append(line)
    return result

# %% visible
assert align_settings(["host=local", "# note", "p = 80"]) == ["host = local", "# note", "p    = 80"]

# %% base
def test_base_two_keys(self):
    self.assertEqual(align_settings(["a=1", "long = 2"]), ["a    = 1", "long = 2"])

def test_base_comment_is_kept(self):
    self.assertEqual(align_settings(["#  loud", "k=v"]), ["#  loud", "k = v"])

def test_base_nothing(self):
    self.assertEqual(align_settings([]), [])

# %% plus
def test_plus_value_with_equals(self):
    self.assertEqual(align_settings(["url=a?b=c", "x=1"]), ["url = a?b=c", "x   = 1"])

def test_plus_comment_with_equals_does_not_widen(self):
    self.assertEqual(align_settings(["# a long comment = no", "x=1"]),
                     ["# a long comment = no", "x = 1"])

def test_plus_no_setting_at_all(self):
    self.assertEqual(align_settings(["[section]", "", "  text "]), ["[section]", "", "  text "])

# %% wrong splits_everywhere
# why: splits at every equals sign and keeps only the second part; plain lines raise
def align_settings(lines):
    width = max(len(line.split("=")[0].strip()) for line in lines)
    return [f"{line.split('=')[0].strip():<{width}} = {line.split('=')[1].strip()}" for line in lines]

# %% wrong formats_commented_settings (passes base)
# why: a comment that holds an equals sign is taken for a setting
def align_settings(lines):
    keys = [line.split("=", 1)[0].strip() for line in lines if "=" in line]
    width = max(map(len, keys), default=0)
    result = []
    for line in lines:
        if "=" in line:
            key, value = line.split("=", 1)
            result.append(key.strip().ljust(width) + " = " + value.strip())
        else:
            result.append(line)
    return result

# %% wrong last_equals (passes base)
# why: splits at the last equals sign, so values that hold one move into the key
def align_settings(lines):
    def is_setting(line):
        return "=" in line and not line.startswith("#")
    keys = [line.rsplit("=", 1)[0].strip() for line in lines if is_setting(line)]
    width = max(map(len, keys), default=0)
    result = []
    for line in lines:
        if is_setting(line):
            key, value = line.rsplit("=", 1)
            line = key.strip().ljust(width) + " = " + value.strip()
        result.append(line)
    return result
