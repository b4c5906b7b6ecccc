//! Whatever was built before, and whatever became of the cache and of the site meanwhile: a build that takes over what did not change
//! gives the site and the findings of a build from nothing. Shards that are assembled give them too.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mieruka::build::{Order, Selection, Shards, Staged, stage};
use mieruka::diagnostic::human;
use mieruka::edition::{Release, release};
use mieruka::progress::Unwatched;
use mieruka::render::Templates;
use proptest::prelude::*;

type Files = BTreeMap<String, Vec<u8>>;

/// A data folder, as it is to be written.
#[derive(Debug, Clone, Default)]
struct Data {
    title: u8,
    has_address: bool,
    reversed: bool,
    plans: BTreeMap<u8, Plan>,
    template: u8,
    stray: bool,
}

#[derive(Debug, Clone, Default)]
struct Plan {
    title: u8,
    /// What each year says; the same in two years is worth a warning.
    years: BTreeMap<u8, u8>,
    continues: Option<u8>,
    announces: bool,
    draft: bool,
    broken: bool,
}

#[derive(Debug, Clone)]
enum Step {
    Title(u8),
    Address,
    Order,
    Add(u8),
    Remove(u8),
    Rename(u8, u8),
    Head(u8, u8),
    Year(u8, u8, u8),
    NoYear(u8, u8),
    Continue(u8, u8),
    Announce(u8),
    Draft(u8),
    Break(u8),
    Template(u8),
    Stray,
    // Not the data, but what surrounds it.
    Garble(u8),
    NoCache,
    Deface(u8),
    Lose(u8),
    Litter,
}

fn step() -> impl Strategy<Value = Step> {
    let plan = || 0_u8..4;
    prop_oneof![
        1 => any::<u8>().prop_map(Step::Title),
        1 => Just(Step::Address),
        1 => Just(Step::Order),
        1 => plan().prop_map(Step::Add),
        1 => plan().prop_map(Step::Remove),
        1 => (plan(), plan()).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => (plan(), any::<u8>()).prop_map(|(plan, title)| Step::Head(plan, title)),
        4 => (plan(), 0_u8..4, 0_u8..5).prop_map(|(plan, year, text)| Step::Year(plan, year, text)),
        1 => (plan(), 0_u8..4).prop_map(|(plan, year)| Step::NoYear(plan, year)),
        2 => (plan(), plan()).prop_map(|(plan, before)| Step::Continue(plan, before)),
        1 => plan().prop_map(Step::Announce),
        1 => plan().prop_map(Step::Draft),
        1 => plan().prop_map(Step::Break),
        1 => (0_u8..3).prop_map(Step::Template),
        1 => Just(Step::Stray),
        1 => any::<u8>().prop_map(Step::Garble),
        1 => Just(Step::NoCache),
        1 => any::<u8>().prop_map(Step::Deface),
        1 => any::<u8>().prop_map(Step::Lose),
        1 => Just(Step::Litter),
    ]
}

impl Data {
    fn some() -> Self {
        let plan = |title| Plan {
            title,
            years: BTreeMap::from([(0, title), (1, title + 1)]),
            ..Plan::default()
        };
        Self {
            plans: (0..3).map(|number| (number, plan(number))).collect(),
            ..Self::default()
        }
    }

    fn apply(&mut self, step: &Step) {
        match *step {
            Step::Title(title) => self.title = title,
            Step::Address => self.has_address = !self.has_address,
            Step::Order => self.reversed = !self.reversed,
            Step::Add(plan) => drop(self.plans.entry(plan).or_default()),
            Step::Remove(plan) if self.plans.len() > 1 => drop(self.plans.remove(&plan)),
            Step::Rename(from, to) => {
                if let Some(plan) = self.plans.remove(&from) {
                    self.plans.insert(to, plan);
                }
            }
            Step::Template(number) => self.template = number,
            Step::Stray => self.stray = !self.stray,
            Step::Head(plan, title) => self.change(plan, |plan| plan.title = title),
            Step::Year(plan, year, text) => self.change(plan, |plan| plan.years.extend([(year, text)])),
            Step::NoYear(plan, year) => self.change(plan, |plan| plan.years.retain(|one, _| *one != year)),
            Step::Continue(plan, before) => self.change(plan, |plan| plan.continues = Some(before)),
            Step::Announce(plan) => self.change(plan, |plan| plan.announces = !plan.announces),
            Step::Draft(plan) => self.change(plan, |plan| plan.draft = !plan.draft),
            Step::Break(plan) => self.change(plan, |plan| plan.broken = !plan.broken),
            _ => {}
        }
    }

    fn change(&mut self, plan: u8, change: impl FnOnce(&mut Plan)) {
        if let Some(plan) = self.plans.get_mut(&plan) {
            change(plan);
        }
    }

    fn files(&self) -> BTreeMap<String, String> {
        let mut site = format!("title: 例{}\npublisher: 見本市\n", self.title);
        if self.has_address {
            site.push_str("base_url: https://www.example.lg.jp/plan/\n");
        }
        if self.reversed {
            let ids: Vec<String> = self.plans.keys().rev().map(|plan| format!("p{plan}")).collect();
            writeln!(site, "plans: [{}]", ids.join(", ")).unwrap();
        }
        let mut files = BTreeMap::from([("data/site.yaml".to_owned(), site)]);
        for (number, plan) in &self.plans {
            plan.write(*number, &mut files);
        }
        if self.stray {
            files.insert("data/p1/2020.yml".to_owned(), "title: 迷子\n".to_owned());
        }
        files.insert("templates/parts/note.html".to_owned(), "<p>使われない</p>".to_owned());
        if self.template > 0 {
            let head = "{% extends \"builtin/measure.html\" %}";
            let page = format!(
                "{head}{{% block main %}}{{{{ super() }}}}<p>{}</p>{{% endblock %}}",
                self.template
            );
            files.insert("templates/measure.html".to_owned(), page);
        }
        files
    }

    /// Brings the folder to what the data are, and touches nothing else.
    fn write(&self, folder: &Path) {
        let files = self.files();
        for root in ["data", "templates"] {
            for name in files_of(&folder.join(root)).into_keys() {
                if !files.contains_key(&format!("{root}/{name}")) {
                    fs::remove_file(folder.join(root).join(name)).unwrap();
                }
            }
        }
        for number in 0..4 {
            let plan = folder.join(format!("data/p{number}"));
            if !self.plans.contains_key(&number) && plan.exists() {
                let _ = fs::remove_dir(plan);
            }
        }
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
                fs::write(path, text).unwrap();
            }
        }
    }
}

impl Plan {
    fn write(&self, number: u8, files: &mut BTreeMap<String, String>) {
        let mut head = format!("title: 計画{}\norganisation: 見本市{}\n", self.title, self.title % 2);
        if self.draft {
            head.push_str("audience: internal\n");
        }
        if self.announces {
            head.push_str("releases:\n  - {date: 2027-05, title: 次の年度版}\n");
        }
        if self.broken {
            head.push_str("titel: 誤り\n");
        }
        head.push_str("levels: [取組]\nmeasures:\n  - id: a\n    title: 研修\n");
        if let Some(before) = self.continues {
            writeln!(head, "    continues: [{{plan: p{before}, measure: a}}]").unwrap();
        }
        files.insert(format!("data/p{number}/plan.yaml"), head);
        for (year, text) in &self.years {
            let text = format!(
                "title: 年度版{year}\npublished: {}-05-01\nmeasures:\n  a: {{status: 実施, entries: [{{text: 研修を{text}回、職員の全員に対して行い、その内容を庁内に知らせた。}}]}}\n",
                2020 + u32::from(*year)
            );
            files.insert(format!("data/p{number}/{}.yaml", 2019 + u32::from(*year)), text);
        }
    }
}

/// What a build from nothing gives: its findings, and the site if there are no errors.
fn clean(folder: &Path, data: &Path, asked: Release) -> (String, Option<Files>) {
    let loaded = mieruka::load(data);
    let told = human::print(&loaded.findings, &loaded.sources, false);
    let templates = Templates::load(Some(&folder.join("templates"))).unwrap();
    let site = loaded
        .project
        .map(|project| mieruka::render_site(&release(project, asked), &templates).unwrap());
    (told, site)
}

struct Town {
    folder: tempfile::TempDir,
}

impl Town {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn staged(&self, out: &Path, asked: Release, only: Option<&Selection>, shards: Option<&Shards>) -> Staged {
        stage(&Order {
            data: &self.path("data"),
            out,
            release: asked,
            templates: Some(&self.path("templates")),
            cache: (only.is_none() && shards.is_none())
                .then(|| self.path("cache"))
                .as_deref(),
            only,
            shards,
            progress: &Unwatched,
        })
    }

    /// Builds upon what is there, and compares with a build from nothing.
    fn build_and_compare(&self, asked: Release, name: &str) {
        let out = self.path(name);
        let before = files_of(&out);
        let (told, expected) = clean(self.folder.path(), &self.path("data"), asked);
        let staged = self.staged(&out, asked, None, None);
        assert_eq!(human::print(&staged.findings, &staged.sources, false), told);
        match (staged.site, expected) {
            (Some(site), Some(expected)) => {
                let site = site.unwrap_or_else(|error| panic!("{error}"));
                assert_eq!(site.files(), expected.len());
                site.publish().unwrap_or_else(|error| panic!("{error}"));
                assert_same(&files_of(&out), &expected);
            }
            (None, None) => assert_same(&files_of(&out), &before),
            (site, expected) => panic!("site: {}, expected: {}", site.is_some(), expected.is_some()),
        }
        let beside = fs::read_dir(self.folder.path()).unwrap();
        let beside: Vec<String> = beside
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with('.') && !name.ends_with("-new"))
            .collect();
        assert_eq!(beside, Vec::<String>::new());
    }

    /// What somebody or something does to the cache and the site between two builds.
    fn disturb(&self, step: &Step) {
        let pick = |folder: &str, number: u8| {
            let files: Vec<PathBuf> = files_of(&self.path(folder))
                .into_keys()
                .map(|name| self.path(folder).join(name))
                .collect();
            files.get(usize::from(number) * files.len().max(1) / 256).cloned()
        };
        match *step {
            Step::Garble(number) => {
                if let Some(path) = pick("cache", number) {
                    let mut content = fs::read(&path).unwrap();
                    match (content.len(), number % 3) {
                        (0, _) => content.push(b'x'),
                        (length, 0) => content.truncate(length / 2),
                        (length, 1) => content[length / 2] ^= 1,
                        _ => content = b"{}".to_vec(),
                    }
                    // The mark alone makes the folder ours.
                    if path.file_name().is_some_and(|name| name != "mieruka-cache") {
                        fs::write(path, content).unwrap();
                    }
                }
            }
            Step::NoCache => drop(fs::remove_dir_all(self.path("cache"))),
            Step::Deface(number) => {
                // The same length, and the old time put back: as well as it can be hidden.
                if let Some(path) = pick("site", number).filter(|path| !path.ends_with("manifest.json")) {
                    let time = fs::metadata(&path).unwrap().modified().unwrap();
                    let mut content = fs::read(&path).unwrap();
                    if let Some(first) = content.first_mut() {
                        *first ^= 1;
                    }
                    fs::write(&path, content).unwrap();
                    fs::File::options()
                        .write(true)
                        .open(&path)
                        .unwrap()
                        .set_modified(time)
                        .unwrap();
                }
            }
            Step::Lose(number) => {
                if let Some(path) = pick("site", number).filter(|path| !path.ends_with("manifest.json")) {
                    fs::remove_file(path).unwrap();
                }
            }
            Step::Litter => {
                fs::create_dir_all(self.path(".site.mieruka-new/p0")).unwrap();
                fs::write(self.path(".site.mieruka-new/p0/index.html"), "half").unwrap();
            }
            _ => {}
        }
    }
}

/// All files of a folder; none when it is not there.
fn files_of(folder: &Path) -> Files {
    if folder.exists() {
        common::files(folder)
    } else {
        Files::new()
    }
}

fn assert_same(found: &Files, expected: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(found), names(expected));
    let wrong: Vec<&String> = found
        .iter()
        .filter(|(name, content)| expected[*name] != **content)
        .map(|(name, _)| name)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn town(data: &Data) -> Town {
    let town = Town {
        folder: tempfile::tempdir().unwrap(),
    };
    for folder in ["data", "templates"] {
        fs::create_dir(town.path(folder)).unwrap();
    }
    data.write(town.folder.path());
    town
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    /// `PROPTEST_CASES=200` for a long run.
    #[test]
    fn a_build_upon_another_gives_what_a_build_from_nothing_gives(steps in proptest::collection::vec(step(), 10)) {
        let mut data = Data::some();
        let town = town(&data);
        town.build_and_compare(Release::PUBLIC, "site");
        for (number, step) in steps.iter().enumerate() {
            data.apply(step);
            data.write(town.folder.path());
            town.disturb(step);
            town.build_and_compare(Release::PUBLIC, "site");
            if number % 4 == 3 {
                // Another edition, from the same cache.
                town.build_and_compare(Release::INTERNAL, "site-internal");
            }
        }
    }
}

#[test]
fn what_did_not_change_is_the_same_file_and_what_changed_is_another() {
    use std::os::unix::fs::MetadataExt as _;
    let mut data = Data::some();
    let town = town(&data);
    town.build_and_compare(Release::PUBLIC, "site");
    let inode = |name: &str| fs::metadata(town.path("site").join(name)).unwrap().ino();
    let files = [
        "p0/measures/a.html",
        "p1/measures/a.html",
        "index.html",
        "assets/site.css",
    ];
    let before = files.map(inode);
    town.build_and_compare(Release::PUBLIC, "site");
    assert_eq!(files.map(inode), before);
    data.apply(&Step::Year(1, 1, 4));
    data.write(town.folder.path());
    town.build_and_compare(Release::PUBLIC, "site");
    let after = files.map(inode);
    assert_eq!((after[0], after[3]), (before[0], before[3]));
    assert_ne!(after[1], before[1]);
}

#[test]
fn shards_that_are_assembled_are_the_site() {
    let mut data = Data::some();
    for step in [
        Step::Continue(2, 0),
        Step::Announce(1),
        Step::Add(3),
        Step::Address,
        Step::Order,
        Step::Year(1, 2, 2),
    ] {
        data.apply(&step);
    }
    let town = town(&data);
    let (told, expected) = clean(town.folder.path(), &town.path("data"), Release::PUBLIC);
    let expected = expected.unwrap();
    let make = |name: &str, only: &Selection| {
        let site = town.staged(&town.path(name), Release::PUBLIC, Some(only), None).site;
        site.unwrap()
            .unwrap_or_else(|error| panic!("{error}"))
            .publish()
            .unwrap();
        town.path(name)
    };
    let by_number = (1..=2).map(|number| make(&format!("shard{number}"), &Selection::Share { number, of: 2 }));
    let by_name = [
        make("one", &Selection::Only(vec!["p0".to_owned()])),
        make("others", &Selection::Only(vec!["p1".to_owned(), "p3".to_owned()])),
    ];
    for folders in [by_number.collect::<Vec<_>>(), by_name.to_vec()] {
        let shards = Shards::open(&folders).unwrap_or_else(|error| panic!("{error}"));
        let staged = town.staged(&town.path("site"), shards.release(), None, Some(&shards));
        assert_eq!(human::print(&staged.findings, &staged.sources, false), told);
        staged
            .site
            .unwrap()
            .unwrap_or_else(|error| panic!("{error}"))
            .publish()
            .unwrap();
        assert_same(&files_of(&town.path("site")), &expected);
        fs::remove_dir_all(town.path("site")).unwrap();
    }
    // What is missing, damaged or of other data is told, and nothing is published.
    let fails = |folders: &[PathBuf]| {
        let shards = match Shards::open(folders) {
            Ok(shards) => shards,
            Err(error) => return error.to_string(),
        };
        let site = town
            .staged(&town.path("site"), shards.release(), None, Some(&shards))
            .site;
        assert!(!town.path("site").exists());
        site.unwrap().err().expect("no site").to_string()
    };
    assert!(fails(&[town.path("one")]).contains("どの分割にもありません"));
    assert!(fails(&[town.path("data")]).contains("分割ではありません"));
    let page = town.path("one/p0/index.html");
    let content = fs::read(&page).unwrap();
    fs::write(&page, "変えた").unwrap();
    assert!(fails(&by_name).contains("変わっています"));
    fs::write(&page, content).unwrap();
    data.apply(&Step::Year(1, 1, 4));
    data.write(town.folder.path());
    assert!(fails(&by_name).contains("どの分割にもありません"));
    data.apply(&Step::Title(9));
    data.write(town.folder.path());
    let other = make("other", &Selection::Only(vec!["p1".to_owned()]));
    assert!(fails(&[town.path("one"), other]).contains("同じサイトの分割ではありません"));
    let site = town
        .staged(
            &town.path("none"),
            Release::PUBLIC,
            Some(&Selection::Only(vec!["p9".to_owned()])),
            None,
        )
        .site;
    assert!(
        site.unwrap()
            .err()
            .unwrap()
            .to_string()
            .contains("計画 p9 がありません")
    );
}

#[test]
fn a_folder_of_others_is_no_cache() {
    let town = town(&Data::some());
    fs::create_dir(town.path("cache")).unwrap();
    fs::write(town.path("cache/letter.txt"), "mine").unwrap();
    let staged = town.staged(&town.path("site"), Release::PUBLIC, None, None);
    assert!(
        staged
            .site
            .unwrap()
            .err()
            .unwrap()
            .to_string()
            .contains("ではないファイル")
    );
    assert_eq!(fs::read_to_string(town.path("cache/letter.txt")).unwrap(), "mine");
    assert!(!town.path("site").exists());
}
