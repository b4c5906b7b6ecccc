#!/usr/bin/env python3
"""Workbooks and tables in the hands of other programs: exports in LibreOffice, return forms filled in with openpyxl and LibreOffice.

    python3 tests/spreadsheets/check.py SITE MIERUKA            (the packages of tests/open-data/requirements.txt)
    python3 tests/spreadsheets/check.py --fixtures MIERUKA      makes the files of tests/forms/returned/{locked,pasted} anew

UNO is the one of Debian's Python, /usr/bin/python3 (package python3-uno)."""
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True  # Nothing is left in the tree.

import exports
import forms
from libreoffice import LibreOffice


def main():
    mieruka = Path(sys.argv[2]).resolve()
    problems = []
    with tempfile.TemporaryDirectory() as name, LibreOffice("/usr/bin/python3", Path(name) / "profile") as office:
        if sys.argv[1] == "--fixtures":
            forms.fixtures(office, mieruka, Path(name))
            return 0
        site = Path(sys.argv[1]).resolve()
        for part in (exports, forms):
            started, folder = time.monotonic(), Path(name) / part.__name__
            folder.mkdir()
            found, said = part.check(office, site, mieruka, folder)
            problems += found
            print(f"{part.__name__}: {said} ({time.monotonic() - started:.0f} s)")
    for problem in problems[:60]:
        print(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
