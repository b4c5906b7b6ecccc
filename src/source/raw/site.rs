//! `site.yaml`: what is said once for the whole site.

use crate::source::{At, Id, Text, shape};

shape! {
    /// The whole site (サイト全体).
    pub struct Site {
        /// Title of the site (サイトの題名).
        title: At<Text>,
        /// Who publishes it (発行者).
        publisher: At<Text>,
        /// One or two sentences for the home page, Markdown (説明).
        description: Option<At<Text>>,
        /// Notice shown on every page (注意書き): for example that the plans are samples.
        notice: Option<At<Text>>,
        /// Licence of text and data (利用条件), for example `PDL-1.0` or `CC-BY-4.0`.
        licence: Option<At<Text>>,
        /// Contact (問合せ先), Markdown.
        contact: Option<At<Text>>,
        /// Order of the plans (計画の並び順), by folder name; plans not named follow by folder name.
        plans: Vec<At<Id>>,
    }
}
