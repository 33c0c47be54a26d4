"""Checks a split of research code with another engine (pyarrow): python researchSplit.py FOLDER < SPLIT

SPLIT is {"train": [[repo, function]…], "test": […], "longest": N}. Prints what it counted; what does not hold
is an error.
"""
import collections
import glob
import json
import sys

import pyarrow.parquet as parquet


def main(folder):
    split = json.load(sys.stdin)
    samples = {side: [tuple(row) for row in split[side]] for side in ("train", "test")}
    repositories = {side: {repo for repo, _ in rows} for side, rows in samples.items()}
    functions = {side: {code for _, code in rows} for side, rows in samples.items()}
    wanted = set(samples["train"]) | set(samples["test"])
    rows = longer = found = 0
    of = collections.Counter()
    for file in sorted(glob.glob(f"{folder}/*.parquet")):
        for batch in parquet.ParquetFile(file).iter_batches(columns=["repo", "function"]):
            repos, codes = (batch.column(name).to_pylist() for name in ("repo", "function"))
            rows += len(repos)
            longer += sum(len(code) > split["longest"] for code in codes)
            of.update(repo.lower() for repo in repos)
            pairs = {(repo.lower(), code) for repo, code in zip(repos, codes)} & wanted
            found += len(pairs)
            wanted -= pairs
    shared = repositories["train"] & repositories["test"]
    assert not shared, f"{len(shared)} repositories on both sides: {sorted(shared)[:3]}"
    assert not functions["train"] & functions["test"], "a function on both sides"
    assert not wanted, f"{len(wanted)} rows of the samples are in no file"
    for side, codes in functions.items():
        assert len(codes) == len(samples[side]), f"a function twice in {side}"
        assert all(len(code) <= split["longest"] for code in codes), f"a long function in {side}"
    print(json.dumps({
        "rows": rows, "longer": longer, "repositories": len(of), "sampled": found,
        "sharedRepositories": len(shared), "rowsOfTestRepositories": sum(of[repo] for repo in repositories["test"]),
    }))


main(*sys.argv[1:])
