#!/usr/bin/env python3
"""Reads the exports of a built site with programs of others: Data Packages with frictionless, the tables as JSON with
jsonschema, the catalogue with rdflib, workbooks with openpyxl, and, where the site has them, feed and calendar.

    python3 tests/open-data/validate.py site        (the packages of requirements.txt)"""
import csv
import io
import json
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
    return len(found)


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
