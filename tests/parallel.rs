//! On however many cores a site is made, and in whatever order its files are asked for, it is the same site.

use std::path::Path;

use mieruka::edition::{Release, release};
use mieruka::render::Templates;
use mieruka::site::{Blueprint, MANIFEST};

#[test]
fn one_core_and_many_make_the_same_bytes() {
    let templates = Templates::load(None).unwrap();
    for edition in [Release::PUBLIC, Release::INTERNAL] {
        let made_on = |cores: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().unwrap();
            pool.install(|| {
                let project = mieruka::load(Path::new("data")).project.expect("sound data");
                mieruka::render_site(&release(project, edition), &templates).unwrap()
            })
        };
        let one = made_on(1);
        assert!(one.len() > 700, "{} files", one.len());
        assert!(one == made_on(4), "the files differ");
    }
}

#[test]
fn every_file_can_be_made_alone() {
    let templates = Templates::load(None).unwrap();
    let project = mieruka::load(Path::new("data")).project.expect("sound data");
    let released = release(project, Release::PUBLIC);
    let whole = mieruka::render_site(&released, &templates).unwrap();
    // Making one file makes what it needs anew: of the pages of measures and the like some are enough.
    let alone = whole.iter().filter(|(path, _)| **path != MANIFEST).enumerate();
    for (_, (path, content)) in alone.filter(|(number, (path, _))| !path.contains('/') || number % 40 == 0) {
        let blueprint = Blueprint::of(&released);
        assert!(
            blueprint.file(path, &templates).unwrap().as_ref() == Some(content),
            "{path}"
        );
    }
    let blueprint = Blueprint::of(&released);
    for path in [
        "",
        "none.html",
        "mihon-2021",
        "mihon-2021/",
        "mihon-2021/data/none.csv",
        "../site.yaml",
        MANIFEST,
    ] {
        assert!(blueprint.file(path, &templates).unwrap().is_none(), "{path}");
    }
}
