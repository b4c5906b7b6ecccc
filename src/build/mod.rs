//! From a data folder to a site, one group of plans after the other (計画のまとまり).
//!
//! Plans that say something of one another (引き継ぐ, 関連計画) are a group: they are read, checked and shown together, and nothing
//! on their pages is about any other plan, but that there is a release calendar. So a group is all that has to be in memory; what
//! did not change is taken over from the site as it stands; and groups can be made on many machines.
//!
//! What the whole site says of a plan is its contribution ([`crate::site::Contribution`]); it is kept in the [`Record`] of its group.

mod cache;
mod digests;
mod join;
mod kept;
mod lines;
mod make;
mod means;
mod ready;
mod record;
mod shard;
mod survey;

use std::path::PathBuf;

pub use cache::Cache;
pub use digests::Digests;
pub use make::{Order, Staged, stage};
pub use ready::Ready;
pub use record::{PlanRecord, Record};
pub use shard::{Selection, Shards};
pub use survey::{Glimpses, Group, Survey};

use crate::render::TemplateError;
use crate::site::{Collision, PublishError, RenderError};
use crate::system::reason;

/// Why a site could not be built. The old one is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A page or file could not be made.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The site could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The folder for the cache cannot be used.
    #[error("控えのフォルダー {} を使えません（{}）", folder.display(), reason(source))]
    Cache {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A plan was asked for that is not there.
    #[error("計画 {0} がありません")]
    NoSuchPlan(String),
    /// A folder is no shard.
    #[error("{} は、mieruka build --shard か --only で作った分割ではありません", .0.display())]
    NoShard(PathBuf),
    /// Two shards were made of different things.
    #[error("{} と {} は、同じサイトの分割ではありません。プログラムのバージョン、版と基準日、site.yaml、テンプレートが同じものを指定してください", first.display(), other.display())]
    OtherShard {
        /// The first shard.
        first: PathBuf,
        /// The shard that differs from it.
        other: PathBuf,
    },
    /// A file of a shard is not the one that was written there.
    #[error("分割のファイル {} が、失われているか変わっています。分割を作り直してください", .0.display())]
    DamagedShard(PathBuf),
    /// No shard has a plan as it is in the data now.
    #[error(
        "計画 {0} が、どの分割にもありません。データ、site.yaml、テンプレートが、分割を作ったときと同じかも確かめてください"
    )]
    NotInShards(String),
    /// What is set aside while building cannot be written or read back.
    #[error("作業用のファイルを使えません（{}）", reason(.0))]
    Scratch(std::io::Error),
    /// The folder for the cache holds other files.
    #[error("控えのフォルダー {} には、このプログラムが作ったものではないファイルがあります。空のフォルダーを --cache で指定してください", .0.display())]
    NoCache(PathBuf),
}

impl From<TemplateError> for BuildError {
    fn from(error: TemplateError) -> Self {
        Self::Render(error.into())
    }
}

impl From<Collision> for BuildError {
    fn from(error: Collision) -> Self {
        Self::Render(error.into())
    }
}
