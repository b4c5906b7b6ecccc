//! `mieruka collect`: returned forms into the edition, after showing what would be written.

mod shown;

use std::fs;
use std::path::{Path, PathBuf};

use super::{DataArguments, Exit, Format, prepared, report};
use crate::author::{AuthorError, Fate, Merged, NewAnswer, NewCell, NewFigure, merge, replace};
use crate::check;
use crate::diagnostic::{Findings, Place, Sources, code};
use crate::exchange::collect::{CellPlace, Collected, Finding, Returned, collect};
use crate::exchange::questions::{FigureQuestion, MeasureQuestion, Survey, figures::absence};
use crate::source::raw::Edition;
use crate::source::{Decode as _, RawEdition, RawProject, gate, tree};
use shown::{Lacking, Shown, Taken, in_words};

/// Arguments of `collect`.
#[derive(Debug, clap::Args)]
pub(super) struct Collect {
    /// 計画（データのフォルダーの中のフォルダー名）
    #[arg(value_name = "計画")]
    plan: String,
    /// 年度（例: 2025、R7）。中間報告は 2025-midterm のように書きます
    #[arg(value_name = "年度")]
    year: String,
    /// 戻ってきた回答票を集めたフォルダー
    #[arg(value_name = "フォルダー")]
    folder: PathBuf,
    /// 年度版に書き込みます（付けなければ、書き込む内容を示すだけです）
    #[arg(long)]
    write: bool,
    /// 回答票を作った後に計画か前年度の値が変わった項目の回答も、取り込みます
    #[arg(long)]
    accept_outdated: bool,
    #[command(flatten)]
    data: DataArguments,
}

/// The largest file that is read.
const LARGEST: u64 = 30 * 1024 * 1024;

impl Collect {
    pub(super) fn run(&self) -> Exit {
        self.collected().unwrap_or_else(|exit| exit)
    }

    fn collected(&self) -> Result<Exit, Exit> {
        let read = report::clean(&self.data, "エラーがあるため、回答票は取り込んでいません。")?;
        let (plan, edition) = prepared(&read.project, &self.plan, &self.year)?;
        let survey = Survey::of(plan, edition);
        let (returned, mut unread) = files(&self.folder)?;
        let Collected {
            answers,
            figures,
            mut findings,
            forms,
            missing,
        } = collect(&survey, &returned, self.accept_outdated);
        findings.append(&mut unread);
        findings.sort_by(|one, other| one.file.cmp(&other.file));
        let said: Vec<NewAnswer> = answers.iter().map(|(answer, _)| answer.clone()).collect();
        let stated: Vec<NewFigure> = figures.iter().map(|(figure, _)| figure.clone()).collect();
        let merged = merge(plan, edition, &read.sources, &said, &stated).map_err(|error| report::failure(&error))?;

        let names = Names(&survey);
        let mut shown = Shown {
            forms,
            taken: Vec::new(),
            same: 0,
            findings,
            missing: missing
                .into_iter()
                .map(|missing| Lacking {
                    office: missing.office,
                    returned: missing.returned,
                    measures: missing.measures,
                    figures: missing.figures,
                })
                .collect(),
            written: false,
        };
        for ((answer, place), fate) in answers.iter().zip(&merged.answers) {
            let what = names.measure(&answer.measure);
            match fate {
                Fate::Written => shown.taken.push(Taken {
                    what,
                    says: in_short(answer),
                    from: place.clone(),
                }),
                Fate::Same => shown.same += 1,
                Fate::Differs(at) => {
                    let old = edition.edition.measures.get(&answer.measure);
                    let difference = old.and_then(|old| answer.contradicts(&NewAnswer::of(&answer.measure, old)));
                    shown
                        .findings
                        .push(differs(&read.sources, *at, &what, difference, place));
                }
            }
        }
        for ((figure, place), fate) in figures.iter().zip(&merged.figures) {
            let what = names.figure(figure);
            match fate {
                Fate::Written => shown.taken.push(Taken {
                    what,
                    says: value(figure),
                    from: place.clone(),
                }),
                Fate::Same => shown.same += 1,
                Fate::Differs(at) => {
                    let stated = edition.edition.indicators.get(&figure.indicator);
                    let old = stated.into_iter().flatten().find(|one| one.place == *at);
                    let difference = old.and_then(|old| figure.contradicts(&NewFigure::of(&figure.indicator, old)));
                    shown
                        .findings
                        .push(differs(&read.sources, *at, &what, difference, place));
                }
            }
        }
        if !shown.taken.is_empty() {
            let sources = &read.sources;
            self.recheck(&read.project, sources, plan.id.as_str(), edition, &merged)?;
            if self.write {
                let path = self.data.data.join(sources.path(edition.edition.title.place.file));
                write(&path, sources.text(edition.edition.title.place.file), &merged.text)
                    .map_err(|error| report::failure(&error))?;
                shown.written = true;
            }
        }
        Ok(self.show(&shown))
    }

    /// The data with the answers must be as clean as it was: what would be an error tomorrow is not written today.
    fn recheck(
        &self,
        project: &RawProject,
        sources: &Sources,
        plan: &str,
        edition: &RawEdition,
        merged: &Merged,
    ) -> Result<(), Exit> {
        let mut sources = sources.clone();
        let mut findings = Findings::new();
        let name = sources.path(edition.edition.title.place.file).to_owned();
        let read = gate::admit(&name, merged.text.clone().into_bytes(), &mut sources, &mut findings)
            .and_then(|file| tree::parse(file, &sources, &mut findings))
            .and_then(|root| Edition::decode(&root, &mut findings));
        if let Some(read) = read {
            let mut project = project.clone();
            let plans = project.plans.iter_mut().filter(|raw| raw.id.as_str() == plan);
            let editions = plans.flat_map(|raw| &mut raw.editions);
            for own in editions.filter(|own| own.year == edition.year && own.stage == edition.stage) {
                own.edition = read.clone();
            }
            check::run(&project, &mut findings);
        }
        if !findings.has_errors() {
            return Ok(());
        }
        let exit = report::findings(
            &crate::Loaded {
                sources,
                findings,
                project: None,
            },
            self.data.format,
        );
        report::line(
            "取り込むとデータにエラーが出るため、書き込んでいません（上の行番号は、取り込んだ後の年度版のものです）。",
        );
        Err(exit)
    }

    fn show(&self, shown: &Shown) -> Exit {
        let exit = if shown.findings.is_empty() {
            Exit::Clean
        } else {
            Exit::Findings
        };
        if self.data.format == Format::Json {
            let mut text = serde_json::to_string_pretty(shown).unwrap_or_default();
            text.push('\n');
            return match report::output(&text) {
                Exit::Clean => exit,
                failed => failed,
            };
        }
        for line in in_words(shown, self.write) {
            report::line(&line);
        }
        exit
    }
}

/// The names of what is asked.
struct Names<'survey>(&'survey Survey);

impl Names<'_> {
    fn measure(&self, id: &str) -> String {
        let mut all = self.0.forms.iter().flat_map(|form| &form.measures);
        all.find(|question| question.id == id)
            .map_or_else(|| id.to_owned(), MeasureQuestion::name)
    }

    fn figure(&self, figure: &NewFigure) -> String {
        let mut all = self.0.forms.iter().flat_map(|form| &form.figures);
        let question =
            all.find(|question| question.indicator == figure.indicator && question.segment == figure.segment);
        let name = question.map_or_else(|| figure.indicator.clone(), FigureQuestion::name);
        format!("{name} {}", figure.period)
    }
}

fn in_short(answer: &NewAnswer) -> String {
    let mut parts: Vec<String> = [&answer.status, &answer.direction, &answer.rating]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    for (what, cell) in [("取組内容", &answer.entries), ("成果", &answer.results)] {
        match cell {
            NewCell::Blank => {}
            NewCell::Nothing(mark) => parts.push(format!("{what}「{mark}」")),
            NewCell::Items(items) => parts.push(format!("{what} {}件", items.len())),
        }
    }
    parts.join("、")
}

fn value(figure: &NewFigure) -> String {
    match (&figure.value, figure.absent) {
        (Some(value), _) => value.clone(),
        (None, Some(word)) => absence(word).to_owned(),
        (None, None) => String::new(),
    }
}

fn differs(
    sources: &Sources,
    at: Place,
    what: &str,
    difference: Option<(&str, String, String)>,
    place: &CellPlace,
) -> Finding {
    let line = sources.line_column(at).map_or(0, |(line, _)| line);
    let said = difference.map_or_else(String::new, |(which, old, new)| {
        format!("{which}が、年度版は「{old}」、回答票は「{new}」です。")
    });
    Finding::at(
        code::FORM_DIFFERS,
        place,
        format!(
            "「{what}」は、年度版（{} の {line}行目）に別の回答があります。{said}",
            sources.shown_path(at.file)
        ),
        "年度版の方が正しければ、そのままで構いません。回答票の方が正しければ、年度版の回答を消して pending: true に戻してから、もう一度取り込んでください",
    )
}

/// The files of a folder by name, without what systems and programs leave there.
fn files(folder: &Path) -> Result<(Vec<Returned>, Vec<Finding>), Exit> {
    let failed = |error: std::io::Error| report::unreadable(folder, &error);
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let litter =
            name.starts_with(['.', '~']) || matches!(name.to_lowercase().as_str(), "thumbs.db" | "desktop.ini");
        let Ok(meta) = fs::metadata(&path) else { continue };
        if litter {
            continue;
        }
        if meta.is_dir() {
            unread.push(Finding::of_file(
                code::FORM_FOREIGN,
                &name,
                "フォルダーです。中のファイルは読んでいません",
                "回答票は、1つのフォルダーに直接集めてください。要らないフォルダーなら、外に移してください",
            ));
            continue;
        }
        let read = if meta.len() > LARGEST {
            None
        } else {
            fs::read(&path).ok()
        };
        match read {
            Some(bytes) => files.push(Returned { name, bytes }),
            None => unread.push(Finding::of_file(
                code::FORM_UNREADABLE,
                &name,
                "ファイルを読めないか、大きすぎます（30 MB まで）",
                "ファイルの権限と大きさを確かめてください。Excel で開いているなら、閉じてください",
            )),
        }
    }
    Ok((files, unread))
}

/// Puts the text in the place of the one that was read, with its byte order mark if it had one.
fn write(path: &Path, read: &str, new: &str) -> Result<(), AuthorError> {
    let old = fs::read(path).map_err(|source| AuthorError::Io {
        action: "ファイルを読めません",
        path: path.to_path_buf(),
        source,
    })?;
    let (mark, body) = match old.strip_prefix("\u{feff}".as_bytes()) {
        Some(body) => ("\u{feff}", body),
        None => ("", old.as_slice()),
    };
    if body != read.as_bytes() {
        return Err(AuthorError::Changed(path.to_path_buf()));
    }
    replace(path, &old, &format!("{mark}{new}"))
}
