//! The mapping of a table that is imported (対応表): which column says what.

use super::{Dates, Direction, Status, Tag, VintageWord};
use crate::source::{At, Map, Text, shape, words};

shape! {
    /// How tables of others are read (対応表).
    pub struct ImportMapping {
        /// Title of the plan (計画の名称).
        /// 計画の名称です。
        title: Option<At<Text>>,
        /// The body whose plan it is (団体名).
        /// 計画を定めた団体の名称です。
        organisation: Option<At<Text>>,
        /// Names of the levels from above (階層の名称).
        /// 取組の階層の名称を、上から並べます。
        levels: Vec<At<Text>>,
        /// Statuses with their meaning (実施状況の言葉).
        /// 実施状況の言葉と、その意味です。
        statuses: Map<Status>,
        /// Directions with their meaning (方向性の言葉).
        /// 今後の方向性の言葉と、その意味です。
        directions: Map<Direction>,
        /// Tags at the head of an entry with their meaning (タグ).
        /// 取組内容の頭に付く【新規】などの言葉と、その意味です。
        tags: Map<Tag>,
        /// The tables (表).
        /// 取り込む表です。シートごとに1つ書きます。
        tables: Vec<ImportTable>,
    }
}

words! {
    /// What a table has in its rows (表の種類).
    pub enum ImportKind {
        /// 取組の表（1行が1つの取組）
        Measures = "measures",
        /// 指標の表（1行が1つの指標）
        Indicators = "indicators",
        /// 年度の表（1行が1つの年度）
        Years = "years",
    }
}

shape! {
    /// One table (表).
    pub struct ImportTable {
        /// File (ファイル名).
        /// 表のあるファイルの名前です。
        file: At<Text>,
        /// Sheet (シート名); none in a CSV file.
        /// シートの名前です。CSV では書きません。
        sheet: Option<At<Text>>,
        /// What stands in a row (表の種類).
        /// 1行が何を表すかです。
        kind: At<ImportKind>,
        /// Last row of the heads (見出しの最後の行), from 1.
        /// 見出しの最後の行の番号です。データは次の行から始まります。
        head_row: At<u32>,
        /// Last row that is read (データの最後の行).
        /// データの最後の行の番号です。その下の「※」や「注」で始まる行は、年度版の注にします。書かなければ、表の終わりまで読みます。
        last_row: Option<At<u32>>,
        /// Columns (列).
        /// 列ごとに、何が書かれているかです。
        columns: Vec<ImportColumn>,
    }
}

words! {
    /// What a column says (列の役割).
    pub enum ImportRole {
        /// 番号
        Label = "label",
        /// 題名
        Title = "title",
        /// 実施状況
        Status = "status",
        /// 理由
        Reason = "reason",
        /// 方向性
        Direction = "direction",
        /// 取組内容
        Entries = "entries",
        /// 成果
        Results = "results",
        /// 今後の見通し
        Outlook = "outlook",
        /// 目的
        Aim = "aim",
        /// 内容
        Content = "content",
        /// 現状と課題
        Background = "background",
        /// 注
        Note = "note",
        /// 担当課
        Offices = "offices",
        /// 指標の名称
        Indicator = "indicator",
        /// 単位
        Unit = "unit",
        /// 年度や時期
        Period = "period",
        /// 目標設定時の値
        Baseline = "baseline",
        /// 目標
        Target = "target",
        /// 目標の時期
        Deadline = "deadline",
        /// 実績
        Value = "value",
        /// 対目標比較
        RatioToTarget = "ratio-to-target",
        /// 対前年度比較
        RatioToPreviousYear = "ratio-to-previous-year",
        /// 取り込まない
        Ignore = "ignore",
    }
}

shape! {
    /// One column (列).
    pub struct ImportColumn {
        /// Letters of the column (列の記号): A, B, AA.
        /// 列の記号です（例: A、AB）。CSV でも、左から A、B、C と数えます。
        column: At<Text>,
        /// Its head in the table (見出し).
        /// 表の見出しです。公表する表の見出しにもなります。
        head: Option<At<Text>>,
        /// What it says (役割).
        /// 列に何が書かれているかです。
        role: At<ImportRole>,
        /// Level of a label or title, from 1 (階層).
        /// 番号と題名の列の階層です。一番上が1です。
        level: Option<At<u32>>,
        /// Period of figures or targets (時期).
        /// 値や目標の年度か時期です。
        period: Option<At<Dates>>,
        /// Forecast, provisional … (値の段階).
        /// 見込みや速報など、値の段階です。
        vintage: Option<At<VintageWord>>,
        /// Unit of the figures (単位).
        /// 値の単位です。
        unit: Option<At<Text>>,
        /// Whose figures they are, in a table of years (指標の名称).
        /// 年度の表で、どの指標の値かです。
        indicator: Option<At<Text>>,
    }
}
