//! Live preview (プレビュー): the site of the data as they stand now, served to this machine alone while they are edited.
//!
//! `watch` says that something may have changed, `keeper` reads again and keeps the last good site, `server` and `answer` give
//! single pages of it, made when they are asked for; nothing is written to the disk. `report` is what was found, for the panel
//! that `weave` adds to every page. What a page says and how it looks is decided elsewhere, by the stages that `build` uses.

mod answer;
mod keeper;
mod report;
mod server;
mod state;
mod watch;
mod weave;

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use crate::edition::Release;
use keeper::Keeper;
use server::Listeners;
use watch::Watch;

/// What is previewed, and where.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The data folder.
    pub data: PathBuf,
    /// The folder of replaced templates.
    pub templates: Option<PathBuf>,
    /// Which edition (版).
    pub release: Release,
    /// Port on this machine; 0 for any that is free.
    pub port: u16,
}

/// What the person at the terminal is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Pages can be looked at.
    Serving {
        /// The port.
        port: u16,
    },
    /// The system does not tell of changes here; the folders are looked through instead.
    LookingThrough,
    /// The data were read again.
    Read {
        /// Whether the pages now show them; else they show what was good last, if anything was.
        shown: bool,
        /// What was found, in numbers.
        summary: String,
        /// How long it took.
        took: Duration,
    },
}

/// A preview that cannot begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// Another program listens at the port.
    #[error(
        "ポート {0} は、ほかのプログラムが使っています。--port に別の番号を付けてください（--port 0 なら、空いている番号を選びます）"
    )]
    PortTaken(u16),
    /// The port cannot be used.
    #[error("ポート {port} を開けません")]
    Port {
        /// The port.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The system gives no threads, sockets or signals.
    #[error("プレビューを始められません")]
    System(#[from] io::Error),
    /// The part that reads the data ended, which it never should.
    #[error("データを読む処理が止まりました。もう一度始めてください")]
    Stopped,
}

/// Serves the preview until the program is asked to end (Ctrl+C, SIGTERM).
pub fn run(settings: Settings, tell: impl Fn(Notice) + Send + 'static) -> Result<(), PreviewError> {
    let listeners = Listeners::bind(settings.port)?;
    let port = listeners.port();
    let mut watch = Watch::new(std::iter::once(&settings.data).chain(&settings.templates).cloned());
    let (mut keeper, states) = Keeper::new(settings);
    keeper.read(&tell);
    if !watch.is_told() {
        tell(Notice::LookingThrough);
    }
    tell(Notice::Serving { port });
    std::thread::Builder::new()
        .name("keeper".to_owned())
        .spawn(move || keeper.keep(&mut watch, &tell))?;
    server::run(listeners, states)
}
