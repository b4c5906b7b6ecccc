//! Where the text fields are: read from the shapes, so that a new one is attacked too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mieruka::diagnostic::{Findings, Sources};
use mieruka::source::{Field, Node, Value, gate, raw, tree};

const FULL: &str = "tests/hostile/full";

/// The shapes by name. A shape that a field names and this list lacks stops the test.
const SHAPES: &[(&str, &[Field])] = &[
    ("Accessibility", raw::Accessibility::FIELDS),
    ("AccessibilityPolicy", raw::AccessibilityPolicy::FIELDS),
    ("AccessibilityTest", raw::AccessibilityTest::FIELDS),
    ("Answer", raw::Answer::FIELDS),
    ("Baseline", raw::Baseline::FIELDS),
    ("Break", raw::Break::FIELDS),
    ("Callout", raw::Callout::FIELDS),
    ("Column", raw::Column::FIELDS),
    ("CorrectedValue", raw::CorrectedValue::FIELDS),
    ("Correction", raw::Correction::FIELDS),
    ("CriterionResult", raw::LongCriterionResult::FIELDS),
    ("Disclosure", raw::Disclosure::FIELDS),
    ("Edition", raw::Edition::FIELDS),
    ("Ending", raw::Ending::FIELDS),
    ("Entry", raw::Entry::FIELDS),
    ("Field", raw::Field::FIELDS),
    ("Form", raw::Form::FIELDS),
    ("FormRow", raw::FormRow::FIELDS),
    ("FormSection", raw::FormSection::FIELDS),
    ("FormTable", raw::FormTable::FIELDS),
    ("Former", raw::Former::FIELDS),
    ("FormerName", raw::FormerName::FIELDS),
    ("FreeTable", raw::FreeTable::FIELDS),
    ("GlossaryTerm", raw::GlossaryTerm::FIELDS),
    ("Goal", raw::Goal::FIELDS),
    ("Indicator", raw::Indicator::FIELDS),
    ("IndicatorAnswers", raw::Observation::FIELDS),
    ("Law", raw::Law::FIELDS),
    ("Mark", raw::Mark::FIELDS),
    ("Measure", raw::Measure::FIELDS),
    ("Observation", raw::Observation::FIELDS),
    ("Office", raw::Office::FIELDS),
    ("Phase", raw::Phase::FIELDS),
    ("Plan", raw::Plan::FIELDS),
    ("PlanPeriod", raw::PlanPeriod::FIELDS),
    ("PlanReference", raw::PlanReference::FIELDS),
    ("Process", raw::Process::FIELDS),
    ("Published", raw::Published::FIELDS),
    ("QuotedFigure", raw::QuotedFigure::FIELDS),
    ("Reference", raw::Reference::FIELDS),
    ("RelatedPlan", raw::RelatedPlan::FIELDS),
    ("Release", raw::Release::FIELDS),
    ("Replaced", raw::Replaced::FIELDS),
    ("Reprise", raw::Reprise::FIELDS),
    ("Responsibility", raw::Responsibility::FIELDS),
    ("ResultItem", raw::ResultItem::FIELDS),
    ("Segment", raw::Segment::FIELDS),
    ("Site", raw::Site::FIELDS),
    ("SourcePlan", raw::SourcePlan::FIELDS),
    ("Status", raw::LongStatus::FIELDS),
    ("Step", raw::Step::FIELDS),
    ("TableCell", raw::TableCell::FIELDS),
    ("TableColumn", raw::TableColumn::FIELDS),
    ("TableRow", raw::TableRow::FIELDS),
    ("TargetSet", raw::Target::FIELDS),
    ("TestedPage", raw::TestedPage::FIELDS),
    ("Weights", raw::Weights::FIELDS),
    ("Withhold", raw::WithholdRule::FIELDS),
];

/// Types whose values are not free text: ids, numbers, dates, words of ours.
const LEAVES: &[&str] = &[
    "AbsenceWord",
    "AccessibilityStandard",
    "Audience",
    "BoxKind",
    "CheckLevel",
    "ColumnField",
    "ConformanceLevel",
    "Conformity",
    "Dates",
    "Day",
    "Direction",
    "DisclosureArea",
    "FieldKind",
    "FiscalYear",
    "Id",
    "IndicatorKind",
    "Meaning",
    "NodeKind",
    "Number",
    "Outcome",
    "PhaseKind",
    "PlanState",
    "Polarity",
    "Preset",
    "Rating",
    "Relation",
    "Requirement",
    "SignWord",
    "Tag",
    "TotalOf",
    "Toward",
    "VintageWord",
    "bool",
    "u32",
    // A target value: a number, numbers by year, or relative; nothing in it is text.
    "Bound",
];

/// Types of free text.
const TEXTS: &[&str] = &["Text", "Unit"];

/// Texts of a form of their own, which a check holds: hostile ones are refused there.
const CHECKED: &[&str] = &["Plan.organisation_code", "Site.base_url"];

/// A value to write something hostile to.
pub struct TextPlace {
    /// `Plan.title`
    pub field: String,
    /// What stands there in `full/`: a text of its own.
    pub text: String,
}

/// A file of `full/`: its path and text, and where its scalars stand with their values, in order.
pub struct Whole {
    pub path: String,
    pub text: String,
    pub scalars: Vec<(std::ops::Range<usize>, String)>,
}

/// The YAML files of `full/`, and all text fields in them.
pub fn read() -> (Vec<Whole>, Vec<TextPlace>) {
    let mut files = Vec::new();
    let mut places = Vec::new();
    for (path, shape) in [
        ("site.yaml", "Site"),
        ("whole/plan.yaml", "Plan"),
        ("whole/2019.yaml", "Edition"),
        ("whole/2020.yaml", "Edition"),
    ] {
        let text = fs::read_to_string(Path::new(FULL).join(path)).unwrap();
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let file = gate::admit(path, text.clone().into_bytes(), &mut sources, &mut findings).unwrap();
        let root = tree::parse(file, &sources, &mut findings).unwrap();
        let mut scalars = Vec::new();
        collect(&root, &mut scalars);
        scalars.sort_by_key(|(range, _)| range.start);
        within(shape, &root, &mut places);
        files.push(Whole {
            path: path.to_owned(),
            text,
            scalars,
        });
    }
    assert_complete(&places);
    (files, places)
}

fn collect(node: &Node, scalars: &mut Vec<(std::ops::Range<usize>, String)>) {
    match &node.value {
        Value::Scalar { text, .. } => scalars.push((node.place.start as usize..node.place.end as usize, text.clone())),
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, scalars)),
        Value::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            collect(key, scalars);
            collect(value, scalars);
        }),
    }
}

/// Walks a mapping along its shape.
fn within(shape: &str, node: &Node, places: &mut Vec<TextPlace>) {
    for (key, value) in node.entries().unwrap_or_default() {
        let key = key.text().unwrap_or_default();
        let field = fields(shape).iter().find(|field| field.key == key);
        let field = field.unwrap_or_else(|| panic!("{FULL} has {shape}.{key}, which no shape knows"));
        value_of(&format!("{shape}.{key}"), &parts(field.ty), value, places);
    }
}

fn value_of(field: &str, types: &[&str], node: &Node, places: &mut Vec<TextPlace>) {
    let base = *types.last().unwrap();
    let is_map = types.contains(&"Map");
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| value_of(field, types, item, places)),
        Value::Mapping(entries) if is_map => {
            for (key, value) in entries {
                // Keys of answers are ids; those of words are words.
                if !["Answer", "IndicatorAnswers", "CriterionResult", "CheckLevel"].contains(&base) {
                    add(&format!("{field} (word)"), key, places);
                }
                value_of(field, &[base], value, places);
            }
        }
        Value::Mapping(_) if !LEAVES.contains(&base) => within(base, node, places),
        // A cell holds a mark in place of entries.
        Value::Scalar { .. } if TEXTS.contains(&base) || types.contains(&"Cell") => add(field, node, places),
        Value::Scalar { .. } | Value::Mapping(_) => {}
    }
}

fn add(field: &str, node: &Node, places: &mut Vec<TextPlace>) {
    if CHECKED.contains(&field) {
        return;
    }
    places.push(TextPlace {
        field: field.to_owned(),
        text: node.text().unwrap_or_default().to_owned(),
    });
}

fn fields(shape: &str) -> &'static [Field] {
    let found = SHAPES.iter().find(|(name, _)| *name == shape);
    found.map_or_else(
        || panic!("say in tests/hostile/shapes.rs what {shape} is: a shape, a leaf or a text"),
        |(_, fields)| fields,
    )
}

/// `Option<At<crate::quantity::Number>>` → `Option`, `At`, `Number`.
fn parts(ty: &str) -> Vec<&str> {
    let names = ty
        .split(['<', '>'])
        .map(|name| name.trim().rsplit("::").next().unwrap_or(name).trim());
    names.filter(|name| !name.is_empty()).collect()
}

/// Every text field that can be reached from the files is in `full/` at least once.
fn assert_complete(places: &[TextPlace]) {
    let have: BTreeSet<&str> = places.iter().map(|place| place.field.as_str()).collect();
    let (mut open, mut seen) = (vec!["Site", "Plan", "Edition"], BTreeSet::new());
    let mut missing = Vec::new();
    while let Some(shape) = open.pop() {
        if !seen.insert(shape) {
            continue;
        }
        for field in fields(shape) {
            let base = *parts(field.ty).last().unwrap();
            let name = format!("{shape}.{}", field.key);
            if TEXTS.contains(&base) && !CHECKED.contains(&name.as_str()) {
                if !have.contains(name.as_str()) && !seen_under_another_name(&name, &have) {
                    missing.push(name);
                }
            } else if !LEAVES.contains(&base) && !TEXTS.contains(&base) {
                open.push(base);
            }
        }
    }
    assert!(
        missing.is_empty(),
        "add these to {FULL}, each with a text of its own: {missing:?}"
    );
}

/// `IndicatorAnswers` is `Observation` written alone.
fn seen_under_another_name(name: &str, have: &BTreeSet<&str>) -> bool {
    let other = name.replace("Observation.", "IndicatorAnswers.");
    have.contains(other.as_str())
}
