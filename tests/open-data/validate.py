#!/usr/bin/env python3
"""Reads the exports of a built site with programs of others: Data Packages with frictionless, the tables as JSON with
jsonschema, the catalogue with rdflib, workbooks with openpyxl, and, where the site has them, feed and calendar.

    python3 tests/open-data/validate.py site        (the packages of requirements.txt)"""
import csv
import datetime
import io
import json
import math
import re
import sys
import zipfile
from pathlib import Path

import feedparser
import frictionless
import icalendar
import jsonschema
import openpyxl
import rdflib

problems = []


def expect(condition, text):
    if not condition:
        problems.append(text)


def packages(site):
    found = sorted(site.glob("*/data/datapackage.json"))
    expect(found, "there is no Data Package")
    for package in found:
        result = frictionless.validate(str(package))
        for row in result.flatten(["title", "message"])[:5]:
            problems.append(f"{package}: {row}")
        tables = len(result.tasks)
        expect(tables == len(json.loads(package.read_text("utf-8"))["resources"]), f"{package}: {tables} tables read")
    return len(found)


def records(site):
    schema = json.loads((site / "data/tables.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = 0
    for archive in sorted(site.glob("*/data/*.zip")):
        with zipfile.ZipFile(archive) as files:
            expect(files.testzip() is None, f"{archive}: damaged")
            expect(all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in files.infolist()), f"{archive}: has clock times")
            document = json.loads(files.read("tables.json"))
            for error in list(validator.iter_errors(document))[:5]:
                problems.append(f"{archive}: {error.json_path}: {error.message[:200]}")
            for name, rows in document["tables"].items():
                text = files.read(f"{name}.csv").decode("utf-8-sig")
                expect(len(list(csv.reader(io.StringIO(text, newline="")))) == len(rows) + 1, f"{archive}: {name} differs from its CSV")
                expect((archive.parent / f"{name}.csv").read_bytes() == files.read(f"{name}.csv"), f"{archive}: {name}.csv is another file")
                count += 1
    expect(count, "there is no archive with tables")
    return count


def catalogue(site):
    graph = rdflib.Graph()
    graph.parse(site / "data/catalog.jsonld", format="json-ld", publicID="https://example.org/data/catalog.jsonld")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    terms = rdflib.Namespace("http://purl.org/dc/terms/")
    datasets = set(graph.subjects(rdflib.RDF.type, dcat.Dataset))
    plans = len(list(site.glob("*/data/datapackage.json")))
    expect(len(datasets) == plans, f"the catalogue has {len(datasets)} data sets for {plans} plans")
    for dataset in datasets:
        for term in (terms.title, terms.description, terms.publisher, dcat.distribution):
            expect(graph.value(dataset, term), f"{dataset} lacks {term}")
        for distribution in graph.objects(dataset, dcat.distribution):
            for term in (dcat.accessURL, dcat.mediaType, terms.license):
                expect(graph.value(distribution, term), f"{distribution} lacks {term}")
            address = str(graph.value(distribution, dcat.accessURL))
            path = "/".join(address.split("/")[-3:])
            expect((site / path).is_file(), f"the catalogue leads to nothing: {address}")
    return len(graph)


def workbooks(site):
    found = sorted(site.glob("*/data/*.xlsx"))
    expect(found, "there is no workbook")
    for file in found:
        book = openpyxl.load_workbook(file)
        expect(book.sheetnames[0] == "はじめに", f"{file}: no first sheet")
        for sheet in book:
            formulas = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
            expect(not formulas, f"{file} {sheet.title}: formulas at {formulas[:3]}")
            expect(sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9, f"{file} {sheet.title}: not A4 landscape")
            # The first sheet is read by people as a text, the last one by programs alone.
            if sheet.title not in ("はじめに", "読み込み用"):
                expect(sheet.freeze_panes, f"{file} {sheet.title}: heads are not frozen")
                expect(sheet.print_title_rows, f"{file} {sheet.title}: heads are not printed on every page")
        package = json.loads((file.parent / "datapackage.json").read_text("utf-8"))
        for resource in package["resources"]:
            sheet_of_table(f"{file} {resource['name']}", book, resource, file.parent / resource["path"])
        for row in book["はじめに"].iter_rows(min_col=1, max_col=1):
            if row[0].hyperlink:
                leads_to = row[0].hyperlink.location
                expect(leads_to.removesuffix("!A1").strip("'") in book.sheetnames, f"{file}: a link to {leads_to}")
    return len(found)


def sheet_of_table(where, book, resource, path):
    """Every cell of a sheet against the CSV of the same table, and what helps to read it."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    # Sheet names are short and without marks of addresses.
    sheet = book[resource["title"].translate(str.maketrans("[]:*?/\\'", "・・・・・・・・"))[:31]]
    expect((sheet.max_row, sheet.max_column) == (len(rows) + 1, len(rows[0])), f"{where}: {sheet.dimensions} for {len(rows)} lines")
    expect(sheet.freeze_panes == "A3", f"{where}: frozen at {sheet.freeze_panes}")
    expect(sheet.auto_filter.ref == f"A2:{sheet.dimensions.split(':')[-1]}", f"{where}: filter at {sheet.auto_filter.ref}")
    for number, line in enumerate(rows):
        for said, cell in zip(line, sheet[number + 2]):
            expect(same(said, cell.value), f"{where} {cell.coordinate}: {cell.value!r} for {said!r}")
    for head, column in zip(rows[0], sheet.iter_cols(min_row=1, max_row=1)):
        look = sheet.column_dimensions[column[0].column_letter]
        empty = not any(row[rows[0].index(head)] for row in rows[1:])
        expect(look.width > 10 and look.hidden == empty, f"{where} {head}: {look.width} wide, hidden is {look.hidden}")


def same(said, value):
    if value is None:
        return said == ""
    if isinstance(value, datetime.datetime):
        return said == value.date().isoformat()
    if isinstance(value, (int, float)):
        return said != "" and math.isclose(float(said), value, rel_tol=1e-9)
    text = re.sub(r"\\(.)", lambda escape: {"n": "\n"}.get(escape[1], escape[1]), said.removeprefix("'"))
    return text == value or len(text) > 32767


def news(site):
    feed = site / "feed.atom"
    if feed.is_file():
        parsed = feedparser.parse(feed.read_bytes())
        expect(not parsed.bozo, f"feed: {parsed.get('bozo_exception')}")
        expect(parsed.version == "atom10" and parsed.entries, "feed: no Atom feed with entries")
        ids = [entry.id for entry in parsed.entries]
        expect(len(set(ids)) == len(ids) and all(one.startswith("tag:") for one in ids), "feed: ids are not unique tag URIs")
        expect(all(entry.get("updated_parsed") and entry.get("link") for entry in parsed.entries), "feed: an entry without date or link")
    calendar = site / "releases.ics"
    if calendar.is_file():
        events = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
        expect(events, "calendar: no events")
        expect(all(event.get("UID") and event.get("DTSTAMP") and event.get("DTSTART") for event in events), "calendar: an incomplete event")
    return feed.is_file(), calendar.is_file()


def main():
    site = Path(sys.argv[1])
    print(f"Data Packages {packages(site)}, tables as JSON {records(site)}, triples {catalogue(site)}, "
          f"workbooks {workbooks(site)}, feed and calendar {news(site)}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
