//! What a long work tells of itself while it goes on (進み具合). Who works names the steps; who listens has the clock.

use std::fmt::Debug;

/// A step of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The data folder is looked through.
    Looking,
    /// Files become raw shapes.
    Reading,
    /// The data are checked.
    Checking,
    /// What did not change is taken over.
    TakingOver,
    /// The data become the model, and what may be shown of it.
    Releasing,
    /// A page is made; its template says of which kind.
    Page(&'static str),
    /// Files for download.
    Downloads,
    /// The search index.
    Search,
    /// What joins all plans.
    Joining,
    /// Files are written.
    Writing,
    /// The new site takes the place of the old one.
    Publishing,
}

/// Somebody who listens. Steps begin and end on the thread that does them; a step may begin within another, which then waits.
pub trait Progress: Sync + Debug {
    /// So many parts are to be done.
    fn expect(&self, _parts: usize) {}
    /// One part is done.
    fn done(&self) {}
    /// A step begins.
    fn begin(&self, _step: Step) {}
    /// The step that began last on this thread ends.
    fn end(&self) {}
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Progress for Unwatched {}

/// Does a step.
pub fn during<T>(progress: &dyn Progress, step: Step, work: impl FnOnce() -> T) -> T {
    progress.begin(step);
    let done = work();
    progress.end();
    done
}
