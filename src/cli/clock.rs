//! The one clock: shows how a long work goes on, and sums up what took how long.
//!
//! On a terminal a bar appears when the work is not over at once; elsewhere (CI, a log) a line is written now and then. All of it
//! goes to the error stream, so that what is printed for programs stays as it is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use unicode_width::UnicodeWidthStr as _;

use super::report;
use crate::progress::{Progress, Step};

/// Work that is over sooner needs no bar.
const AT_ONCE: Duration = Duration::from_millis(400);
/// Time between two lines in a log.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// The clock of a command.
#[derive(Debug)]
pub(super) struct Clock {
    begun: Instant,
    shown: Shown,
    expected: AtomicUsize,
    done: AtomicUsize,
    pages: AtomicUsize,
    took: Mutex<BTreeMap<Step, Sum>>,
}

#[derive(Debug)]
enum Shown {
    Nothing,
    Bar(ProgressBar),
    /// When the last line was written.
    Lines(Mutex<Instant>),
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Sum {
    times: usize,
    took: Duration,
}

thread_local! {
    /// The steps that this thread is in: what each took so far, and since when it goes on.
    static STEPS: RefCell<Vec<(Step, Duration, Instant)>> = const { RefCell::new(Vec::new()) };
}

impl Clock {
    /// Begins to count; shows how it goes on only if asked.
    pub(super) fn new(is_shown: bool) -> Self {
        let begun = Instant::now();
        let shown = if !is_shown {
            Shown::Nothing
        } else if std::io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}");
            Shown::Bar(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
        } else {
            Shown::Lines(Mutex::new(begun))
        };
        Self {
            begun,
            shown,
            expected: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            pages: AtomicUsize::new(0),
            took: Mutex::default(),
        }
    }

    /// Takes the bar away: other lines follow.
    pub(super) fn clear(&self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }

    /// What took how long, longest first, with the whole in front.
    pub(super) fn table(&self) -> Vec<String> {
        let took = self.took.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rows: Vec<(String, Sum)> = took.iter().map(|(step, sum)| (name(*step), *sum)).collect();
        rows.sort_by(|(one, of_one), (other, of_other)| of_other.took.cmp(&of_one.took).then(one.cmp(other)));
        let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let row = |(name, sum): &(String, Sum)| {
            let gap = " ".repeat(width - name.width());
            format!("  {name}{gap} {:>7}回 {:>9.3}秒", sum.times, sum.took.as_secs_f64())
        };
        let all = format!(
            "かかった時間 {:.3}秒（内訳は、すべてのコアで働いた時間の合計）",
            self.begun.elapsed().as_secs_f64()
        );
        std::iter::once(all).chain(rows.iter().map(row)).collect()
    }

    /// Says how far it is, where and when that is wanted.
    fn say(&self) {
        let count = |number: &AtomicUsize| number.load(Ordering::Relaxed);
        let (done, expected, pages) = (count(&self.done), count(&self.expected), count(&self.pages));
        match &self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar) => {
                if bar.is_hidden() {
                    if self.begun.elapsed() < AT_ONCE {
                        return;
                    }
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
                bar.set_length(expected as u64);
                bar.set_position(done as u64);
                bar.set_message(format!("{pages} ページ"));
            }
            Shown::Lines(last) => {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if last.elapsed() >= BETWEEN_LINES {
                    *last = Instant::now();
                    report::line(&format!(
                        "{done}/{expected} 組の計画、{pages} ページ（{} 秒）",
                        self.begun.elapsed().as_secs()
                    ));
                }
            }
        }
    }
}

impl Progress for Clock {
    fn expect(&self, parts: usize) {
        self.expected.fetch_add(parts, Ordering::Relaxed);
    }

    fn done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        self.say();
    }

    fn begin(&self, step: Step) {
        let now = Instant::now();
        STEPS.with_borrow_mut(|steps| {
            if let Some((_, took, since)) = steps.last_mut() {
                *took += now - *since;
            }
            steps.push((step, Duration::ZERO, now));
        });
    }

    fn end(&self) {
        let now = Instant::now();
        let ended = STEPS.with_borrow_mut(|steps| {
            let ended = steps.pop();
            if let Some((_, _, since)) = steps.last_mut() {
                *since = now;
            }
            ended
        });
        let Some((step, took, since)) = ended else { return };
        {
            let mut sums = self.took.lock().unwrap_or_else(PoisonError::into_inner);
            let sum = sums.entry(step).or_default();
            sum.times += 1;
            sum.took += took + (now - since);
        }
        if matches!(step, Step::Page(_)) {
            self.pages.fetch_add(1, Ordering::Relaxed);
            self.say();
        }
    }
}

fn name(step: Step) -> String {
    match step {
        Step::Looking => "フォルダーを見る",
        Step::Reading => "YAML を読む",
        Step::Checking => "点検",
        Step::TakingOver => "前回のものを引き継ぐ",
        Step::Releasing => "版を作る",
        Step::Page(template) => return format!("ページ {template}"),
        Step::Downloads => "ダウンロードのファイル",
        Step::Search => "検索の索引",
        Step::Joining => "サイト全体のファイル",
        Step::Writing => "書き出し",
        Step::Publishing => "サイトの入れ替え",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::during;

    #[test]
    fn a_step_within_a_step_is_counted_once() {
        let clock = Clock::new(false);
        let nap = || std::thread::sleep(Duration::from_millis(30));
        during(&clock, Step::Writing, || {
            nap();
            during(&clock, Step::Page("plan.html"), nap);
            during(&clock, Step::Page("plan.html"), nap);
        });
        let sums = clock.took.lock().unwrap().clone();
        assert_eq!(
            (sums[&Step::Writing].times, sums[&Step::Page("plan.html")].times),
            (1, 2)
        );
        let all: Duration = sums.values().map(|sum| sum.took).sum();
        assert!(all <= clock.begun.elapsed());
        assert!(sums[&Step::Page("plan.html")].took >= Duration::from_millis(60));
        assert!(sums[&Step::Writing].took >= Duration::from_millis(30));
        let table = clock.table();
        assert_eq!(table.len(), 3);
        assert!(
            table[1].contains("ページ plan.html") && table[1].contains("2回"),
            "{table:?}"
        );
        // Full-width names, and the figures below each other.
        assert_eq!(table[1].width(), table[2].width());
    }
}
