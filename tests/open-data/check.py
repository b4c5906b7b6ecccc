#!/usr/bin/env python3
"""Checks the CSV files of a built site against the national rule on machine readability (行政データにおける機械可読性に関するルール,
31 March 2026), as far as a program can. Written from the text of the rule, and knows nothing of the program that wrote the files:
it has its own reader of RFC 4180 and takes the meaning of the columns from the published dictionary (data/columns.csv) alone.

    python3 tests/open-data/check.py site

Findings name the rule. FATAL ones make the exit status 1; a WARN asks to look."""
import json
import re
import sys
from pathlib import Path

FATAL, WARN = "FATAL", "WARN"
findings = []


def report(level, rule, file, line, text):
    findings.append((level, rule, str(file), line, text))


def records(text):
    """Records of RFC 4180 with their line numbers; a quote in the wrong place is an error."""
    record, cell, line, start, at, state = [], "", 1, 1, 0, "start"
    while at < len(text):
        letter = text[at]
        if state == "quoted":
            if letter == '"' and text[at + 1 : at + 2] == '"':
                cell, at = cell + '"', at + 1
            elif letter == '"':
                state = "closed"
            else:
                line += letter == "\n"
                cell += letter
        elif letter == '"':
            if state != "start":
                raise ValueError(f"line {line}: a quote inside a field")
            state = "quoted"
        elif letter == ",":
            record, cell, state = record + [cell], "", "start"
        elif text[at : at + 2] == "\r\n":
            yield start, record + [cell]
            record, cell, state, line, at = [], "", "start", line + 1, at + 1
            start = line
        elif letter in "\r\n":
            raise ValueError(f"line {line}: a line break that is not CRLF")
        elif state == "closed":
            raise ValueError(f"line {line}: text after a closing quote")
        else:
            cell, state = cell + letter, "plain"
        at += 1
    if record or cell or state != "start":
        raise ValueError("the last record has no line break")


def read(file):
    raw = file.read_bytes()
    if not raw.startswith(b"\xef\xbb\xbf"):
        report(FATAL, "L3-08", file, 1, "no byte order mark, though UTF-8 with BOM is stated")
    try:
        return list(records(raw.decode("utf-8-sig")))
    except (UnicodeDecodeError, ValueError) as error:
        report(FATAL, "L1-15", file, 0, str(error))
        return []


def check_shape(file, lines):
    """One table a file, its head in the first line, every record of the same width, no line break inside a record."""
    head = lines[0][1]
    if len(set(head)) != len(head):
        report(FATAL, "L2-03", file, 1, "heads are not unique")
    for name in head:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            report(FATAL, "L3-08", file, 1, f"head is not alphanumeric: {name!r}")
    if len(lines) < 2:
        report(FATAL, "L1-02", file, 1, "a table without rows")
    for number, record in lines[1:]:
        if len(record) != len(head):
            report(FATAL, "L1-02", file, number, f"{len(record)} fields under {len(head)} heads")
        if not any(record):
            report(FATAL, "L1-02", file, number, "an empty record")
        for cell in record:
            if any(ord(letter) < 32 or letter in "\x7f\x85\u2028\u2029" for letter in cell):
                report(FATAL, "L1-14", file, number, "a line break or control character inside a record")
            if cell != cell.strip(" \u3000\t"):
                report(FATAL, "L1-06", file, number, f"spaces for layout: {cell[:20]!r}")
            if re.search("[㋿〜]|[\ue000-\uf8ff]", cell):
                report(WARN, "L1-08", file, number, f"a platform-dependent character: {cell[:20]!r}")


NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
TYPES = {
    "integer": re.compile(r"-?(0|[1-9][0-9]*)"),
    "number": NUMBER,
    "date": re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"),
    "boolean": re.compile("true|false"),
}


def check_columns(file, table, lines, columns, codes):
    head = lines[0][1]
    defined = columns.get(table)
    if defined is None or list(defined) != head:
        report(FATAL, "L3-07", file, 1, "the columns are not those of the dictionary")
        return
    names = {name: index for index, name in enumerate(head)}
    keys = set()
    for name in head:
        if name.endswith("_code") and name != "organisation_code" and f"{name[:-5]}_label" not in names and name != "meaning_code":
            report(FATAL, "L2-04", file, 1, f"no word beside the code {name}")
        if name.endswith("value") and not any("unit" in other for other in head):
            report(FATAL, "L3-04", file, 1, f"no unit for {name}")
    for number, record in lines[1:]:
        row = dict(zip(head, record))
        for name, cell in row.items():
            column = defined[name]
            if not cell:
                if column["required"] == "true":
                    report(FATAL, "L1-09", file, number, f"{name} is blank")
                continue
            pattern = TYPES.get(column["type"])
            if pattern and not pattern.fullmatch(cell):
                report(FATAL, "L2-01", file, number, f"{name} is no {column['type']}: {cell[:20]!r}")
            if not pattern and len(cell) > 1 and cell[0] in "=+-@\t＝＋－＠":
                report(FATAL, "formula", file, number, f"{name} may be taken for a formula: {cell[:20]!r}")
            if column["code_list"]:
                if (column["code_list"], cell) not in codes:
                    report(FATAL, "L3-02", file, number, f"{name}: {cell!r} is not in the code table")
                if not row.get(f"{name[:-5]}_label"):
                    report(FATAL, "L2-04", file, number, f"{name} has no word beside it")
        for name in ("fiscal_year", "period_fiscal_year", "since", "until"):
            if row.get(name) and not (re.fullmatch(r"[12][0-9]{3}", row[name]) and row.get(f"{name}_label")):
                report(FATAL, "L3-05", file, number, f"{name} is no western year with its era")
        for level in range(2, 6):
            below = row.get(f"heading_{level}_label") or row.get(f"heading_{level}_title")
            above = row.get(f"heading_{level - 1}_label") or row.get(f"heading_{level - 1}_title")
            if below and not above:
                report(FATAL, "L2-02", file, number, f"the heading above level {level} is not repeated")
        if table == "observations" and bool(row["value"]) == bool(row["absence_code"]):
            report(FATAL, "L1-09", file, number, "neither or both of a value and a reason for its absence")
        key = tuple(cell for name, cell in row.items() if defined[name]["is_key"] == "true")
        if key in keys:
            report(FATAL, "L3-09", file, number, f"a second row for {key}")
        keys.add(key)


def check_package(folder, found):
    """Definitions, source and conditions stand beside the files, encoding stated."""
    package = folder / "datapackage.json"
    if not package.is_file():
        report(FATAL, "L3-08", folder, 0, "no datapackage.json")
        return
    described = {resource["path"]: resource for resource in json.loads(package.read_text("utf-8"))["resources"]}
    for name in sorted(found - set(described) - {"disclosure.csv"}):
        report(FATAL, "L3-08", package, 0, f"{name} is not described")
    for name, resource in described.items():
        if name not in found:
            report(FATAL, "L3-08", package, 0, f"{name} is not there")
        if resource.get("encoding") != "utf-8":
            report(FATAL, "L3-08", package, 0, f"{name}: no encoding stated")


def main():
    site = Path(sys.argv[1])
    table = lambda name: [dict(zip(lines[0][1], record)) for lines in [read(site / "data" / name)] for _, record in lines[1:]]
    columns, codes = {}, {(row["list"], row["code"]) for row in table("codes.csv")}
    for row in table("columns.csv"):
        columns.setdefault(row["table"], {})[row["column"]] = row
    files = sorted(file for file in site.rglob("*.csv"))
    if len(files) < 3:
        report(FATAL, "-", site, 0, "there are no tables")
    for file in files:
        lines = read(file)
        if lines:
            check_shape(file, lines)
            check_columns(file, file.stem, lines, columns, codes)
    for folder in sorted({file.parent for file in files} - {site / "data"}):
        check_package(folder, {file.name for file in folder.glob("*.csv")})
    for level, rule, file, line, text in findings:
        print(f"{level} {rule} {file}:{line} {text}")
    fatal = sum(level == FATAL for level, *_ in findings)
    print(f"{len(files)} files: {fatal} fatal, {len(findings) - fatal} to look at")
    return 1 if fatal else 0


if __name__ == "__main__":
    sys.exit(main())
