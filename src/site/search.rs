//! The file of the search index: a script that assigns it, because a page opened from a file share may load scripts but not fetch.

use serde::Serialize;

use super::output::{Collision, Output};
use crate::model::Project;
use crate::view::search::{INDEX, SearchIndex};

/// Adds the index.
pub(super) fn add(project: &Project, output: &mut Output) -> Result<(), Collision> {
    output.add(INDEX.to_owned(), script(&SearchIndex::new(project)).into_bytes())
}

/// The index as a script: one line an item, so that a change of the data is a change of its lines.
fn script(index: &SearchIndex) -> String {
    let mut text = String::from("mieruka.index = {\n");
    for (name, value) in [
        ("eras", json(&index.eras)),
        ("kinds", json(&index.kinds)),
        ("heads", json(&index.heads)),
        ("plans", json(&index.plans)),
        ("editions", json(&index.editions)),
    ] {
        text.extend([name, ": ", &value, ",\n"]);
    }
    text.push_str("items: [\n");
    for item in &index.items {
        text.push_str(&json(item));
        text.push_str(",\n");
    }
    text.push_str("],\n};\n");
    text
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are always JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::search::{EraName, FoundEdition, FoundPlan, Item, Kind, Text};

    #[test]
    fn the_index_is_a_script_with_a_line_for_each_item() {
        let text = Text(Some(0), 1, "「\"二重\"」".to_owned());
        let index = SearchIndex {
            eras: vec![EraName("令和", 'r', Some(2019))],
            kinds: vec!["取組"],
            heads: vec!["目的", "内容"],
            plans: vec![FoundPlan("計画".to_owned(), "市".to_owned(), 2020, "施策".to_owned())],
            editions: vec![FoundEdition("令和2（2020）年度".to_owned(), "y-2020".to_owned(), 2020)],
            items: vec![Item(
                Kind::Measure,
                0,
                "a.html".to_owned(),
                "甲".to_owned(),
                None,
                vec![text],
            )],
        };
        assert_eq!(
            script(&index),
            r#"mieruka.index = {
eras: [["令和","r",2019]],
kinds: ["取組"],
heads: ["目的","内容"],
plans: [["計画","市",2020,"施策"]],
editions: [["令和2（2020）年度","y-2020",2020]],
items: [
[0,0,"a.html","甲",null,[[0,1,"「\"二重\"」"]]],
],
};
"#
        );
    }
}
