//! Who may see what, and from when (取扱い): the same keys wherever something can be internal.

use super::Day;
use crate::source::{At, Text, shape, words};

words! {
    /// For whom something is (公開・内部).
    pub enum Audience {
        /// 公開
        Public = "public",
        /// 内部限り
        Internal = "internal",
    }
}

shape! {
    /// The head of a narrative page (ページの取扱い), between two lines `---` above its title.
    pub struct PageHandling {
        /// `internal` for the internal edition alone (内部限り). Default: `public`.
        /// 公開（public）か、内部限り（internal）かです。書かなければ、公開します。
        audience: Option<At<Audience>>,
        /// First day on which the public may see it (公開解禁日): a date.
        /// 公開できる最初の日です（例: 2021-06-30）。それより前の日には、公開するサイトに出ません。
        embargo: Option<At<Day>>,
        /// Editor's remark, never published (内部メモ), Markdown.
        /// 内部の覚え書きです。公開するサイトには出ません。Markdown で書けます。
        internal: Option<At<Text>>,
    }
}
