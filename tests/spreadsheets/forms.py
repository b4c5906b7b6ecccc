"""Return forms of every office of the invented city: filled in with openpyxl and with LibreOffice, saved as .xlsx, .ods and .xls,
collected, and held against what the edition must say then. And files that cannot be taken, each with its message."""
import datetime
import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import yaml

PLAN, CONTINUED, BEFORE, YEAR = "mihon-2021", "mihon-2016", "2024", "2025"
ABSENT = {"集計中・後日公表": "not-yet-collected", "該当なし": "not-applicable", "その年度は記録がない": "not-recorded"}
MEASURES, FIGURES = "取組", "指標"


class City:
    """The invented city's data, one year on, and its forms as the program makes them."""

    def __init__(self, mieruka, root, folder):
        self.mieruka, self.folder = mieruka, folder
        for name in (PLAN, CONTINUED):
            shutil.copytree(root / "data" / name, folder / "data" / name)
        shutil.copy(root / "data/site.yaml", folder / "data/site.yaml")
        self.run("rollover", PLAN, BEFORE)
        self.run("form", PLAN, YEAR, "--out", "forms", "--deadline", "令和8年5月29日")
        self.forms = sorted((folder / "forms").iterdir())
        self.edition = folder / "data" / PLAN / f"{YEAR}.yaml"
        self.before = self.edition.read_bytes()

    def run(self, *arguments, ends=(0,)):
        done = subprocess.run([self.mieruka, *arguments], cwd=self.folder, capture_output=True, text=True)
        if done.returncode not in ends:
            raise SystemExit(f"mieruka {' '.join(arguments)} ends with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def collect(self, returned, *more):
        return json.loads(self.run("collect", PLAN, YEAR, str(returned), "--format", "json", *more, ends=(0, 1)))

    def plan(self):
        return yaml.load((self.folder / "data" / PLAN / "plan.yaml").read_bytes(), yaml.BaseLoader)


def words(book):
    """The lists to choose from: statuses, those with a reason, directions, tags, ratings."""
    sheet = book["選択肢"]
    return [[cell.value for cell in column if cell.value] for column in sheet.iter_cols(min_col=1, max_col=5)]


class Answers:
    """What is written into the cells, and what the edition says by it. One question has one answer, in whoever's form it stands."""

    def __init__(self, plan):
        self.decimals = {one["id"]: one.get("decimals") for one in plan["indicators"]}
        self.numbers, self.measures, self.figures = {}, {}, {}

    def number(self, key):
        return self.numbers.setdefault(key, len(self.numbers))

    def of_form(self, file):
        """The cells of a form: sheet, address, what is put in."""
        book = openpyxl.load_workbook(file)
        lists, cells = words(book), []
        for name, put in ((MEASURES, self.measure), (FIGURES, self.figure)):
            sheet = book[name] if name in book.sheetnames else []
            for row in sheet:
                key = str(row[0].value or "").split("|")
                if key[0] in ("m", "i"):
                    cells += [(name, f"{column}{row[0].row}", said) for column, said in put(key, row, lists)]
        return cells

    def measure(self, key, row, lists):
        _, id, asked, number = key
        turn = self.number(id)
        statuses, with_reason, directions, tags, ratings = lists
        said = self.measures.setdefault(id, {})
        status = statuses[turn % len(statuses)]
        text = [f"{id} を行った。", f"=SUM({turn}) と「{id}」: 1回\n２行目 # 注", f"  {id}を、50%の職場で試した。"][turn % 3]
        if asked == "status":
            said["status"] = status
        elif asked == "reason" and status in with_reason:
            said["reason"] = f"{id} の準備が要るため。"
        elif asked == "direction":
            said["direction"] = directions[turn % len(directions)]
        elif asked == "rating" and turn % 2:
            said["rating"] = ratings[turn % len(ratings)]
        elif asked == "result" and number == "1" and turn % 2:
            said["results"] = [{"text": f"{id} により {turn}件減った。"}]
            return [("E", {"text": said["results"][0]["text"]})]
        elif asked == "entry" and number == "1":
            tag = {"tag": tags[turn % len(tags)]} if turn % 4 else {}
            said["entries"] = [{**tag, "text": text}]
            return [("D", {"text": word}) for word in tag.values()] + [("E", {"text": text})]
        else:
            return []
        return [("E", {"text": said[asked]})]

    def figure(self, key, row, _):
        _, id, segment, period = key
        turn, unit, decimals = self.number("|".join(key)), row[3].value, self.decimals[id]
        digits = 1 if decimals is None else int(decimals)
        value = f"{12 + turn}.5" if digits else str(12 + turn)
        stated = f"{value}{'0' * (digits - 1)}"
        said = self.figures.setdefault((id, segment, row[4].value), {"key": period})
        percent, way = unit == "%", turn % 8
        if way == 5:
            word = list(ABSENT)[turn // 8 % len(ABSENT)]
            said |= {"absent": ABSENT[word], "note": "注: 確かめている。"}
            return [("G", {"text": word}), ("L", {"text": said["note"]})]
        said["value"] = stated
        if way == 1 or (way == 4 and not percent):
            return [("F", {"number": float(value), "format": "General", "typed": stated})]
        if way == 2:
            return [("F", {"text": value.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))})]
        if way == 3:
            return [("F", {"text": f" {value}{unit}"})]
        if way == 4:
            return [("F", {"number": float(value) / 100, "format": "0.0%", "typed": stated})]
        if way == 6:
            typed = f"△{value}" if percent else f"1,2{turn:02}"
            said["value"] = typed.replace("△", "-").replace(",", "")
            return [("F", {"text": typed})]
        if way == 7:
            said |= {"vintage": "forecast", "as_of": "2026-03-31"}
            return [("F", {"text": value}), ("H", {"text": "見込み"}), ("I", {"date": "2026-03-31", "format": "yyyy/m/d"})]
        return [("F", {"text": value})]

    def edition(self, before):
        """The edition as it must be."""
        edition = yaml.load(before, yaml.BaseLoader)
        for id, said in self.measures.items():
            answer = edition["measures"].setdefault(id, {})
            if answer.pop("pending", None):
                answer |= {key: markdown(value) for key, value in said.items()}
        for (id, segment, period), said in self.figures.items():
            figures = edition["indicators"].setdefault(id, [])
            figures = edition["indicators"][id] = figures if isinstance(figures, list) else [figures]
            figure = next((one for one in figures if one.get("segment", "") == segment and one["period"] == said["key"]), None)
            if figure is None:
                figure = {"period": period, **({"segment": segment} if segment else {}), "pending": "true"}
                figures.append(figure)
            if figure.pop("pending", None):
                figure |= {key: value for key, value in said.items() if key != "key"}
        return comparable(edition)


def markdown(value):
    """A text with its lines as the YAML keeps them."""
    if isinstance(value, list):
        return [{key: markdown(text) for key, text in item.items()} for item in value]
    return value.strip().replace("\n", "\\\n")


def comparable(edition):
    """An edition in which nothing depends on how the same is written."""
    lists = {id: one if isinstance(one, list) else [one] for id, one in edition["indicators"].items()}
    order = lambda figure: (figure.get("segment", ""), figure["period"])
    return edition | {"indicators": {id: sorted(figures, key=order) for id, figures in lists.items()}}


def typed(cells):
    """All as text: an old Excel file does not say whether a number is a percentage."""
    return [(sheet, address, {"text": said["typed"]} if "typed" in said else said) for sheet, address, said in cells]


def fill_with_openpyxl(file, cells, to):
    book = openpyxl.load_workbook(file)
    for sheet, address, said in cells:
        cell = book[sheet][address]
        if cell.protection.locked:
            raise SystemExit(f"{file.name} {sheet}!{address} is locked")
        if "text" in said:
            cell.value, cell.data_type = said["text"], "s"
        else:
            cell.value = said["number"] if "number" in said else datetime.date.fromisoformat(said["date"])
            cell.number_format = said["format"]
    book.save(to)


def protections(file):
    """Where a form can be written in though it should not, or the other way round."""
    book = openpyxl.load_workbook(file)
    problems = [f"{file.name} {sheet.title} is not protected" for sheet in book if not sheet.protection.sheet]
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                # They count what is open on the cover, and say in the last column what is missing.
                may = sheet.title == "はじめに" or sheet.title in (MEASURES, FIGURES) and cell.column == sheet.max_column
                if cell.data_type == "f" and not may:
                    problems.append(f"{file.name} {sheet.title}!{cell.coordinate}: a formula")
                if cell.column == 1 and not cell.protection.locked:
                    problems.append(f"{file.name} {sheet.title}!{cell.coordinate}: the key can be changed")
    hidden = {sheet.title: sheet.sheet_state for sheet in book if sheet.sheet_state != "visible"}
    if hidden != {"選択肢": "hidden", "mieruka": "veryHidden"}:
        problems.append(f"{file.name}: hidden are {hidden}")
    return problems


def difference(expected, found, where="edition"):
    """The first places where two editions differ."""
    if isinstance(expected, dict) and isinstance(found, dict):
        keys = list(expected) + [key for key in found if key not in expected]
        return [text for key in keys for text in difference(expected.get(key), found.get(key), f"{where}.{key}")]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [text for index, pair in enumerate(zip(expected, found)) for text in difference(*pair, f"{where}[{index}]")]
    return [] if expected == found else [f"{where}: {found!r} instead of {expected!r}"]


def whole(office, city, answers, cells):
    """All offices answer, by each program: the edition is what was said, the same bytes each time."""
    problems, editions = [], {}
    returned = {name: city.folder / f"returned-{name}" for name in ("openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls")}
    for folder in returned.values():
        folder.mkdir()
    for file in city.forms:
        fill_with_openpyxl(file, cells[file.name], returned["openpyxl.xlsx"] / file.name)
        office.fill(file, cells[file.name], [returned[f"libreoffice{kind}"] / f"{file.stem}{kind}" for kind in (".xlsx", ".ods")])
        office.fill(file, typed(cells[file.name]), [returned["libreoffice.xls"] / f"{file.stem}.xls"])
    expected = answers.edition(city.before)
    for name, folder in returned.items():
        city.edition.write_bytes(city.before)
        shown = city.collect(folder)
        if city.edition.read_bytes() != city.before:
            problems.append(f"{name}: written unasked")
        shown = city.collect(folder, "--write")
        problems += [f"{name}: missing {one}" for one in shown["missing"]] + [f"{name}: {one}" for one in shown["findings"]]
        editions[name] = city.edition.read_bytes()
        found = comparable(yaml.load(editions[name], yaml.BaseLoader))
        problems += [f"{name}: {text}" for text in difference(expected, found)[:8]]
        city.collect(folder, "--write")
        if city.edition.read_bytes() != editions[name]:
            problems.append(f"{name}: the second time changes something")
        city.run("check")
    if len(set(editions.values())) != 1:
        problems.append("the programs give editions of different bytes")
    return problems


def measure_of(measures, id):
    for one in measures:
        found = one if one["id"] == id else measure_of(one.get("children", []), id)
        if found:
            return found
    return None


def refused(office, city, cells, root, site):
    """Files that cannot be taken: code, cell and words of the one message of each."""
    file = next(file for file in city.forms if "消防" in file.name)
    own = cells[file.name]
    work = city.folder / "work"
    work.mkdir()
    good = {kind: work / f"良い{kind}" for kind in (".xlsx", ".ods", ".xls")}
    office.fill(file, typed(own), good.values())
    for kind, path in good.items():
        office.fill(file, own[:1], [work / f"鍵{kind}"], password="himitsu")
        (work / f"途中{kind}").write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    status = next(index for index, (sheet, _, _) in enumerate(own) if sheet == MEASURES)
    figure = next(index for index, (sheet, address, _) in enumerate(own) if sheet == FIGURES and address.startswith("F"))
    sheet, status_cell, said = own[status]
    other = {"text": "検討中" if said["text"] != "検討中" else "実施"}
    reason = [(MEASURES, f"E{int(status_cell[1:]) + 1}", {"text": "準備が要るため。"})]
    figure_cell = own[figure][1]

    def changed(name, more):
        office.fill(file, [*typed(own), *more], [work / name])
        return work / name

    percent = (FIGURES, figure_cell, {"number": 0.125, "format": "0.0%"})
    day = (FIGURES, figure_cell, {"date": "2026-03-31", "format": "yyyy/m/d"})
    foreign = work / "別の表.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "取組"
    book.save(foreign)
    cases = [(good[".xlsx"], None, "", ""), *((work / f"鍵{kind}", "MR0801", "", "パスワード") for kind in good)]
    cases += [(work / f"途中{kind}", "MR0801", "", "壊れているか、途中で切れています") for kind in good]
    cases += [
        (foreign, "MR0802", "", "この調査の回答票ではありません"),
        (site / PLAN / "data" / f"{PLAN}.xlsx", "MR0802", "", "この調査の回答票ではありません"),
        (site / PLAN / "data/measures.csv", "MR0802", "", "Excel のファイルではありません"),
        (root / "tests/forms/returned/libreoffice/回答票_総務課.ods", "MR0802", "", "別の調査（city の 2021）"),
        (changed("率.xls", [percent]), "MR0805", f"{FIGURES}!{figure_cell}", "パーセント表示の数値かどうかが分かりません"),
        (changed("日.ods", [day]), "MR0805", f"{FIGURES}!{figure_cell}", "日付（2026-03-31）"),
        (changed("語.ods", [(MEASURES, status_cell, {"text": "実施ずみ"})]), "MR0805", f"{MEASURES}!{status_cell}", "選択肢にありません"),
    ]
    problems = []

    def one(name, files, code, cell, words, *more):
        city.edition.write_bytes(city.before)
        folder = city.folder / "one"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for path in files:
            shutil.copy(path, folder)
        findings = city.collect(folder, *more)["findings"]
        place = lambda finding: "!".join(finding["place"][part] for part in ("sheet", "cell")) if finding["place"] else ""
        told = [(finding["code"], place(finding), words in finding["message"] and bool(finding["remedy"])) for finding in findings]
        if told != ([(code, cell, True)] if code else []):
            problems.append(f"{name}: {code} {cell} {words} expected, told was {findings}")

    for path, code, cell, words in cases:
        one(path.name, [path], code, cell, words)
    one("the same twice", [good[".xlsx"], good[".ods"]], None, "", "")
    conflict = changed("別の答え.ods", [(MEASURES, status_cell, other), *reason])
    one("another answer", [good[".xlsx"], conflict], "MR0807", f"{MEASURES}!{status_cell}", "違う回答があります")
    plan = city.folder / "data" / PLAN / "plan.yaml"
    kept = plan.read_text("utf-8")
    key = openpyxl.load_workbook(file)[MEASURES][f"A{status_cell[1:]}"].value.split("|")[1]
    title = measure_of(yaml.load(kept, yaml.BaseLoader)["measures"], key)["title"]
    plan.write_text(kept.replace(f"title: {title}", f"title: {title}（改）", 1), "utf-8")
    one("made before a change", [good[".xlsx"]], "MR0803", f"{MEASURES}!{status_cell}", "変わっています")
    one("made before a change, accepted", [good[".xlsx"]], None, "", "", "--accept-outdated")
    plan.write_text(kept, "utf-8")
    return problems, len(cases) + 4


def fixtures(office, mieruka, folder):
    """The files of tests/forms/returned/{locked,pasted}, for the Rust tests: forms of the town of tests/forms/data that LibreOffice
    has locked with a password, and such into which figures and a day were pasted with their formats."""
    forms = Path(__file__).resolve().parents[1] / "forms"
    shutil.copytree(forms / "data", folder / "data")
    subprocess.run([mieruka, "form", "city", "R3", "--out", "forms"], cwd=folder, check=True)
    file = folder / "forms/回答票_総務課.xlsx"
    rows = {row[0].value: row[0].row for row in openpyxl.load_workbook(file)[FIGURES]}
    pasted = [
        (FIGURES, f"F{rows['i|leave|men|R3']}", {"number": 0.524, "format": "0.0%"}),
        (FIGURES, f"F{rows['i|leave|women|R3']}", {"text": "１００．０"}),
        (FIGURES, f"E{rows['i|overtime||R3']}", {"date": "2022-03-31", "format": "yyyy/m/d"}),
        (FIGURES, f"F{rows['i|overtime||R3']}", {"number": 118.3, "format": "General"}),
    ]
    for name, cells, more in (("locked", [], {"password": "himitsu"}), ("pasted", pasted, {})):
        (forms / "returned" / name).mkdir(exist_ok=True)
        office.fill(file, cells, [forms / "returned" / name / f"回答票_総務課{kind}" for kind in (".xlsx", ".ods", ".xls")], **more)


def check(office, site, mieruka, folder):
    root = Path(__file__).resolve().parents[2]
    city = City(mieruka, root, folder)
    answers = Answers(city.plan())
    cells = {file.name: answers.of_form(file) for file in city.forms}
    problems = [problem for file in city.forms for problem in protections(file)]
    problems += whole(office, city, answers, cells)
    more, cases = refused(office, city, cells, root, site)
    problems += more
    said = (f"{len(city.forms)} offices, {len(answers.measures)} measures, {len(answers.figures)} figures, "
            f"{sum(map(len, cells.values()))} cells; 4 ways to fill and save; {cases} cases of other files")
    return problems, said
