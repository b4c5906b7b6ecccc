//! What can be wrong with a written date, said to the person who wrote it, and what to write instead.

use thiserror::Error;

/// Why a date (時期) could not be read. The message says what is wrong; [`remedy`](Self::remedy) what to write instead.
///
/// `text` quotes what was written, in half-width and without spaces.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeriodError {
    /// Nothing is written.
    #[error("時期が書かれていません。")]
    Empty,
    /// Not one of the ways to write a date.
    #[error("「{text}」は時期として読めません。")]
    Unreadable {
        /// What was written.
        text: String,
    },
    /// A year without its era (27年度) where none was declared.
    #[error("「{text}」には元号がなく、どの年か決められません。")]
    EraMissing {
        /// What was written.
        text: String,
        /// The number of the year.
        year: u32,
    },
    /// A year told from an unnamed day (昨年, 前年度).
    #[error("「{text}」は、いつから見た年か決められません。")]
    Relative {
        /// What was written.
        text: String,
    },
    /// The year 0 of an era.
    #[error("「{text}」という年はありません。元号の最初の年は元年（1年）です。")]
    YearZero {
        /// What was written.
        text: String,
        /// The short form of the first year of that era, `R1`.
        first_year: String,
    },
    /// A year outside the years that are read.
    #[error("「{text}」は扱える範囲（年度・年は1868～2200、月日は1873年1月1日～2201年3月31日）の外です。")]
    OutOfRange {
        /// What was written.
        text: String,
    },
    /// A month that is not one of twelve.
    #[error("「{text}」の{month}月という月はありません。")]
    NoSuchMonth {
        /// What was written.
        text: String,
        /// The number given for the month.
        month: u32,
    },
    /// A day its month does not have.
    #[error("「{text}」という日はありません。{year}年{month}月は{last_day}日までです。")]
    NoSuchDay {
        /// What was written.
        text: String,
        /// The western year.
        year: i32,
        /// The month.
        month: u32,
        /// How many days that month has.
        last_day: u32,
    },
    /// A year, month or day named after an era it does not belong to (平成31年5月).
    #[error("「{text}」は{era}の期間に入りません。")]
    OtherEra {
        /// What was written.
        text: String,
        /// The era that was written.
        era: &'static str,
        /// The same date in its own era.
        correct: String,
    },
    /// The era year and the western year of one date are not the same year.
    #[error("「{text}」は、前が{first}年、かっこの中が{second}年を指し、食い違っています。")]
    YearsDisagree {
        /// What was written.
        text: String,
        /// The western year of the first part.
        first: i32,
        /// The western year of the part in parentheses.
        second: i32,
    },
    /// A span that ends before it begins.
    #[error("「{text}」は、終わりが始まりより前です。")]
    Backwards {
        /// What was written.
        text: String,
    },
    /// A span from a fiscal year to a calendar year, or the other way round.
    #[error("「{text}」は、年度と年が混ざっています。")]
    MixedYears {
        /// What was written.
        text: String,
    },
    /// 見込み, which belongs to the value and not to its date.
    #[error("「{text}」の「見込み」は時期ではなく、値の区分です。")]
    Forecast {
        /// What was written.
        text: String,
        /// The date that is left without it.
        date: String,
    },
    /// A date, but not the fiscal year (年度) that is asked for here.
    #[error("ここには年度を書きますが、「{text}」は年度ではありません。")]
    NotFiscalYear {
        /// What was written.
        text: String,
        /// The fiscal year it lies in, when there is one: `令和2年度`.
        within: Option<String>,
    },
}

impl PeriodError {
    /// What to write instead (直し方), one or two sentences.
    pub fn remedy(&self) -> String {
        match self {
            Self::Empty => "「R2」「令和2年度」「令和2年7月」「2020-04-01」のように書いてください。".to_owned(),
            Self::Unreadable { .. } => {
                "年度は「R2」「2020」「令和2年度」、年度末は「令和2年度末」、年は「2020年」、月は「令和2年7月」「2020-07」、日は「2020-04-01」、\
                 期間は「2018年8月～2021年1月」のように書いてください。"
                    .to_owned()
            }
            Self::EraMissing { year, .. } => {
                format!("平成なら「H{year}」、令和なら「R{year}」のように元号を付けるか、西暦の4桁で書いてください。")
            }
            Self::Relative { .. } => "「前年度」や「昨年」の代わりに、「R1」や「2019年」のように年そのものを書いてください。".to_owned(),
            Self::YearZero { first_year, .. } => format!("元年なら「{first_year}」と書いてください。"),
            Self::OutOfRange { .. } => "元号と数字、または西暦の4桁に書き誤りがないか確かめてください。".to_owned(),
            Self::NoSuchMonth { .. } => "月は1から12で書いてください。2年以上にわたる期間は「2020～2021」のように「～」で書いてください。".to_owned(),
            Self::NoSuchDay { year, month, last_day, .. } => {
                format!("月の最後の日なら「{year}年{month}月末」または「{year}-{month:02}-{last_day:02}」と書いてください。")
            }
            Self::OtherEra { correct, .. } => format!("同じ時期は「{correct}」です。そのように書くか、年を確かめてください。"),
            Self::YearsDisagree { first, second, .. } => {
                format!("{first}年と{second}年のどちらが正しいかを確かめ、和暦か西暦の一方だけを書いてください。")
            }
            Self::Backwards { .. } => "始まりと終わりの年月を確かめ、早い方を先に書いてください。".to_owned(),
            Self::MixedYears { .. } => "「平成27年度～令和2年度」「2015年～2020年」のように、両方を年度か、両方を年にそろえてください。".to_owned(),
            Self::Forecast { date, .. } => format!("時期は「{date}」とだけ書き、見込みであることは vintage: forecast に書いてください。"),
            Self::NotFiscalYear { within: Some(year), .. } => format!("「{year}」のことなら、そのように年度で書いてください。"),
            Self::NotFiscalYear { within: None, .. } => "「R2」「2020」「令和2年度」のように、一つの年度を書いてください。".to_owned(),
        }
    }
}
