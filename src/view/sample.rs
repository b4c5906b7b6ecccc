//! Small plans and editions for the tests of the views.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::FiscalYear;
use crate::model::{
    Answer, Audience, Cell, Edition, Handling, IndicatorId, Measure, MeasureId, Node, NodeKind, Plan, PlanId,
    PlanState, Project, Prose, ResultItem, Site, Stage, Vocabularies,
};

/// A site with those plans.
pub fn project(plans: Vec<Plan>) -> Project {
    let site = Site {
        title: "公開見本".to_owned(),
        publisher: "発行者".to_owned(),
        description: None,
        notice: None,
        licence: Some("CC-BY-4.0".to_owned()),
        contact: None,
        accessibility: None,
        base_url: None,
    };
    Project {
        audience: Audience::Public,
        as_of: None,
        site,
        has_releases: plans.iter().any(|plan| !plan.releases.is_empty()),
        plans,
        inputs: BTreeMap::new(),
        index: crate::model::ProjectIndex::default(),
    }
}

/// A plan with that tree.
pub fn plan(tree: Vec<Node>) -> Plan {
    Plan {
        id: PlanId::new("city"),
        title: "市の計画".to_owned(),
        short_title: "計画".to_owned(),
        organisation: "見本市".to_owned(),
        office: None,
        notice: None,
        invented: true,
        source: None,
        period: None,
        adopted: None,
        state: PlanState::Adopted,
        state_note: None,
        summary: None,
        promise: None,
        laws: Vec::new(),
        related: Vec::new(),
        levels: vec!["大項目".to_owned(), "中項目".to_owned(), "小項目".to_owned()],
        measure_word: "取組".to_owned(),
        vocabularies: Vocabularies::default(),
        offices: Vec::new(),
        responsibilities: Vec::new(),
        process: Vec::new(),
        glossary: Vec::new(),
        indicators: Vec::new(),
        tree,
        tolerance: None,
        organisation_code: None,
        licence: None,
        releases: Vec::new(),
        forms: Vec::new(),
        tables: Vec::new(),
        pages: Vec::new(),
        editions: Vec::new(),
        withheld: Vec::new(),
        index: crate::model::PlanIndex::default(),
        handling: Handling::default(),
    }
}

/// An edition of FY2020 with those answers.
pub fn edition<const COUNT: usize>(answers: [(&str, Answer); COUNT]) -> Edition {
    Edition {
        fiscal_year: FiscalYear::new(2020).expect("a fiscal year"),
        title: "令和2年度 フォローアップ".to_owned(),
        published: None,
        as_of: None,
        stage: Stage::Final,
        office: None,
        source: None,
        notes: Vec::new(),
        answers: answers
            .into_iter()
            .map(|(id, answer)| (MeasureId::new(id), answer))
            .collect(),
        kept_back: BTreeSet::new(),
        observations: BTreeMap::new(),
        corrections: Vec::new(),
        handling: Handling::default(),
    }
}

/// An answer whose results are one text, or blank.
pub fn answered(result: Option<&str>) -> Answer {
    let result = result.map(|text| ResultItem {
        tags: Vec::new(),
        text: Some(Prose::new(text)),
        same_as_measures: Vec::new(),
        same_as_indicators: Vec::new(),
        figures: Vec::new(),
        notes: Vec::new(),
        handling: Handling::default(),
    });
    Answer {
        results: result.map_or(Cell::Blank, |result| Cell::Items(vec![result])),
        ..Answer::default()
    }
}

/// A heading.
pub fn heading(id: &str, children: Vec<Node>) -> Node {
    node(id, NodeKind::Heading, Some(id), children)
}

/// A measure.
pub fn measure(id: &str, children: Vec<Node>) -> Node {
    node(id, NodeKind::Measure, Some(id), children)
}

/// A group without a title.
pub fn group(id: &str, children: Vec<Node>) -> Node {
    node(id, NodeKind::Group, None, children)
}

/// A mode.
pub fn mode(id: &str) -> Node {
    node(id, NodeKind::Mode, Some(id), Vec::new())
}

/// An indicator row.
pub fn indicator_row(id: &str) -> Node {
    Node::Indicator {
        label: None,
        indicator: IndicatorId::new(id),
    }
}

fn node(id: &str, kind: NodeKind, title: Option<&str>, children: Vec<Node>) -> Node {
    Node::Measure(Measure {
        id: MeasureId::new(id),
        kind,
        label: None,
        title: title.map(str::to_owned),
        aliases: Vec::new(),
        offices: Vec::new(),
        joint_offices: Vec::new(),
        since: None,
        ended: None,
        formerly: Vec::new(),
        former_ids: Vec::new(),
        aim: None,
        content: None,
        background: None,
        target_group: None,
        goals: Vec::new(),
        steps: Vec::new(),
        phases: Vec::new(),
        boxes: Vec::new(),
        notes: Vec::new(),
        references: Vec::new(),
        indicators: Vec::new(),
        continues: Vec::new(),
        handling: Handling::default(),
        children,
    })
}
