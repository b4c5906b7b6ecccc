//! `mieruka check`: every finding of all files in one run; writes nothing.

use super::{DataArguments, Exit, Strict, report};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    data: DataArguments,
    #[command(flatten)]
    strict: Strict,
}

impl Check {
    pub(super) fn run(&self) -> Exit {
        let loaded = crate::load(&self.data.data);
        self.strict.judge(report::findings(&loaded, self.data.format), &loaded)
    }
}
