//! Web accessibility of the site (ウェブアクセシビリティ): what is aimed at, and what tests have found.

use super::Prose;
use crate::calendar::Period;

/// Policy and results of tests.
#[derive(Debug, Clone)]
pub struct Accessibility {
    /// What is aimed at (ウェブアクセシビリティ方針).
    pub policy: AccessibilityPolicy,
    /// What tests have found (試験結果), newest first.
    pub results: Vec<AccessibilityTest>,
}

/// A policy (ウェブアクセシビリティ方針).
#[derive(Debug, Clone)]
pub struct AccessibilityPolicy {
    /// Date of publication (公表日).
    pub published: Option<Period>,
    /// Level aimed at (目標とする適合レベル).
    pub level: ConformanceLevel,
    /// Degree aimed at (目標とする対応度).
    pub conformity: Conformity,
    /// Pages it covers (対象範囲).
    pub scope: Prose,
    /// By when (達成期限).
    pub deadline: Option<Period>,
    /// What is left out (例外事項).
    pub exceptions: Vec<Prose>,
    /// What is done beyond the level (追加する達成基準など).
    pub additional: Vec<Prose>,
    /// What is not met yet (現在の課題と今後の対応).
    pub issues: Vec<Prose>,
    /// Where to tell of difficulties (問合せ先).
    pub contact: Option<Prose>,
}

/// The result of a test (試験結果).
#[derive(Debug, Clone)]
pub struct AccessibilityTest {
    /// Date of publication (表明日).
    pub published: Period,
    /// Level that was aimed at (目標とした適合レベル).
    pub level: ConformanceLevel,
    /// Degree that the test has shown (対応度).
    pub conformity: Conformity,
    /// When it was tested (試験実施期間).
    pub tested: Period,
    /// Who tested (試験実施者).
    pub tester: Option<String>,
    /// Which pages it speaks for (対象となるウェブページ).
    pub scope: Prose,
    /// Technologies relied upon (依存したウェブコンテンツ技術).
    pub technologies: Vec<String>,
    /// How the tested pages were chosen (ウェブページを選択した方法).
    pub selection: Option<Prose>,
    /// Pages that were tested: title and address.
    pub pages: Vec<(String, Option<String>)>,
    /// Tools and ways of testing (試験の道具と方法).
    pub tools: Vec<Prose>,
    /// What was found for each criterion that the publisher has answered for, in the order of the standard.
    pub criteria: Vec<CriterionResult>,
    /// What will be done about what is not met (今後の対応方針).
    pub remedy: Option<Prose>,
    /// Notes (注).
    pub notes: Vec<Prose>,
}

/// What was found for a criterion.
#[derive(Debug, Clone)]
pub struct CriterionResult {
    /// The criterion.
    pub criterion: &'static Criterion,
    /// What was found.
    pub outcome: Outcome,
    /// How it was tested, or what is missing.
    pub note: Option<Prose>,
}

/// Level of conformance (適合レベル).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConformanceLevel {
    /// レベルA
    A,
    /// レベルAA
    Aa,
    /// レベルAAA
    Aaa,
}

/// Degree (対応度) after WAIC's guideline 対応度表記ガイドライン. Only the publisher claims one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformity {
    /// 準拠: tested, everything met, the results published.
    Conformant,
    /// 一部準拠: tested, not everything met, with what will be done about it.
    Partial,
    /// 配慮: made with regard to the criteria; no claim.
    Considered,
}

/// What a test has found for a criterion (達成基準の結果).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 達成
    Met,
    /// 不達成
    NotMet,
    /// 適用なし: the pages have nothing it speaks of.
    NotApplicable,
    /// 未試験
    NotTested,
}

/// A success criterion (達成基準) of the standard.
#[derive(Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Number: `1.4.3`.
    pub number: &'static str,
    /// Level it belongs to.
    pub level: ConformanceLevel,
    /// Name, without の達成基準.
    pub name: &'static str,
}

impl Criterion {
    /// The criterion of that number.
    pub fn numbered(number: &str) -> Option<&'static Self> {
        CRITERIA.iter().find(|criterion| criterion.number == number)
    }

    /// The criteria of a level, with those of the levels below it.
    pub fn up_to(level: ConformanceLevel) -> impl Iterator<Item = &'static Self> {
        CRITERIA.iter().filter(move |criterion| criterion.level <= level)
    }
}

macro_rules! criteria {
    ($($number:literal $level:ident $name:literal;)*) => {
        /// The success criteria (達成基準) of JIS X 8341-3:2016, which are those of WCAG 2.0, in its order and words.
        pub const CRITERIA: &[Criterion] = &[
            $(Criterion { number: $number, level: ConformanceLevel::$level, name: $name }),*
        ];
    };
}

criteria! {
    "1.1.1" A "非テキストコンテンツ";
    "1.2.1" A "音声だけ及び映像だけ（収録済み）";
    "1.2.2" A "キャプション（収録済み）";
    "1.2.3" A "音声解説又はメディアに対する代替コンテンツ（収録済み）";
    "1.2.4" Aa "キャプション（ライブ）";
    "1.2.5" Aa "音声解説（収録済み）";
    "1.2.6" Aaa "手話（収録済み）";
    "1.2.7" Aaa "拡張音声解説（収録済み）";
    "1.2.8" Aaa "メディアに対する代替コンテンツ（収録済み）";
    "1.2.9" Aaa "音声だけ（ライブ）";
    "1.3.1" A "情報及び関係性";
    "1.3.2" A "意味のある順序";
    "1.3.3" A "感覚的な特徴";
    "1.4.1" A "色の使用";
    "1.4.2" A "音声の制御";
    "1.4.3" Aa "コントラスト（最低限レベル）";
    "1.4.4" Aa "テキストのサイズ変更";
    "1.4.5" Aa "文字画像";
    "1.4.6" Aaa "コントラスト（高度レベル）";
    "1.4.7" Aaa "小さな背景音又は背景音なし";
    "1.4.8" Aaa "視覚的提示";
    "1.4.9" Aaa "文字画像（例外なし）";
    "2.1.1" A "キーボード";
    "2.1.2" A "キーボードトラップなし";
    "2.1.3" Aaa "キーボード（例外なし）";
    "2.2.1" A "タイミング調整可能";
    "2.2.2" A "一時停止，停止及び非表示";
    "2.2.3" Aaa "タイミング非依存";
    "2.2.4" Aaa "割込み";
    "2.2.5" Aaa "再認証";
    "2.3.1" A "3回のせん（閃）光，又はしきい（閾）値以下";
    "2.3.2" Aaa "3回のせん（閃）光";
    "2.4.1" A "ブロックスキップ";
    "2.4.2" A "ページタイトル";
    "2.4.3" A "フォーカス順序";
    "2.4.4" A "リンクの目的（コンテキスト内）";
    "2.4.5" Aa "複数の手段";
    "2.4.6" Aa "見出し及びラベル";
    "2.4.7" Aa "フォーカスの可視化";
    "2.4.8" Aaa "現在位置";
    "2.4.9" Aaa "リンクの目的（リンクだけ）";
    "2.4.10" Aaa "セクション見出し";
    "3.1.1" A "ページの言語";
    "3.1.2" Aa "一部分の言語";
    "3.1.3" Aaa "一般的ではない用語";
    "3.1.4" Aaa "略語";
    "3.1.5" Aaa "読解レベル";
    "3.1.6" Aaa "発音";
    "3.2.1" A "フォーカス時";
    "3.2.2" A "入力時";
    "3.2.3" Aa "一貫したナビゲーション";
    "3.2.4" Aa "一貫した識別性";
    "3.2.5" Aaa "要求による変化";
    "3.3.1" A "エラーの特定";
    "3.3.2" A "ラベル又は説明";
    "3.3.3" Aa "エラー修正の提案";
    "3.3.4" Aa "エラー回避（法的，金融及びデータ）";
    "3.3.5" Aaa "ヘルプ";
    "3.3.6" Aaa "エラー回避（全て）";
    "4.1.1" A "構文解析";
    "4.1.2" A "名前（name），役割（role）及び値（value）";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_has_25_13_and_23_criteria() {
        let levels = [ConformanceLevel::A, ConformanceLevel::Aa, ConformanceLevel::Aaa];
        let counts = levels.map(|level| CRITERIA.iter().filter(|one| one.level == level).count());
        assert_eq!(counts, [25, 13, 23]);
        assert_eq!(Criterion::up_to(ConformanceLevel::Aa).count(), 38);
    }

    #[test]
    fn numbers_are_unique_and_in_order() {
        let parts = |one: &Criterion| -> Vec<u8> { one.number.split('.').map(|part| part.parse().unwrap()).collect() };
        assert!(CRITERIA.windows(2).all(|pair| parts(&pair[0]) < parts(&pair[1])));
        assert_eq!(Criterion::numbered("2.4.10").unwrap().name, "セクション見出し");
    }
}
