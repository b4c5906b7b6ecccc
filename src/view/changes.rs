//! What an edition says otherwise than the one before it (前年度からの変化).
//!
//! Groups stand in one order on every page; an empty group is not there.

use serde::Serialize;

use super::badge::{Badge, Shape, Tone};
use super::cells::{indicator_anchor, measure_anchor};
use super::figures::FigurePrint;
use super::frame::{Frame, Link, measure_name};
use super::measure_link::measure_link;
use super::working::unsure;
use super::{Address, wording};
use crate::calendar::YearStyle;
use crate::evaluate::{
    Changes, Course, FigureChange, FigureMove, MeasureChange, MeasureChangeKind, Movement, Standing, Statement,
    changes, previous_edition,
};
use crate::model::{Edition, IndicatorId, MeasureId, Plan, Project, SegmentId, Stage};
use crate::quantity::Number;
use crate::render::{Html, markdown};

/// The page.
#[derive(Debug, Serialize)]
pub struct ChangesPage {
    /// Frame.
    pub frame: Frame,
    /// What changed.
    #[serde(flatten)]
    pub view: ChangesView,
    /// The changes of the edition before.
    pub earlier: Option<Link>,
    /// The changes of the edition after.
    pub later: Option<Link>,
}

/// What an edition says otherwise than the one before, on whatever page.
#[derive(Debug, Serialize)]
pub struct ChangesView {
    /// The edition.
    pub edition: Link,
    /// The edition it is compared with.
    pub previous: Link,
    /// Whether the edition is an interim one, so that statuses may fall back until the year ends.
    pub is_interim: bool,
    /// Groups that have rows.
    pub groups: Vec<Group>,
}

/// Changes of one kind.
#[derive(Debug, Serialize)]
pub struct Group {
    /// `forward`, `back` …: anchor, and the value of `data-change`.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// The kind in a word, with its shape.
    pub badge: Badge,
    /// What belongs to the group, when the title does not say it.
    pub note: Option<&'static str>,
    /// Changes.
    pub rows: Vec<Row>,
}

/// A change.
#[derive(Debug, Default, Serialize)]
pub struct Row {
    /// Measure concerned.
    pub measure: Option<MeasureId>,
    /// Indicator concerned.
    pub indicator: Option<IndicatorId>,
    /// Series concerned.
    pub segment: Option<SegmentId>,
    /// Name with a link to its page.
    pub name: Option<Link>,
    /// What stands above a measure; series and period of a figure.
    pub place: Option<String>,
    /// Before, as a badge.
    pub from: Option<Badge>,
    /// Now, as a badge.
    pub to: Option<Badge>,
    /// Before, in words.
    pub before: Option<String>,
    /// Now, in words.
    pub after: Option<String>,
    /// How much a figure moved: `+3.2ポイント`.
    pub difference: Option<String>,
    /// Why.
    pub reason: Option<Html>,
    /// Its row in the edition before.
    pub then: Option<Link>,
    /// Its row in the edition.
    pub now: Option<Link>,
}

/// The heading of the page.
pub const TITLE: &str = "前年度からの変化";

const SAME_TEXT: &str = "取組内容、成果、今後の説明の文章が、空白と改行を除いて、前の年度版と同じものです。";

const MOVED: &str = "この年度版の新しい値を、同じ数え方の1つ前の値と比べました。よい方向は、計画が指標ごとに決めています。目標に届いたかどうかは「判定」で示します。";

/// All groups in their order: kind, title with `{}` for the plan's word for a measure, word of the badge, shape, tone.
const GROUPS: [(&str, &str, &str, Shape, Tone); 21] = [
    ("forward", "実施状況が進んだ{}", "進んだ", Shape::Up, Tone::Blue),
    ("back", "実施状況が後退した{}", "後退した", Shape::Down, Tone::Orange),
    ("finished", "終了とした{}", "終了とした", Shape::Square, Tone::Grey),
    ("resumed", "終了から再開した{}", "再開した", Shape::Disc, Tone::Blue),
    (
        "sideways",
        "実施状況の区分が変わった{}",
        "区分の変更",
        Shape::Half,
        Tone::Grey,
    ),
    ("unanswered", "回答のない{}", "回答なし", Shape::Dots, Tone::Orange),
    (
        "answered",
        "新たに回答のあった{}",
        "新たな回答",
        Shape::Check,
        Tone::Blue,
    ),
    ("new", "新しい{}", "新しい", Shape::Plus, Tone::Blue),
    ("ended", "計画からなくなった{}", "なくなった", Shape::Bar, Tone::Grey),
    (
        "renamed",
        "番号、名称、位置が変わった{}",
        "番号・名称・位置",
        Shape::Arrow,
        Tone::Grey,
    ),
    (
        "unchanged",
        "前年度と同じ記述の{}",
        "同じ記述",
        Shape::OpenSquare,
        Tone::Orange,
    ),
    ("better", "前の値より改善した数値", "数値が改善", Shape::Up, Tone::Blue),
    (
        "worse",
        "前の値より悪化した数値",
        "数値が悪化",
        Shape::Down,
        Tone::Orange,
    ),
    (
        "moved",
        "前の値から増減した数値（高低の良しあしのない指標）",
        "数値の増減",
        Shape::Arrow,
        Tone::Grey,
    ),
    ("level", "前の値と同じ数値", "数値が同じ", Shape::Bar, Tone::Grey),
    ("corrected", "訂正した数値", "訂正", Shape::Diamond, Tone::Orange),
    ("restated", "改めた数値", "改めた数値", Shape::OpenDiamond, Tone::Sky),
    ("supplied", "新たに値が入った数値", "新たな値", Shape::Ring, Tone::Sky),
    ("verdict", "判定が変わった指標", "判定の変化", Shape::Dotted, Tone::Grey),
    ("indicator-new", "新しい指標", "新しい指標", Shape::Plus, Tone::Blue),
    (
        "indicator-ended",
        "終了した指標",
        "終了した指標",
        Shape::Bar,
        Tone::Grey,
    ),
];

/// Whether an edition is compared with another.
pub fn exist(plan: &Plan, edition: &Edition) -> bool {
    previous_edition(plan, edition).is_some()
}

/// A link to the changes of an edition; none when it is compared with nothing.
pub fn link(plan: &Plan, edition: &Edition, from: &Address) -> Option<Link> {
    exist(plan, edition).then(|| Link::new(from, &Address::Changes(plan.id.clone(), edition.id()), TITLE))
}

impl ChangesPage {
    /// The page of an edition; none when there is nothing to compare it with.
    pub fn new(project: &Project, plan: &Plan, edition: &Edition) -> Option<Self> {
        let page = Address::Changes(plan.id.clone(), edition.id());
        let view = ChangesView::new(project, plan, edition, &page)?;
        let name = wording::edition(edition.id());
        let neighbour = |other: Option<&Edition>| {
            let other = other?;
            let address = Address::Changes(plan.id.clone(), other.id());
            previous_edition(plan, other)
                .map(|_| Link::new(&page, &address, format!("{}の変化", wording::edition(other.id()))))
        };
        Some(Self {
            frame: Frame::new(project, Some(plan), &page, format!("{TITLE}（{name}）")),
            view,
            earlier: neighbour(plan.editions.iter().rfind(|other| other.id() < edition.id())),
            later: neighbour(plan.editions.iter().find(|other| other.id() > edition.id())),
        })
    }
}

impl ChangesView {
    /// The changes of an edition; none when there is nothing to compare it with.
    pub fn new(project: &Project, plan: &Plan, edition: &Edition, page: &Address) -> Option<Self> {
        let changes = changes(project, plan, edition)?;
        let to_edition =
            |edition: &Edition| edition_link(plan, edition, page, "", wording::edition(edition.id()) + "版");
        Some(Self {
            edition: to_edition(edition),
            previous: to_edition(changes.previous),
            is_interim: edition.stage != Stage::Final,
            groups: Context {
                project,
                plan,
                edition,
                page,
                changes: &changes,
            }
            .groups(),
        })
    }
}

fn edition_link(plan: &Plan, edition: &Edition, page: &Address, anchor: &str, text: String) -> Link {
    let href = match anchor.strip_prefix('#') {
        Some(anchor) => page.link_into_edition(&plan.id, edition.id(), anchor),
        None => page.link_to(&Address::Edition(plan.id.clone(), edition.id())),
    };
    Link {
        text,
        href,
        current: false,
    }
}

struct Context<'a> {
    project: &'a Project,
    plan: &'a Plan,
    edition: &'a Edition,
    page: &'a Address,
    changes: &'a Changes<'a>,
}

impl Context<'_> {
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = GROUPS
            .into_iter()
            .map(|(kind, title, word, shape, tone)| Group {
                kind,
                title: title.replace("{}", &self.plan.measure_word),
                badge: if kind == "unanswered" {
                    wording::unanswered()
                } else {
                    Badge::new(word, shape, tone)
                },
                note: note(kind),
                rows: Vec::new(),
            })
            .collect();
        for (kind, row) in self.rows() {
            if let Some(group) = groups.iter_mut().find(|group| group.kind == kind) {
                group.rows.push(row);
            }
        }
        groups.retain(|group| !group.rows.is_empty());
        groups
    }

    fn rows(&self) -> Vec<(&'static str, Row)> {
        let measures = self.changes.measures.iter().map(|change| self.measure(change));
        let moves = self.changes.moves.iter().map(|one| self.moved(one));
        let figures = self.changes.figures.iter().map(|change| self.figure(change));
        let verdicts = self.changes.verdicts.iter().map(|change| {
            let row = self.indicator(change.indicator, change.segment.map(|segment| &segment.id));
            let (from, to) = (Some(wording::verdict(change.from)), Some(wording::verdict(change.to)));
            (
                "verdict",
                Row {
                    place: change.segment.map(|segment| segment.title.clone()),
                    from,
                    to,
                    after: unsure(change.to, &change.working).map(|word| format!("（{word}）")),
                    ..row
                },
            )
        });
        let indicators = self.changes.indicators.iter().map(|change| {
            let row = self.indicator(change.indicator, None);
            match change.ended {
                Some(ending) => {
                    let reason = Some(markdown::inline(&ending.reason));
                    (
                        "indicator-ended",
                        Row {
                            reason,
                            now: None,
                            ..row
                        },
                    )
                }
                None => ("indicator-new", Row { then: None, ..row }),
            }
        });
        measures
            .chain(moves)
            .chain(figures)
            .chain(verdicts)
            .chain(indicators)
            .collect()
    }

    fn measure(&self, change: &MeasureChange<'_>) -> (&'static str, Row) {
        let measure = change.measure;
        let id = measure.id.clone();
        let anchor = format!("#{}", measure_anchor(&id));
        let above: Vec<String> = self.plan.ancestors(&id).into_iter().map(measure_name).collect();
        let row = Row {
            measure: Some(id),
            name: Some(measure_link(self.plan, self.page, measure)),
            place: (!above.is_empty()).then(|| above.join(" › ")),
            then: Some(self.place(self.changes.previous, &anchor)),
            now: Some(self.place(self.edition, &anchor)),
            ..Row::default()
        };
        match &change.kind {
            MeasureChangeKind::Status { movement, from, to } => {
                let (from, to) = (Some(wording::status(from)), Some(wording::status(to)));
                let reason = self
                    .edition
                    .answers
                    .get(&measure.id)
                    .and_then(|answer| answer.reason.as_ref());
                (
                    movement_kind(*movement),
                    Row {
                        from,
                        to,
                        reason: reason.map(markdown::inline),
                        ..row
                    },
                )
            }
            MeasureChangeKind::New(status) => (
                "new",
                Row {
                    to: status.map(wording::status),
                    then: None,
                    ..row
                },
            ),
            MeasureChangeKind::Ended(ending) => (
                "ended",
                Row {
                    reason: ending.map(|ending| markdown::inline(&ending.reason)),
                    now: None,
                    ..row
                },
            ),
            MeasureChangeKind::Renamed { before, after, reason } => {
                let with_place = before.under != after.under;
                let (before, after) = (self.standing(before, with_place), self.standing(after, with_place));
                let reason = reason.map(markdown::inline);
                (
                    "renamed",
                    Row {
                        before: Some(before),
                        after: Some(after),
                        reason,
                        ..row
                    },
                )
            }
            MeasureChangeKind::SameText => ("unchanged", row),
            MeasureChangeKind::Unanswered => (
                "unanswered",
                Row {
                    to: Some(wording::unanswered()),
                    ..row
                },
            ),
            MeasureChangeKind::Answered(status) => (
                "answered",
                Row {
                    from: Some(wording::unanswered()),
                    to: Some(wording::status(status)),
                    ..row
                },
            ),
        }
    }

    fn standing(&self, standing: &Standing, with_place: bool) -> String {
        let own: Vec<&str> = [&standing.label, &standing.title]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let above = standing.under.as_ref().filter(|_| with_place);
        let above = above
            .map(|id| measure_name(self.plan.measure(id)) + " › ")
            .unwrap_or_default();
        above + &own.join(" ")
    }

    fn indicator(&self, indicator: &crate::model::Indicator, segment: Option<&SegmentId>) -> Row {
        let anchor = format!("#{}", indicator_anchor(&indicator.id));
        let address = Address::Indicator(self.plan.id.clone(), indicator.id.clone());
        let in_edition = |edition: &Edition| {
            edition
                .observations
                .contains_key(&indicator.id)
                .then(|| self.place(edition, &anchor))
        };
        Row {
            indicator: Some(indicator.id.clone()),
            segment: segment.cloned(),
            name: Some(Link::new(self.page, &address, &indicator.title)),
            then: in_edition(self.changes.previous),
            now: in_edition(self.edition),
            ..Row::default()
        }
    }

    fn figure(&self, change: &FigureChange<'_>) -> (&'static str, Row) {
        let print = FigurePrint::new(change.indicator);
        let kind = if change.correction.is_some() {
            "corrected"
        } else if change.is_supplied() {
            "supplied"
        } else {
            "restated"
        };
        let said = |statement: Option<Statement<'_>>, corrected: Option<Number>| match statement {
            Some(statement) => Some(self.statement(&statement, &print)),
            None => corrected.map(|number| print.value(number)),
        };
        let segment = change
            .segment
            .map(|segment| format!("{}、", segment.title))
            .unwrap_or_default();
        let row = self.indicator(change.indicator, change.segment.map(|segment| &segment.id));
        let row = Row {
            place: Some(segment + &change.period.label(YearStyle::Era)),
            before: said(change.before, change.correction.map(|(_, value)| value.old)),
            after: said(change.after, change.correction.map(|(_, value)| value.new)),
            reason: change
                .correction
                .map(|(correction, _)| markdown::inline(&correction.text)),
            then: change
                .before
                .map(|before| self.stated_in(&before, &row))
                .or(row.then.clone()),
            ..row
        };
        (kind, row)
    }

    fn moved(&self, one: &FigureMove<'_>) -> (&'static str, Row) {
        let print = FigurePrint::new(one.indicator);
        let said = |statement: &Statement<'_>| Some(print.observation(statement.observation).sentence());
        let row = self.indicator(one.indicator, one.segment.map(|segment| &segment.id));
        let row = Row {
            place: one.segment.map(|segment| segment.title.clone()),
            before: said(&one.before),
            after: said(&one.after),
            difference: (one.course != Course::Level).then(|| print.difference(one.difference)),
            then: (one.before.edition != one.after.edition).then(|| self.stated_in(&one.before, &row)),
            ..row
        };
        (course_kind(one.course), row)
    }

    /// `139.5時間（見込み、平成28年度版）`.
    fn statement(&self, statement: &Statement<'_>, print: &FigurePrint<'_>) -> String {
        let figure = print.observation(statement.observation);
        let said = figure
            .value
            .or(figure.absent.map(|absent| absent.mark.to_owned()))
            .unwrap_or_default();
        let vintage = wording::vintage(statement.observation.vintage).word;
        let vintage = if statement.observation.value().is_some() {
            format!("{vintage}、")
        } else {
            String::new()
        };
        let plan = if statement.plan.id == self.plan.id {
            String::new()
        } else {
            format!("、{}", self.project.plan(&statement.plan.id).short_title)
        };
        format!("{said}（{vintage}{}版{plan}）", wording::edition(statement.edition))
    }

    /// The edition a figure was stated in; of an earlier plan the top of its page.
    fn stated_in(&self, statement: &Statement<'_>, row: &Row) -> Link {
        let anchor = row.indicator.as_ref().filter(|_| statement.plan.id == self.plan.id);
        let anchor = anchor
            .map(|id| format!("#{}", indicator_anchor(id)))
            .unwrap_or_default();
        let address = Address::Edition(statement.plan.id.clone(), statement.edition);
        let text = wording::edition(statement.edition) + "版";
        Link {
            text,
            href: self.page.link_to(&address) + &anchor,
            current: false,
        }
    }

    fn place(&self, edition: &Edition, anchor: &str) -> Link {
        edition_link(
            self.plan,
            edition,
            self.page,
            anchor,
            wording::edition(edition.id()) + "版",
        )
    }
}

fn note(kind: &str) -> Option<&'static str> {
    match kind {
        "unchanged" => Some(SAME_TEXT),
        "better" | "worse" => Some(MOVED),
        _ => None,
    }
}

fn course_kind(course: Course) -> &'static str {
    match course {
        Course::Better => "better",
        Course::Worse => "worse",
        Course::Neither => "moved",
        Course::Level => "level",
    }
}

fn movement_kind(movement: Movement) -> &'static str {
    match movement {
        Movement::Forward => "forward",
        Movement::Back => "back",
        Movement::Finished => "finished",
        Movement::Resumed => "resumed",
        Movement::Sideways => "sideways",
    }
}
