//! One hostile folder through the program, under limits, and what must hold afterwards.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::{common, inert};

/// Seconds of processor time: a generous limit against hanging, not a measure of speed.
const PROCESSOR: u32 = 10;
/// Waiting for nothing (a pipe, a lock) takes no processor time. Long, because a busy machine lets everything wait.
const PATIENCE: Duration = Duration::from_mins(5);
/// A gibibyte, in the unit of the shell.
const MEMORY: u32 = 1024 * 1024;

/// Findings about a file or folder as a whole, where there is no line to name.
const WHOLE: [&str; 11] = [
    "MR0101", "MR0102", "MR0103", "MR0104", "MR0107", "MR0108", "MR0109", "MR0111", "MR0151", "MR0161", "MR0162",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// An error, and no site.
    Refused,
    /// A site; there may be warnings.
    Accepted,
    /// One of the two: what matters is that it does no harm.
    Either,
}

pub struct Case {
    pub name: String,
    pub then: Then,
    /// The code of one of the errors, where it matters which; a part of its message or remedy.
    pub says: &'static str,
    /// Makes the data folder, which is not there yet.
    pub make: Box<dyn Fn(&Path) + Sync>,
}

impl Case {
    pub fn new(name: impl Into<String>, then: Then, make: impl Fn(&Path) + Sync + 'static) -> Self {
        Self {
            name: name.into(),
            then,
            says: "",
            make: Box::new(make),
        }
    }

    pub fn saying(mut self, says: &'static str) -> Self {
        self.says = says;
        self
    }
}

/// A place with a published site.
pub struct Lab {
    old: BTreeMap<String, Vec<u8>>,
}

impl Lab {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        let ran = run(Path::new("tests/hostile/full"), &site, folder.path());
        assert!(ran.status.success(), "tests/hostile/full has errors: {}", ran.printed);
        Self {
            old: common::files(&site),
        }
    }

    pub fn judge(&self, case: &Case) -> Result<(), String> {
        self.judged(case).map_err(|message| format!("{}: {message}", case.name))
    }

    fn judged(&self, case: &Case) -> Result<(), String> {
        let folder = tempfile::tempdir().unwrap();
        let (data, site) = (folder.path().join("data"), folder.path().join("site"));
        for (name, content) in &self.old {
            let path = site.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        (case.make)(&data);
        let ran = run(&data, &site, folder.path());
        let judged = self.outcome(case, &ran, &site);
        make_removable(&data);
        judged
    }

    fn outcome(&self, case: &Case, ran: &Ran, site: &Path) -> Result<(), String> {
        if ran.hung {
            return Err("hangs".to_owned());
        }
        if ran.said.contains("panicked") || !matches!(ran.status.code(), Some(0 | 1)) {
            return Err(format!("{}: {}", ran.status, ran.said));
        }
        inert_text(&ran.printed)?;
        inert_text(&ran.said)?;
        let report: Value = serde_json::from_str(&ran.printed).map_err(|error| format!("{error}: {}", ran.printed))?;
        let findings = report["findings"].as_array().ok_or("no list of findings")?;
        findings.iter().try_for_each(placed)?;
        if !case.says.is_empty() && !findings.iter().any(|finding| finding.to_string().contains(case.says)) {
            return Err(format!("“{}” is not said: {}", case.says, ran.printed));
        }
        let files = common::files(site);
        if ran.status.success() {
            if case.then == Then::Refused {
                return Err("accepted".to_owned());
            }
            return files.iter().try_for_each(|(name, content)| inert_file(name, content));
        }
        if case.then == Then::Accepted {
            return Err(format!(
                "refused: {}",
                ran.printed.chars().take(1500).collect::<String>()
            ));
        }
        if report["errors"] == 0 {
            return Err("refused without an error".to_owned());
        }
        if files != self.old {
            return Err("the old site changed".to_owned());
        }
        Ok(())
    }
}

/// Every finding names its file, says what to do, and points at line and column.
fn placed(finding: &Value) -> Result<(), String> {
    let filled = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    let place = &finding["place"];
    let about_the_whole = WHOLE.iter().any(|code| finding["code"] == *code);
    let pointed = place["line"].as_u64() >= Some(1) && place["column"].as_u64() >= Some(1);
    let is_error = finding["severity"] == "error";
    if filled(&finding["message"])
        && filled(&finding["remedy"])
        && filled(&place["path"])
        && (pointed || about_the_whole || !is_error)
    {
        return Ok(());
    }
    Err(format!("a finding without its place: {finding}"))
}

/// What goes to a terminal or a log moves no cursor and turns no line around.
fn inert_text(text: &str) -> Result<(), String> {
    // What stands for a byte that is no character (in the name of a file) may be shown.
    let faults = inert::characters(&text.replace('\u{fffd}', "?"));
    if faults.is_empty() {
        return Ok(());
    }
    Err(format!("{faults:?} in what is printed"))
}

fn inert_file(name: &str, content: &[u8]) -> Result<(), String> {
    if [".zip", ".xlsx"].iter().any(|ending| name.ends_with(ending)) {
        let mut archive =
            zip::ZipArchive::new(std::io::Cursor::new(content)).map_err(|error| format!("{name}: {error}"))?;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(|error| format!("{name}: {error}"))?;
            let mut inside = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut inside).map_err(|error| format!("{name}: {error}"))?;
            let inner = entry.name().map_err(|error| format!("{name}: {error}"))?.into_owned();
            inert_file(&format!("{name}/{inner}"), &inside)?;
        }
        return Ok(());
    }
    let text = std::str::from_utf8(content).map_err(|error| format!("{name}: {error}"))?;
    let faults = match name.rsplit('.').next() {
        Some("html") => inert::page(text),
        Some("json") => {
            serde_json::from_str::<Value>(text).map_err(|error| format!("{name}: {error}"))?;
            inert::characters(text)
        }
        // Tables and calendars end their lines as their standards say.
        _ => inert::characters(&text.replace("\r\n", "\n")),
    };
    if faults.is_empty() {
        return Ok(());
    }
    Err(format!("{name} is not inert: {faults:?}"))
}

struct Ran {
    status: ExitStatus,
    printed: String,
    said: String,
    hung: bool,
}

fn run(data: &Path, site: &Path, folder: &Path) -> Ran {
    let (stdout, stderr) = (folder.join("stdout"), folder.join("stderr"));
    let limits = format!("ulimit -v {MEMORY}; ulimit -t {PROCESSOR}; exec \"$0\" \"$@\"");
    let mut child = Command::new("sh")
        .args([
            "-c",
            &limits,
            env!("CARGO_BIN_EXE_mieruka"),
            "build",
            "--format",
            "json",
            "--data",
        ])
        .arg(data)
        .arg("--out")
        .arg(site)
        .stdout(File::create(&stdout).unwrap())
        .stderr(File::create(&stderr).unwrap())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let (status, hung) = loop {
        if let Some(status) = child.try_wait().unwrap() {
            // SIGXCPU and SIGKILL: out of processor time.
            break (
                status,
                matches!(std::os::unix::process::ExitStatusExt::signal(&status), Some(24 | 9)),
            );
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            break (child.wait().unwrap(), true);
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let read = |path: PathBuf| String::from_utf8(fs::read(path).unwrap()).unwrap();
    Ran {
        status,
        printed: read(stdout),
        said: read(stderr),
        hung,
    }
}

/// Folders without permissions cannot be cleared away.
fn make_removable(data: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in walkdir::WalkDir::new(data) {
        let path = match &entry {
            Ok(entry) => Some(entry.path()),
            Err(error) => error.path(),
        };
        if let Some(path) = path.filter(|path| path.is_dir()) {
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o755));
        }
    }
}
