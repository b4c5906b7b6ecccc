//! `mieruka import`: tables that exist already into data files, after showing what would be written.

mod shown;
mod staging;

use std::fs;
use std::path::{Path, PathBuf};

use super::{DataArguments, Exit, Format, fiscal_year, report};
use crate::author::create;
use crate::diagnostic::{Findings, Severity, Sources};
use crate::edition::{Release, release};
use crate::exchange::export::tables;
use crate::exchange::import::{self, Draft, File, NewFile, Tables, Wanted, read_mapping};
use crate::source::check_id;
use crate::source::raw::ImportMapping;
use shown::{Read, Shown};

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// 取り込むファイル（.xlsx、.csv、.json、.zip）か、それらのフォルダー
    #[arg(value_name = "ファイル", required = true)]
    inputs: Vec<PathBuf>,
    /// 計画のフォルダー名（半角の英小文字・数字・ハイフン）。mieruka が書き出したファイルでは要りません
    #[arg(long, value_name = "計画")]
    plan: Option<String>,
    /// 表にある実施状況や実績の年度（例: R2）
    #[arg(long, value_name = "年度")]
    year: Option<String>,
    /// 対応表（どの列に何が書かれているか）。なければ見出しから推測して、このファイルに書きます
    /// [書かなければ、今のフォルダーの「計画.mapping.yaml」]
    #[arg(long, value_name = "ファイル")]
    mapping: Option<PathBuf>,
    /// データのフォルダーに書き込みます（付けなければ、書き込む内容を示すだけです）
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    data: DataArguments,
}

/// The largest file that is read.
const LARGEST: u64 = 30 * 1024 * 1024;

impl Import {
    pub(super) fn run(&self) -> Exit {
        self.imported().unwrap_or_else(|exit| exit)
    }

    fn imported(&self) -> Result<Exit, Exit> {
        let mut files = Vec::new();
        for input in &self.inputs {
            read(input, &mut files)?;
        }
        let sorted = import::sort(files);
        let mut shown = Shown {
            findings: sorted.findings,
            ..Shown::default()
        };
        for plan in sorted.plans {
            shown.read.push(Read {
                file: plan.from,
                says: format!("mieruka が書き出した計画 {}", plan.plan),
            });
            shown.site = shown.site.or(plan.site);
            shown.files.extend(plan.files);
        }
        let own: Vec<String> = shown.files.iter().filter_map(plan_of).collect();
        if !sorted.foreign.is_empty() {
            self.foreign(&sorted.foreign, &mut shown)?;
        }
        let standing: Vec<&NewFile> = shown.files.iter().filter(|file| self.path(file).exists()).collect();
        if !standing.is_empty() {
            for file in standing {
                report::line(&format!(
                    "エラー: {} は、すでにあります。上書きはしません",
                    self.path(file).display()
                ));
            }
            report::line(
                "取り込み直すときは、先に計画のフォルダーを別の名前に変えるか移すか、--data で別のフォルダーを指定してください。",
            );
            return Err(Exit::Failed);
        }
        if !shown.files.is_empty() {
            self.judge(&own, &sorted.tables, &mut shown)?;
        }
        if self.write && shown.errors == 0 {
            for file in &shown.files {
                create(&self.path(file), &file.text).map_err(|error| report::failure(&error))?;
            }
            shown.written = !shown.files.is_empty();
        }
        Ok(self.show(&shown))
    }

    fn path(&self, file: &NewFile) -> PathBuf {
        self.data.data.join(&file.path)
    }

    /// Tables of others.
    fn foreign(&self, files: &[File], shown: &mut Shown) -> Result<(), Exit> {
        let Some(plan) = &self.plan else {
            for file in files {
                report::line(&format!("  {}", file.name));
            }
            return Err(report::refusal(
                "これらの表をどの計画にするか、--plan に計画のフォルダー名を書いてください（例: --plan action-plan --year R2）",
            ));
        };
        check_id(plan).map_err(|refused| {
            report::refusal(&format!("計画のフォルダー名 {}。{}", refused.message, refused.remedy))
        })?;
        let year = self.year.as_ref().map(|year| fiscal_year("--year", year)).transpose()?;
        let opened = Tables::open(files);
        shown.findings.extend(opened.findings.iter().cloned());
        let Some(words) = self.mapping(plan, &opened, shown)? else {
            return Ok(());
        };
        let draft = opened
            .draft(Wanted { plan, year }, &words)
            .map_err(|error| report::failure(&error))?;
        let Draft {
            files: made,
            findings,
            open,
            counts: (measures, indicators, answers, figures),
        } = draft;
        shown.read.extend(files.iter().map(|file| Read {
            file: file.name.clone(),
            says: "表".to_owned(),
        }));
        shown.counts = Some(format!(
            "取組（見出しを含む） {measures}件、指標 {indicators}件、回答 {answers}件、実績 {figures}件"
        ));
        shown.columns = columns(&words);
        shown.findings.extend(findings);
        shown.open = open;
        shown.files.extend(made);
        let organisation = words.organisation.as_ref().map(|name| name.as_str().to_owned());
        shown.site = shown.site.take().or_else(|| {
            let plan = crate::author::NewPlan {
                organisation,
                ..crate::author::NewPlan::default()
            };
            crate::author::site_skeleton(&plan).ok()
        });
        Ok(())
    }

    /// The mapping that stands, or one by the heads, which is written.
    fn mapping(&self, plan: &str, opened: &Tables, shown: &mut Shown) -> Result<Option<ImportMapping>, Exit> {
        let path = self
            .mapping
            .clone()
            .unwrap_or_else(|| PathBuf::from(format!("{plan}.mapping.yaml")));
        let bytes = match fs::read(&path) {
            Ok(bytes) => {
                shown.mapping = Some((path.display().to_string(), false));
                bytes
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let (guessed, without) = opened.guess();
                shown.findings.extend(without);
                let Some(text) = guessed else { return Ok(None) };
                create(&path, &text).map_err(|error| report::failure(&error))?;
                shown.mapping = Some((path.display().to_string(), true));
                text.into_bytes()
            }
            Err(error) => {
                return Err(report::refusal(&format!(
                    "対応表を読めません: {}（{error}）",
                    path.display()
                )));
            }
        };
        let (mut sources, mut findings) = (Sources::new(), Findings::new());
        let name = path.to_string_lossy().into_owned();
        if let Some(mapping) = read_mapping(&name, bytes, &mut sources, &mut findings) {
            return Ok(Some(mapping));
        }
        let loaded = crate::Loaded {
            sources,
            findings,
            project: None,
        };
        let exit = report::findings(&loaded, self.data.format);
        report::line("対応表にエラーがあるため、取り込んでいません。");
        Err(if exit == Exit::Clean { Exit::Findings } else { exit })
    }

    /// What `check` will say, and what somebody wrote into our tables: found out in a folder beside, before anything is
    /// written.
    fn judge(&self, own: &[String], given: &[File], shown: &mut Shown) -> Result<(), Exit> {
        let staged = staging::Staging::new(&self.data.data, &shown.files, shown.site.as_deref());
        let staged = staged.map_err(|error| report::failure(&error))?;
        let loaded = crate::load(staged.path());
        let has_site = self.data.data.join("site.yaml").exists();
        if let Some(site) = shown.site.take_if(|_| !has_site) {
            shown.files.push(NewFile {
                path: "site.yaml".to_owned(),
                text: site,
            });
        }
        // What is wrong elsewhere in the data is no news here.
        let new = |path: &str| shown.files.iter().any(|file| file.path == path);
        let all = loaded.findings.sorted(&loaded.sources);
        let (errors, warnings): (Vec<_>, Vec<_>) = all
            .into_iter()
            .filter(|finding| new(loaded.sources.path(finding.place.file)))
            .partition(|finding| finding.severity == Severity::Error);
        (shown.errors, shown.warnings) = (errors.len(), warnings.len());
        for finding in errors.into_iter().chain(warnings) {
            let line = loaded.sources.line_column(finding.place).map_or(0, |(line, _)| line);
            shown.check.push(format!(
                "{}[{}] {} の {line}行目: {}",
                finding.severity.japanese(),
                finding.code,
                loaded.sources.path(finding.place.file),
                finding.message
            ));
        }
        if let Some(project) = loaded.project {
            let released = release(project, Release::PUBLIC);
            for plan in released
                .plans
                .iter()
                .filter(|plan| own.iter().any(|id| id == plan.id.as_str()))
            {
                let tables = tables::of_plan(&released, plan);
                shown.findings.extend(import::edited(given, plan.id.as_str(), &tables));
            }
        } else if !given.is_empty() && !own.is_empty() {
            shown.open.push(
                "エラーがあるため、表が書きかえられていないかは確かめていません（ほかの計画も一緒に取り込むと、確かめられることがあります）"
                    .to_owned(),
            );
        }
        Ok(())
    }

    fn show(&self, shown: &Shown) -> Exit {
        let clean = shown.findings.is_empty() && shown.errors == 0 && !shown.files.is_empty();
        let exit = if clean { Exit::Clean } else { Exit::Findings };
        if self.data.format == Format::Json {
            let text = serde_json::to_string_pretty(shown).unwrap_or_default();
            let printed = report::output(&format!("{text}\n"));
            return if printed == Exit::Clean { exit } else { printed };
        }
        for line in shown::in_words(shown) {
            report::line(&line);
        }
        exit
    }
}

/// The plan of a data file.
fn plan_of(file: &NewFile) -> Option<String> {
    let plan = file.path.strip_suffix("/plan.yaml")?;
    Some(plan.to_owned())
}

/// What each column was taken for.
fn columns(words: &ImportMapping) -> Vec<String> {
    let mut lines = Vec::new();
    for table in &words.tables {
        let sheet = table
            .sheet
            .as_ref()
            .map_or_else(String::new, |sheet| format!("「{}」シート", sheet.as_str()));
        lines.push(format!(
            "{}{sheet}: {}、見出しは {}行目まで",
            table.file.as_str(),
            shown::kind(*table.kind),
            *table.head_row
        ));
        for column in &table.columns {
            let head = column.head.as_ref().map_or("（見出しなし）", |head| head.as_str());
            let level = column
                .level
                .as_ref()
                .map_or_else(String::new, |level| format!("（階層{}）", **level));
            let period = import::period(*table.kind, column).map_or_else(String::new, |period| format!("（{period}）"));
            lines.push(format!(
                "  {}列 {head} → {}{level}{period}",
                column.column.as_str(),
                shown::role(*column.role)
            ));
        }
    }
    lines
}

/// The files of a path, without what systems and programs leave there.
fn read(path: &Path, files: &mut Vec<File>) -> Result<(), Exit> {
    let failed = |error: std::io::Error| report::unreadable(path, &error);
    let meta = fs::metadata(path).map_err(failed)?;
    if meta.is_dir() {
        let mut inside: Vec<PathBuf> = fs::read_dir(path)
            .map_err(failed)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()
            .map_err(failed)?;
        inside.sort();
        for path in inside {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let is_table = matches!(
                ending.as_str(),
                "xlsx" | "xlsm" | "xls" | "ods" | "csv" | "json" | "zip"
            );
            if path.is_file() && is_table && !name.starts_with(['.', '~']) {
                self::read(&path, files)?;
            }
        }
        return Ok(());
    }
    if !meta.is_file() || meta.len() > LARGEST {
        return Err(report::refusal(&format!(
            "ふつうのファイルでないか、大きすぎます（30 MB まで）: {}",
            path.display()
        )));
    }
    files.push(File {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        bytes: fs::read(path).map_err(failed)?,
    });
    Ok(())
}
