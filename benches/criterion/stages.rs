//! Each stage of a build alone, on the data set S: `cargo bench --manifest-path benches/Cargo.toml`.

#[allow(dead_code, reason = "the larger sizes are for whole builds")]
#[path = "../../tests/support/datasets.rs"]
mod datasets;

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use mieruka::diagnostic::Findings;
use mieruka::edition::{Release, release};
use mieruka::evaluate::{assess_indicator, histories};
use mieruka::model::{Audience, Project};
use mieruka::render::{Templates, markdown};
use mieruka::view::search;
use mieruka::{chart, check, render_site, site};

fn stages(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    datasets::write(&data, datasets::Size::S).unwrap();
    let read = || mieruka::read(&data).project.unwrap();
    let raw = read();
    let project: Project = check::lower(&raw);
    let released = release(project.clone(), Release::PUBLIC);
    let templates = Templates::load(None).unwrap();
    let files = render_site(&released, &templates).unwrap();
    let series = || {
        let plans = project.plans.iter();
        plans.flat_map(|plan| plan.indicators.iter().map(move |indicator| (plan, indicator)))
    };

    criterion.bench_function("load", |bench| bench.iter(read));
    criterion.bench_function("check", |bench| {
        bench.iter(|| check::run(&raw, &mut Findings::default()));
    });
    criterion.bench_function("lower", |bench| bench.iter(|| check::lower(&raw)));
    criterion.bench_function("release", |bench| {
        bench.iter_batched(
            || project.clone(),
            |project| release(project, Release::PUBLIC),
            BatchSize::LargeInput,
        );
    });
    criterion.bench_function("evaluate", |bench| {
        bench.iter(|| {
            for (plan, indicator) in series() {
                black_box(assess_indicator(&project, plan, indicator, None));
            }
        });
    });
    criterion.bench_function("chart", |bench| {
        bench.iter(|| {
            for (plan, indicator) in series() {
                let histories = histories(&project, plan, indicator, None);
                let assessments = assess_indicator(&project, plan, indicator, None);
                black_box(chart::trend(indicator, &histories, &assessments, "chart"));
            }
        });
    });
    criterion.bench_function("markdown", |bench| {
        bench.iter(|| {
            for edition in project.plans.iter().flat_map(|plan| &plan.editions) {
                for answer in edition.answers.values() {
                    for entry in answer.entries.items() {
                        black_box(markdown::inline(&entry.text));
                    }
                }
            }
        });
    });
    criterion.bench_function("render", |bench| {
        bench.iter(|| render_site(&released, &templates).unwrap())
    });
    criterion.bench_function("search index", |bench| {
        bench.iter(|| {
            for plan in &released.plans {
                black_box(search::items(plan));
            }
        });
    });
    let mut turn = 0;
    criterion.bench_function("write", |bench| {
        bench.iter(|| {
            turn += 1;
            site::publish(&files, &folder.path().join(format!("site-{turn}")), Audience::Public).unwrap()
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = stages
}
criterion_main!(benches);
