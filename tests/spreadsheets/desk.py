#!/usr/bin/env python3
"""LibreOffice at work on workbooks: the only file that knows UNO. Runs under the Python that has `uno` (Debian's, with python3-uno),
takes orders as lines of JSON and answers each with a line. LibreOffice has a profile of its own and opens no connection.

    /usr/bin/python3 tests/spreadsheets/desk.py FOLDER-FOR-THE-PROFILE"""
import datetime
import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import NamedValue, PropertyValue

FORMULAS = 16  # com.sun.star.sheet.CellFlags.FORMULA
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8", ".xls": "MS Excel 97"}
# Comma, double quote, UTF-8, from line 1; numbers are taken for numbers as the import dialog proposes, and formulas for formulas.
CSV = "44,34,76,1,,0,false,false,false,false,false,-1,true"
EPOCH = datetime.date(1899, 12, 30)


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def start(profile):
    pipe = f"mieruka-{profile.name}-{profile.stat().st_ino}"
    options = ["--headless", "--norestore", "--nodefault", "--nologo", "--nofirststartwizard"]
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", *options, f"--accept=pipe,name={pipe};urp;"],
        stdin=subprocess.DEVNULL, stdout=sys.stderr, stderr=sys.stderr)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(600):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office, remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:  # Not there yet.
            if office.poll() is not None:
                break
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not start")


def load(desktop, path, **more):
    # Without a person to ask, a damaged file is not repaired but refused.
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, properties(Hidden=True, **more))
    if document is None:
        raise ValueError("LibreOffice cannot open it")
    return document


def read(desktop, order):
    """What every sheet shows: values by row, and where there are formulas."""
    more = {"FilterName": "Text - txt - csv (StarCalc)", "FilterOptions": CSV} if order["path"].endswith(".csv") else {}
    document = load(desktop, order["path"], **more)
    sheets = []
    for sheet in (document.Sheets.getByIndex(index) for index in range(document.Sheets.Count)):
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        cells = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
        merged = []
        for area in order.get("merged", {}).get(sheet.Name, []):
            cursor = sheet.createCursorByRange(sheet.getCellRangeByName(area).getCellByPosition(0, 0))
            cursor.collapseToMergedArea()
            merged.append(cursor.AbsoluteName.rpartition(".")[2].replace("$", ""))
        formulas = sheet.queryContentCells(FORMULAS).RangeAddressesAsString
        sheets.append({"name": sheet.Name, "cells": cells, "formulas": formulas, "merged": merged})
    document.close(True)
    return sheets


def write(document, sheet, cell, said):
    """Puts in what a person types or pastes; a cell that may not be written in is told."""
    if sheet.isProtected() and cell.CellProtection.IsLocked:
        raise ValueError(f"{sheet.Name} {cell.AbsoluteName} is locked")
    if "text" in said:
        cell.setString(said["text"])
        return
    # Pasted with its format, as from a sheet of one's own.
    sheet.unprotect("")
    formats = document.NumberFormats
    key = formats.queryKey(said["format"], uno.createUnoStruct("com.sun.star.lang.Locale"), False)
    cell.NumberFormat = key if key >= 0 else formats.addNew(said["format"], uno.createUnoStruct("com.sun.star.lang.Locale"))
    day = said.get("date")
    cell.setValue((datetime.date.fromisoformat(day) - EPOCH).days if day else said["number"])


def lock(kind, password):
    """With which a file is saved so that it opens with the password alone."""
    if not password:
        return {}
    if kind != ".xlsx":
        return {"Password": password}
    named = [NamedValue(Name=name, Value=value) for name, value in (("CryptoType", "Standard"), ("OOXPassword", password))]
    return {"EncryptionData": uno.Any("[]com.sun.star.beans.NamedValue", tuple(named))}


def fill(desktop, order):
    """Fills a form in and saves it under each name, as what its ending says."""
    document = load(desktop, order["path"])
    for name, address, said in order["cells"]:
        sheet = document.Sheets.getByName(name)
        write(document, sheet, sheet.getCellRangeByName(address), said)
    for path in order["save"]:
        kind = Path(path).suffix
        document.storeToURL(Path(path).as_uri(), properties(FilterName=FILTERS[kind], **lock(kind, order.get("password"))))
    document.close(True)
    return len(order["cells"])


def main():
    profile = Path(sys.argv[1]).resolve()
    profile.mkdir(parents=True, exist_ok=True)
    office, desktop = start(profile)
    work = {"read": read, "fill": fill}
    try:
        for line in sys.stdin:
            order = json.loads(line)
            try:
                answer = {"done": work[order["do"]](desktop, order)}
            except Exception as error:
                answer = {"failed": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    finally:
        try:
            desktop.terminate()
        except Exception:
            pass
        try:
            office.wait(timeout=30)
        except subprocess.TimeoutExpired:
            office.kill()


if __name__ == "__main__":
    main()
