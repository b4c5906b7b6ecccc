//! Something public names something that its readers cannot see: an internal measure, an indicator under embargo, a page for
//! staff. The public edition would have a dead link, or say that something is there which it must not say.

use super::reach::{Reach, Reaches};
use super::scope::{Ids, Scope, items};
use crate::diagnostic::{Diagnostic, Findings, Place, code};
use crate::source::raw::{Measure, PlanReference};
use crate::source::{At, RawEdition, Text};

pub(super) fn check(scope: &Scope<'_>, findings: &mut Findings) {
    let mut check = Check {
        scope,
        reaches: Reaches::of(scope.plan),
        findings,
    };
    check.plan();
    check.nodes(&scope.plan.plan.measures);
    for indicator in &scope.plan.plan.indicators {
        let reach = check.reaches.indicator(indicator.id.as_str());
        for reference in &indicator.continues {
            check.continues(reach, reference);
        }
        check.texts(
            reach,
            [indicator.definition.as_ref()]
                .into_iter()
                .chain(indicator.notes.iter().map(Some)),
        );
    }
    for edition in &scope.plan.editions {
        check.edition(edition);
    }
}

struct Check<'scope, 'raw> {
    scope: &'scope Scope<'raw>,
    reaches: Reaches<'raw>,
    findings: &'scope mut Findings,
}

impl Check<'_, '_> {
    fn plan(&mut self) {
        let (plan, scope) = (&self.scope.plan.plan, self.scope);
        let reach = self.reaches.plan;
        for id in plan.related.iter().filter_map(|related| related.plan.as_ref()) {
            if let Some(other) = scope.project.plans.iter().find(|plan| plan.id.value == id.value) {
                self.named(reach, Reaches::of(other).plan, "計画", id.as_str(), id.place);
            }
        }
        self.texts(reach, [plan.summary.as_ref(), plan.notice.as_ref()].into_iter());
        for page in &scope.plan.pages {
            let head = page.handling.as_ref();
            let own = Reach::of(
                head.and_then(|head| head.audience.as_ref()),
                head.and_then(|head| head.embargo.as_ref()),
            );
            self.links(reach.within(own), page.text.as_str(), page.id.place);
        }
    }

    fn nodes(&mut self, nodes: &[Measure]) {
        for node in nodes {
            let reach = node
                .id
                .as_ref()
                .map_or(self.reaches.plan, |id| self.reaches.measure(id.as_str()));
            for under in node.formerly.iter().filter_map(|former| former.under.as_ref()) {
                self.named(
                    reach,
                    self.reaches.measure(under.as_str()),
                    "取組",
                    under.as_str(),
                    under.place,
                );
            }
            self.indicators(reach, &node.indicators);
            for goal in &node.goals {
                self.indicators(reach, &goal.indicators);
            }
            for reference in &node.references {
                self.measures(reach, &reference.measures);
            }
            for reference in &node.continues {
                self.continues(reach, reference);
            }
            let texts = [&node.aim, &node.content, &node.background].map(Option::as_ref);
            self.texts(reach, texts.into_iter().chain(node.notes.iter().map(Some)));
            self.nodes(&node.children);
        }
    }

    fn edition(&mut self, file: &RawEdition) {
        let edition = &file.edition;
        let whole = self.reaches.plan.within(Reach::edition(edition));
        self.texts(whole, edition.notes.iter().map(Some));
        for correction in &edition.corrections {
            let reach = whole.within(Reach::of(correction.audience.as_ref(), correction.embargo.as_ref()));
            self.measures(reach, &correction.measures);
            self.indicators(reach, &correction.indicators);
            for value in &correction.values {
                let id = &value.indicator;
                self.named(
                    reach,
                    self.reaches.indicator(id.as_str()),
                    "指標",
                    id.as_str(),
                    id.place,
                );
            }
        }
        for (id, answer) in &edition.measures {
            let own = Reach::of(answer.audience.as_ref(), answer.embargo.as_ref());
            let reach = whole.within(self.reaches.measure(id.as_str())).within(own);
            for entry in items(answer.entries.as_ref()) {
                let reach = reach.within(Reach::of(entry.audience.as_ref(), entry.embargo.as_ref()));
                self.texts(reach, [Some(&entry.text)].into_iter());
                let Some(repeats) = &entry.repeats else { continue };
                let repeated = self.repeated(file, repeats.measure.as_str(), repeats.entry.as_str());
                let id = &repeats.entry;
                self.named(reach, whole.within(repeated), "取組内容", id.as_str(), id.place);
            }
            for result in items(answer.results.as_ref()) {
                let reach = reach.within(Reach::of(result.audience.as_ref(), result.embargo.as_ref()));
                self.texts(reach, [result.text.as_ref()].into_iter());
                for id in &result.same_as {
                    let named = self
                        .reaches
                        .measure(id.as_str())
                        .within(self.reaches.indicator(id.as_str()));
                    self.named(reach, named, "取組・指標", id.as_str(), id.place);
                }
            }
        }
    }

    /// Reach of an entry of another measure in the same edition.
    fn repeated(&self, file: &RawEdition, measure: &str, entry: &str) -> Reach {
        let reach = self.reaches.measure(measure);
        let Some(answer) = file.edition.measures.get(measure) else {
            return reach;
        };
        let reach = reach.within(Reach::of(answer.audience.as_ref(), answer.embargo.as_ref()));
        items(answer.entries.as_ref())
            .iter()
            .find(|item| item.id.as_ref().is_some_and(|id| id.as_str() == entry))
            .map_or(reach, |item| {
                reach.within(Reach::of(item.audience.as_ref(), item.embargo.as_ref()))
            })
    }

    fn measures(&mut self, reach: Reach, ids: Ids<'_>) {
        for id in ids {
            self.named(reach, self.reaches.measure(id.as_str()), "取組", id.as_str(), id.place);
        }
    }

    fn indicators(&mut self, reach: Reach, ids: Ids<'_>) {
        for id in ids {
            self.named(
                reach,
                self.reaches.indicator(id.as_str()),
                "指標",
                id.as_str(),
                id.place,
            );
        }
    }

    fn continues(&mut self, reach: Reach, reference: &PlanReference) {
        let other = reference.plan.as_ref().and_then(|id| {
            let mut plans = self.scope.project.plans.iter();
            plans.find(|plan| plan.id.value == id.value)
        });
        let there = Reaches::of(other.unwrap_or(self.scope.plan));
        if let Some(id) = &reference.measure {
            self.named(reach, there.measure(id.as_str()), "取組", id.as_str(), id.place);
        }
        if let Some(id) = &reference.indicator {
            self.named(reach, there.indicator(id.as_str()), "指標", id.as_str(), id.place);
        }
    }

    fn texts<'text>(&mut self, reach: Reach, texts: impl Iterator<Item = Option<&'text At<Text>>>) {
        for text in texts.flatten() {
            self.links(reach, text.as_str(), text.place);
        }
    }

    /// Links within the site in a text, to pages of this plan, by the end of their address.
    fn links(&mut self, reach: Reach, text: &str, place: Place) {
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', ' ', '#']).next())
        {
            let Some((folder, id)) = target.strip_suffix(".html").and_then(|path| path.rsplit_once('/')) else {
                continue;
            };
            let folder = folder.rsplit('/').next().unwrap_or(folder);
            let (what, there) = match folder {
                "measures" => ("取組", self.reaches.measure(id)),
                "indicators" => ("指標", self.reaches.indicator(id)),
                "pages" | "forms" | "tables" => ("ページ", self.document(folder, id)),
                _ => continue,
            };
            self.named(reach, there, what, id, place);
        }
    }

    /// Reach of a narrative page, form or table.
    fn document(&self, folder: &str, id: &str) -> Reach {
        let from = self.scope.plan;
        let own = match folder {
            "pages" => from.pages.iter().find(|page| page.id.as_str() == id).and_then(|page| {
                let head = page.handling.as_ref()?;
                Some(Reach::of(head.audience.as_ref(), head.embargo.as_ref()))
            }),
            "forms" => {
                let form = from.plan.forms.iter().find(|form| form.id.as_str() == id);
                form.map(|form| Reach::of(form.audience.as_ref(), form.embargo.as_ref()))
            }
            _ => {
                let table = from.plan.tables.iter().find(|table| table.id.as_str() == id);
                table.map(|table| Reach::of(table.audience.as_ref(), table.embargo.as_ref()))
            }
        };
        self.reaches.plan.within(own.unwrap_or_default())
    }

    fn named(&mut self, from: Reach, to: Reach, what: &str, id: &str, place: Place) {
        if from.exceeds(to) {
            let remedy = "ここから消すか、これを書いた項目にも同じ audience か embargo を書いてください";
            let message = format!("公開するものから、{}の{what}「{id}」を指しています", to.words());
            self.findings.push(
                Diagnostic::error(code::INTERNAL_NAMED_IN_PUBLIC, place, message, remedy).label("公開版にはない"),
            );
        }
    }
}
