//! The file of the search index: a script that assigns it, because a page opened from a file share may load scripts but not fetch.

use std::io;

use memchr::{memchr, memchr_iter};
use serde::Serialize;

use crate::model::{Plan, Project};
use crate::view::search::{Item, SearchIndex, items, site_items};

/// What can be found of a plan, as lines of the index. Where a line counts through the whole site (the plan, the item above, the
/// edition) it has a hole: a control character, which JSON never holds, and what is to be counted from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanLines(Vec<u8>);

const HOLE: char = '\u{1}';

impl PlanLines {
    /// What can be found of a plan.
    pub fn of(plan: &Plan) -> Self {
        let lines: String = items(plan)
            .iter()
            .map(|item| line(item, &format!("{HOLE}p0;")))
            .collect();
        Self(lines.into_bytes())
    }

    /// What can be found on the site's own pages.
    pub(super) fn of_site(project: &Project) -> Self {
        let lines: String = site_items(project).iter().map(|item| line(item, "null")).collect();
        Self(lines.into_bytes())
    }

    /// Takes up lines as [`PlanLines::as_bytes`] gave them; none when they are not such lines.
    pub fn parse(bytes: Vec<u8>) -> Option<Self> {
        let lines = Self(bytes);
        lines.fill(0, 0, &|_| Some(0), &mut io::sink()).ok()?;
        Some(lines)
    }

    /// Takes up lines that this program itself put aside.
    pub fn kept(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The lines, to be kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Writes the lines with the holes filled.
    fn fill(
        &self,
        plan: usize,
        first: usize,
        edition: &dyn Fn(usize) -> Option<usize>,
        out: &mut impl io::Write,
    ) -> io::Result<()> {
        let broken = || io::Error::new(io::ErrorKind::InvalidData, "no lines of a search index");
        let mut rest = self.0.as_slice();
        while let Some(hole) = memchr(HOLE as u8, rest) {
            out.write_all(&rest[..hole])?;
            rest = &rest[hole + 1..];
            let end = memchr(b';', rest).ok_or_else(broken)?;
            let (kind, from) = rest[..end].split_first().ok_or_else(broken)?;
            let from: usize = str::from_utf8(from)
                .ok()
                .and_then(|digits| digits.parse().ok())
                .ok_or_else(broken)?;
            let number = match kind {
                b'p' => plan,
                b'i' => first + from,
                b'e' => edition(from).ok_or_else(broken)?,
                _ => return Err(broken()),
            };
            write!(out, "{number}")?;
            rest = &rest[end + 1..];
        }
        out.write_all(rest)
    }
}

/// One line an item, so that a change of the data is a change of its lines.
fn line(item: &Item, plan: &str) -> String {
    let Item(kind, path, title, above, texts) = item;
    let or_null = |kind: char, number: Option<usize>| {
        number.map_or_else(|| "null".to_owned(), |number| format!("{HOLE}{kind}{number};"))
    };
    let texts: Vec<String> = texts
        .iter()
        .map(|text| format!("[{},{},{}]", or_null('e', text.0), text.1, json(&text.2)))
        .collect();
    format!(
        "[{},{plan},{},{},{},[{}]],\n",
        kind.number(),
        json(path),
        json(title),
        or_null('i', *above),
        texts.join(",")
    )
}

/// Writes the index: what its items have in common, then the items of plan after plan, then those of the site. `editions` says for every
/// plan which number in the index each of its editions has.
pub(super) fn write(
    index: &SearchIndex,
    editions: &[Vec<usize>],
    mut lines: impl FnMut(usize) -> io::Result<PlanLines>,
    of_site: &PlanLines,
    out: &mut impl io::Write,
) -> io::Result<()> {
    out.write_all(b"mieruka.index = {\n")?;
    for (name, value) in [
        ("eras", json(&index.eras)),
        ("kinds", json(&index.kinds)),
        ("heads", json(&index.heads)),
        ("plans", json(&index.plans)),
        ("editions", json(&index.editions)),
    ] {
        writeln!(out, "{name}: {value},")?;
    }
    out.write_all(b"items: [\n")?;
    let mut first = 0;
    for (plan, editions) in editions.iter().enumerate() {
        let lines = lines(plan)?;
        lines.fill(plan, first, &|edition| editions.get(edition).copied(), out)?;
        first += memchr_iter(b'\n', &lines.0).count();
    }
    of_site.fill(0, first, &|_| None, out)?;
    out.write_all(b"],\n};\n")
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).expect("texts and numbers are always JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::search::{EraName, FoundEdition, FoundPlan, Kind, Text};

    fn item(path: &str, title: &str, above: Option<usize>, text: Text) -> Item {
        Item(Kind::Measure, path.to_owned(), title.to_owned(), above, vec![text])
    }

    #[test]
    fn the_index_is_a_script_with_a_line_for_each_item() {
        let of_first = [item("a.html", "甲", None, Text(Some(0), 1, "「\"二重\"」".to_owned()))];
        let of_second = [
            item("b.html", "乙", None, Text(None, 0, "\u{1}p0;".to_owned())),
            item("c.html", "丙", Some(0), Text(Some(1), 1, "改行\n".to_owned())),
        ];
        let lines = |items: &[Item]| {
            let lines: String = items.iter().map(|item| line(item, "\u{1}p0;")).collect();
            PlanLines::parse(lines.into_bytes()).unwrap()
        };
        let mut plans = [lines(&of_first), lines(&of_second)].into_iter();
        let found = |name: &str| FoundPlan(name.to_owned(), "市".to_owned(), 2020, "施策".to_owned());
        let index = SearchIndex {
            eras: vec![EraName("令和", 'r', Some(2019))],
            kinds: vec!["取組"],
            heads: vec!["目的", "内容"],
            plans: vec![found("計画"), found("後の計画")],
            editions: vec![FoundEdition("令和2（2020）年度".to_owned(), "y-2020".to_owned(), 2020)],
        };
        let mut text = Vec::new();
        let about = item("about.html", "見方", None, Text(None, 0, "判定".to_owned()));
        let of_site = PlanLines(line(&about, "null").into_bytes());
        let lines = |_| Ok(plans.next().unwrap());
        write(&index, &[vec![4], vec![4, 5]], lines, &of_site, &mut text).unwrap();
        assert_eq!(
            String::from_utf8(text).unwrap(),
            r#"mieruka.index = {
eras: [["令和","r",2019]],
kinds: ["取組"],
heads: ["目的","内容"],
plans: [["計画","市",2020,"施策"],["後の計画","市",2020,"施策"]],
editions: [["令和2（2020）年度","y-2020",2020]],
items: [
[0,0,"a.html","甲",null,[[4,1,"「\"二重\"」"]]],
[0,1,"b.html","乙",null,[[null,0,"\u0001p0;"]]],
[0,1,"c.html","丙",1,[[5,1,"改行\n"]]],
[0,null,"about.html","見方",null,[[null,0,"判定"]]],
],
};
"#
        );
    }

    #[test]
    fn what_are_no_lines_is_not_taken_up() {
        for text in ["\u{1}", "\u{1}p", "\u{1}x0;", "\u{1}e;", "\u{1}e-1;"] {
            assert_eq!(PlanLines::parse(text.into()), None, "{text:?}");
        }
    }
}
