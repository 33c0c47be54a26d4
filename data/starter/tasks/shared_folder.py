# topic: text
# difficulty: medium

# %% prompt
def shared_folder(paths: list) -> str:
    """Find the deepest folder that holds all files.

    Paths are absolute, separated by "/", and name files, so the last part is never a folder.
    Return the folder without a slash at its end, or "/" when only the root is shared or when
    there are no paths.

    >>> shared_folder(["/srv/web/a.html", "/srv/web/img/b.png"])
    '/srv/web'
    """
# %% solution
    folders = [path.split("/")[1:-1] for path in paths]
    shared = []
    for names in zip(*folders):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return "/" + "/".join(shared)

# %% visible
assert shared_folder(["/srv/web/a.html", "/srv/web/img/b.png"]) == "/srv/web"

# %% base
def test_base_same_folder(self):
    self.assertEqual(shared_folder(["/a/b/x", "/a/b/y"]), "/a/b")

def test_base_only_the_root(self):
    self.assertEqual(shared_folder(["/a/x", "/b/x"]), "/")

def test_base_different_depths(self):
    self.assertEqual(shared_folder(["/a/b/c/x", "/a/y"]), "/a")

# %% plus
def test_plus_common_letters_are_not_a_folder(self):
    self.assertEqual(shared_folder(["/home/anna/x", "/home/andrew/y"]), "/home")
    self.assertEqual(shared_folder(["/data/log/x", "/data/logs/y"]), "/data")

def test_plus_one_file(self):
    self.assertEqual(shared_folder(["/a/b/x.txt"]), "/a/b")

def test_plus_no_files(self):
    self.assertEqual(shared_folder([]), "/")

def test_plus_same_file_twice(self):
    self.assertEqual(shared_folder(["/a/x", "/a/x"]), "/a")

def test_plus_equal_names_after_a_difference(self):
    self.assertEqual(shared_folder(["/a/one/z/x", "/a/two/z/x"]), "/a")

# %% wrong common_letters (passes base)
# why: compares letters and keeps half a folder name
def shared_folder(paths):
    first, last = min(paths), max(paths)
    n = 0
    while n < min(len(first), len(last)) and first[n] == last[n]:
        n += 1
    return first[:n].rstrip("/") or "/"

# %% wrong keeps_the_file (passes base)
# why: compares whole paths, so a single file is its own folder
def shared_folder(paths):
    shared = []
    for names in zip(*(path.split("/")[1:] for path in paths)):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    return "/" + "/".join(shared)

# %% wrong does_not_stop (passes base)
# why: collects equal names after the first difference too
def shared_folder(paths):
    folders = [path.split("/")[1:-1] for path in paths]
    return "/" + "/".join(names[0] for names in zip(*folders) if len(set(names)) == 1)
