//! A plan with one indicator or one tree, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{FiscalYear, Period, Reading as DateReading};
use crate::chart::figure::{Canvas, Figure};
use crate::chart::{Chart, Composition, Kind, Meaning, Row, Standing, line, standing, trend};
use crate::evaluate::{History, assess_indicator, histories};
use crate::model::{
    AbsenceReason, Audience, Baseline, BoundValue, Break, Deadline, Edition, Handling, Indicator, IndicatorId,
    IndicatorKind, Observation, Plan, PlanId, PlanState, Polarity, Project, Prose, PublishedRatios, Reading, Segment,
    SegmentId, Site, Stage, StatusMeaning, Target, TargetForm, Vintage, Vocabularies,
};
use crate::quantity::{Number, NumberFormat, Unit};

pub(super) fn period(text: &str) -> Period {
    Period::parse(text, &DateReading::default()).expect("a period of the test")
}

pub(super) fn number(text: &str) -> Number {
    Number::parse(text).expect("a number of the test")
}

fn year(text: &str) -> FiscalYear {
    FiscalYear::parse(text, &DateReading::default()).expect("a fiscal year of the test")
}

/// An indicator under construction.
pub(super) struct Case {
    pub indicator: Indicator,
    pub observations: Vec<Observation>,
}

impl Case {
    pub(super) fn new(title: &str, unit: &str, polarity: Polarity) -> Self {
        let indicator = Indicator {
            handling: Handling::default(),
            withhold: None,
            id: IndicatorId::new("indicator"),
            label: None,
            title: title.to_owned(),
            short_title: title.to_owned(),
            aliases: Vec::new(),
            kind: IndicatorKind::Number,
            unit: Unit::parse(unit),
            format: NumberFormat::default(),
            polarity,
            definition: None,
            numerator: None,
            denominator: None,
            source: None,
            source_plan: None,
            segments: Vec::new(),
            baselines: Vec::new(),
            withheld_baselines: Vec::new(),
            targets: Vec::new(),
            notes: Vec::new(),
            offices: Vec::new(),
            since: None,
            ended: None,
            former_ids: Vec::new(),
            breaks: Vec::new(),
            disclosure: None,
            continues: Vec::new(),
        };
        Self {
            indicator,
            observations: Vec::new(),
        }
    }

    pub(super) fn segments(mut self, titles: &[&str]) -> Self {
        let segment = |title: &&str| Segment {
            total_of: Vec::new(),
            id: SegmentId::new(*title),
            title: (*title).to_owned(),
            in_brackets: false,
        };
        self.indicator.segments = titles.iter().map(segment).collect();
        self
    }

    pub(super) fn baseline(mut self, segment: &str, when: &str, value: &str) -> Self {
        let baseline = Baseline {
            segment: id(segment),
            period: period(when),
            value: number(value),
            note: None,
        };
        self.indicator.baselines.push(baseline);
        self
    }

    pub(super) fn target(mut self, segment: &str, form: TargetForm, deadline: Deadline) -> Self {
        self.indicator.targets.push(Target {
            segment: id(segment),
            form,
            deadline,
            set: None,
            replaced: None,
            text: None,
            label: None,
            note: None,
        });
        self
    }

    pub(super) fn at_least(self, segment: &str, value: &str, by: &str) -> Self {
        self.target(
            segment,
            TargetForm::AtLeast(BoundValue::Fixed(number(value))),
            Deadline::By(period(by)),
        )
    }

    pub(super) fn yearly_at_most(self, segment: &str, steps: &[(&str, &str)]) -> Self {
        steps.iter().fold(self, |case, (when, value)| {
            case.target(
                segment,
                TargetForm::AtMost(BoundValue::Fixed(number(value))),
                Deadline::In(year(when)),
            )
        })
    }

    pub(super) fn values(self, segment: &str, values: &[(&str, &str)]) -> Self {
        values.iter().fold(self, |case, (when, value)| {
            case.reading(segment, when, Reading::Value(number(value)), Vintage::Final)
        })
    }

    pub(super) fn forecast(self, segment: &str, when: &str, value: &str) -> Self {
        self.reading(segment, when, Reading::Value(number(value)), Vintage::Forecast)
    }

    pub(super) fn corrected(self, segment: &str, when: &str, value: &str) -> Self {
        self.reading(segment, when, Reading::Value(number(value)), Vintage::Revised)
    }

    pub(super) fn changed(mut self, from: &str) -> Self {
        self.indicator.breaks.push(Break {
            from: period(from),
            note: Prose::new("変更"),
        });
        self
    }

    pub(super) fn absent(self, segment: &str, when: &str, reason: AbsenceReason) -> Self {
        self.reading(segment, when, Reading::Absent(reason), Vintage::Final)
    }

    fn reading(mut self, segment: &str, when: &str, reading: Reading, vintage: Vintage) -> Self {
        self.observations.push(Observation {
            handling: Handling::default(),
            segment: id(segment),
            period: period(when),
            reading,
            vintage,
            as_of: None,
            numerator: None,
            denominator: None,
            published: PublishedRatios::default(),
            rating: None,
            comment: None,
            note: None,
        });
        self
    }

    pub(super) fn chart(&self) -> Option<Chart> {
        let project = self.project();
        let (plan, indicator) = (&project.plans[0], &project.plans[0].indicators[0]);
        let histories = histories(&project, plan, indicator, None);
        crate::chart::trend(
            indicator,
            &histories,
            &assess_indicator(&project, plan, indicator, None),
            "chart",
        )
    }

    pub(super) fn figure(&self, canvas: Canvas) -> Option<Figure> {
        let project = self.project();
        let (plan, indicator) = (&project.plans[0], &project.plans[0].indicators[0]);
        let histories = histories(&project, plan, indicator, None);
        let trend = trend::Trend::of(
            indicator,
            &histories,
            &assess_indicator(&project, plan, indicator, None),
        );
        trend
            .is_worth_drawing()
            .then(|| line::figure(&trend, "題", "説明", canvas))
    }

    /// The rows of the overview of indicators, one for each series and target.
    pub(super) fn rows(&self) -> Vec<standing::Row> {
        self.standings(|standings| standings.iter().map(standing::Row::of).collect())
    }

    pub(super) fn overview(&self) -> Option<Chart> {
        self.standings(|standings| crate::chart::overview(standings, "chart"))
    }

    /// The sparkline of the first series.
    pub(super) fn sparkline(&self) -> Option<String> {
        let project = self.project();
        let (plan, indicator) = (&project.plans[0], &project.plans[0].indicators[0]);
        let histories = histories(&project, plan, indicator, None);
        let assessments = assess_indicator(&project, plan, indicator, None);
        crate::chart::sparkline(indicator, &histories[0], &assessments)
    }

    fn standings<T>(&self, seen: impl FnOnce(&[Standing<'_>]) -> T) -> T {
        let project = self.project();
        let (plan, indicator) = (&project.plans[0], &project.plans[0].indicators[0]);
        let histories = histories(&project, plan, indicator, None);
        let standings: Vec<Standing<'_>> = assess_indicator(&project, plan, indicator, None)
            .into_iter()
            .filter_map(|assessment| {
                let own = |history: &&History<'_>| history.segment == assessment.segment;
                Some(Standing {
                    indicator,
                    history: histories.iter().find(own)?.clone(),
                    verdict: format!("{:?}", assessment.verdict),
                    href: None,
                    assessment,
                })
            })
            .collect();
        seen(&standings)
    }

    fn project(&self) -> Project {
        let mut plan = plan();
        plan.indicators.push(self.indicator.clone());
        let observations = BTreeMap::from([(self.indicator.id.clone(), self.observations.clone())]);
        plan.editions.push(Edition {
            observations,
            ..edition()
        });
        Project {
            audience: Audience::Public,
            as_of: None,
            site: site(),
            plans: vec![plan],
            has_releases: false,
            inputs: BTreeMap::new(),
            index: crate::model::ProjectIndex::default(),
        }
    }
}

fn id(segment: &str) -> Option<SegmentId> {
    (!segment.is_empty()).then(|| SegmentId::new(segment))
}

fn site() -> Site {
    Site {
        title: String::new(),
        publisher: String::new(),
        description: None,
        notice: None,
        licence: None,
        contact: None,
        accessibility: None,
        base_url: None,
    }
}

fn edition() -> Edition {
    Edition {
        handling: Handling::default(),
        fiscal_year: year("R2"),
        title: String::new(),
        published: None,
        as_of: None,
        stage: Stage::Final,
        office: None,
        source: None,
        notes: Vec::new(),
        answers: BTreeMap::new(),
        kept_back: BTreeSet::new(),
        observations: BTreeMap::new(),
        corrections: Vec::new(),
    }
}

fn plan() -> Plan {
    Plan {
        withheld: Vec::new(),
        index: crate::model::PlanIndex::default(),
        handling: Handling::default(),
        id: PlanId::new("plan"),
        title: String::new(),
        short_title: String::new(),
        organisation: String::new(),
        office: None,
        notice: None,
        invented: false,
        source: None,
        period: None,
        adopted: None,
        state: PlanState::Adopted,
        state_note: None,
        summary: None,
        promise: None,
        laws: Vec::new(),
        related: Vec::new(),
        levels: vec!["大項目".to_owned()],
        measure_word: "取組".to_owned(),
        vocabularies: Vocabularies::default(),
        offices: Vec::new(),
        responsibilities: Vec::new(),
        process: Vec::new(),
        glossary: Vec::new(),
        tolerance: None,
        organisation_code: None,
        licence: None,
        releases: Vec::new(),
        indicators: Vec::new(),
        tree: Vec::new(),
        forms: Vec::new(),
        tables: Vec::new(),
        pages: Vec::new(),
        editions: Vec::new(),
    }
}

/// Counts of statuses under headings.
pub(super) fn statuses(words: &[(&str, StatusMeaning)], rows: &[(&str, &[u32])], unanswered: u32) -> Composition {
    let kind = |(word, meaning): &(&str, StatusMeaning)| Kind {
        word: (*word).to_owned(),
        meaning: Meaning::Status(*meaning),
    };
    let no_answer = Kind {
        word: "回答なし".to_owned(),
        meaning: Meaning::Unanswered,
    };
    let row = |(heading, counts): &(&str, &[u32])| Row {
        group: None,
        heading: (*heading).to_owned(),
        counts: counts.iter().take(words.len()).copied().chain([unanswered]).collect(),
    };
    Composition {
        title: "令和2年度の実施状況の内訳（大項目ごと）".to_owned(),
        kinds: words.iter().map(kind).chain([no_answer]).collect(),
        rows: rows.iter().map(row).collect(),
    }
}
