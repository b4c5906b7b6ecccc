//! `site.yaml`: what is said once for the whole site.

use super::{Accessibility, Day};
use crate::source::{At, Id, Text, shape};

shape! {
    /// The whole site (サイト全体).
    pub struct Site {
        /// Title of the site (サイトの題名).
        /// サイトの題名です。すべてのページの上に出ます。
        title: At<Text>,
        /// Who publishes it (発行者).
        /// サイトを公表する団体の名称です。
        publisher: At<Text>,
        /// One or two sentences for the home page, Markdown (説明).
        /// トップページに出す1、2文の説明です。Markdown で書けます。
        description: Option<At<Text>>,
        /// Notice shown on every page (注意書き): for example that the plans are samples.
        /// すべてのページに出す注意書きです（例: 記載例であること）。
        notice: Option<At<Text>>,
        /// Licence of text and data (利用条件), for example `PDL-1.0` or `CC-BY-4.0`.
        /// 文章とデータの利用条件です（例: PDL-1.0、CC-BY-4.0）。
        licence: Option<At<Text>>,
        /// Contact (問合せ先), Markdown.
        /// 問合せ先です。Markdown で書けます。
        contact: Option<At<Text>>,
        /// Accessibility policy and test results (ウェブアクセシビリティ).
        /// ウェブアクセシビリティの方針と、試験の結果です。書くと、それぞれのページができます。
        accessibility: Option<Accessibility>,
        /// Address at which the site is published (公開アドレス), `https://…/`. Only the feed, the site map and the data
        /// catalogue need it; the pages themselves work anywhere.
        /// サイトを公開するアドレスです（例: `https://www.example.jp/plans/`）。更新情報、サイトマップ、データカタログに使います。ページは、書かなくても使えます。
        base_url: Option<At<Text>>,
        /// Order of the plans (計画の並び順), by folder name; plans not named follow by folder name.
        /// 計画の並び順です。フォルダー名を並べます。書いていない計画は、その後にフォルダー名の順で並びます。
        plans: Vec<At<Id>>,
        /// What the public may see by this day is published (公開の基準日): a date. `--as-of` says another. Without it what is
        /// under embargo stays unpublished.
        /// この日に公開できるものを公開します（例: 2021-06-30）。書かなければ、公開解禁日のあるものは公開しません。
        as_of: Option<At<Day>>,
    }
}
