//! What can be wrong with a written number, said to the person who wrote it, and what to write instead.

use thiserror::Error;

use super::number::Number;

/// Why a number (数値) could not be read. The message says what is wrong; [`remedy`](Self::remedy) what to write instead, with
/// the number itself where the text leaves no doubt about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Nothing is written.
    #[error("数が書かれていません。")]
    Empty,
    /// A percent sign: 50%.
    #[error("「{text}」に「%」が付いています。")]
    Percent {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
    },
    /// A unit: 347人.
    #[error("「{text}」に単位「{unit}」が付いています。")]
    Unit {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
        /// The unit (単位).
        unit: String,
    },
    /// A printed mark of a negative number: △3, −3.
    #[error("「{text}」の「{mark}」は負の数の印として読めません。")]
    NegativeMark {
        /// As written.
        text: String,
        /// The mark.
        mark: char,
        /// The number meant.
        plain: Number,
    },
    /// A plus sign: +5.
    #[error("「{text}」に「+」が付いています。")]
    PlusSign {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
    },
    /// Commas, spaces or underscores (桁区切り): 1,910.
    #[error("「{text}」に桁区切りのコンマや空白が入っています。")]
    Separator {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
    },
    /// Separators that do not stand every three digits: 1,91.
    #[error("「{text}」のコンマや空白は3桁ごとの区切りになっておらず、どの数か決められません。")]
    Grouping {
        /// As written.
        text: String,
    },
    /// Scientific notation (指数表記): 1e5.
    #[error("「{text}」は指数で書かれています。")]
    Exponent {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
    },
    /// No digit before or after the point: .5 or 5.
    #[error("「{text}」の小数点の前か後に数字がありません。")]
    DigitMissing {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
    },
    /// Zeros in front: 010.
    #[error("「{text}」の先頭に余分な0があります。")]
    LeadingZero {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
    },
    /// Full-width figures (全角): ５０.
    #[error("「{text}」に全角の文字が使われています。")]
    FullWidth {
        /// As written.
        text: String,
        /// The number meant.
        plain: Number,
    },
    /// More digits before the point than any figure needs.
    #[error("「{text}」の整数部分は18桁までです。")]
    TooManyDigits {
        /// As written.
        text: String,
    },
    /// More decimals than any figure needs.
    #[error("「{text}」の小数部分は9桁までです。")]
    TooManyDecimals {
        /// As written.
        text: String,
    },
    /// Not a number at all, or more than a number: NaN, 約50, 50%以上, 200 (224).
    #[error("「{text}」は数として読めません。")]
    NotANumber {
        /// As written.
        text: String,
    },
}

impl NumberError {
    /// The number that was meant, when the text leaves no doubt about it.
    pub fn plain(&self) -> Option<Number> {
        match self {
            Self::Percent { plain, .. }
            | Self::Unit { plain, .. }
            | Self::NegativeMark { plain, .. }
            | Self::PlusSign { plain, .. }
            | Self::Separator { plain, .. }
            | Self::Exponent { plain, .. }
            | Self::DigitMissing { plain, .. }
            | Self::LeadingZero { plain, .. }
            | Self::FullWidth { plain, .. } => Some(*plain),
            Self::Empty
            | Self::Grouping { .. }
            | Self::TooManyDigits { .. }
            | Self::TooManyDecimals { .. }
            | Self::NotANumber { .. } => None,
        }
    }

    /// What to write instead (直し方).
    pub fn remedy(&self) -> String {
        match self {
            Self::Percent { plain, .. } => {
                format!("「{plain}」と書き、「%」は unit に書いてください。")
            }
            Self::Unit { plain, unit, .. } => {
                format!("「{plain}」と書き、「{unit}」は unit に書いてください。")
            }
            Self::NegativeMark { plain, .. }
            | Self::PlusSign { plain, .. }
            | Self::Separator { plain, .. }
            | Self::Exponent { plain, .. }
            | Self::DigitMissing { plain, .. }
            | Self::LeadingZero { plain, .. }
            | Self::FullWidth { plain, .. } => format!("「{plain}」と書いてください。"),
            Self::Grouping { .. } => {
                "元の資料で数を確かめ、「1910」のように区切りのない数で書いてください。".to_owned()
            }
            Self::TooManyDigits { .. } | Self::TooManyDecimals { .. } => {
                "桁数を確かめてください。大きな数は、単位を「千円」「万回」などにして書けます。".to_owned()
            }
            Self::Empty | Self::NotANumber { .. } => {
                "「1910」「-3」「13.0」のように、半角の数だけを書いてください。".to_owned()
            }
        }
    }
}
