//! Web accessibility of the site (ウェブアクセシビリティ), part of `site.yaml`: the policy and the results of tests, in the terms
//! of JIS X 8341-3:2016 and of WAIC's ウェブコンテンツの JIS X 8341-3:2016 対応度表記ガイドライン.

use super::Dates;
use crate::diagnostic::Findings;
use crate::source::{At, Decode, Map, Node, Text, shape, words};

shape! {
    /// Web accessibility (ウェブアクセシビリティ): what is aimed at, and what tests have found. Each gives a page, linked at the foot of
    /// every page.
    pub struct Accessibility {
        /// What is aimed at (ウェブアクセシビリティ方針).
        /// ウェブアクセシビリティ方針です。目標とする適合レベルと、対象にするページなどを書きます。
        policy: AccessibilityPolicy,
        /// What tests have found (試験結果), newest first.
        /// 試験の結果を、新しい順に書きます。まだ試験をしていなければ、書きません。
        results: Vec<AccessibilityTest>,
    }
}

shape! {
    /// A policy (ウェブアクセシビリティ方針): scope, level aimed at, deadline, exceptions.
    pub struct AccessibilityPolicy {
        /// Date of publication (公表日).
        /// 方針を公表した日です（例: 2021-04-01）。
        published: Option<At<Dates>>,
        /// Standard (規格).
        /// もとにする規格の名称です。
        standard: At<AccessibilityStandard>,
        /// Level of conformance aimed at (目標とする適合レベル).
        /// 目標とする適合レベルです（例: AA）。
        level: At<ConformanceLevel>,
        /// Degree aimed at (目標とする対応度).
        /// 目標とする対応度です。準拠なら conformant、一部準拠なら partial、配慮なら considered と書きます。
        conformity: At<Conformity>,
        /// Pages it covers (対象範囲), Markdown.
        /// 方針の対象にするページです。Markdown で書けます。
        scope: At<Text>,
        /// By when the level is to be reached (達成期限).
        /// 目標を達成する期限です（例: 2022-03-31）。
        deadline: Option<At<Dates>>,
        /// What is left out and why (例外事項), Markdown.
        /// 方針の対象から外すものと、その理由の一覧です。Markdown で書けます。
        exceptions: Vec<At<Text>>,
        /// What is done beyond the level (追加する達成基準など), Markdown.
        /// 目標とするレベルのほかに取り組むことの一覧です。Markdown で書けます。
        additional: Vec<At<Text>>,
        /// What is known not to be met yet, and what will be done (現在の課題と今後の対応), Markdown.
        /// まだ満たしていないことと、今後の対応の一覧です。Markdown で書けます。
        issues: Vec<At<Text>>,
        /// Where to tell of difficulties (問合せ先), Markdown. Default: the contact of the site.
        /// 使いにくいときの問合せ先です。書かなければ、サイトの問合せ先（contact）です。Markdown で書けます。
        contact: Option<At<Text>>,
    }
}

shape! {
    /// The result of a test (試験結果), with what JIS X 8341-3:2016 附属書JB asks to show.
    pub struct AccessibilityTest {
        /// Date of publication (表明日).
        /// 試験の結果を公表した日です（例: 2021-04-01）。
        published: At<Dates>,
        /// Standard (規格).
        /// もとにした規格の名称です。
        standard: At<AccessibilityStandard>,
        /// Level that was aimed at (目標とした適合レベル).
        /// 目標とした適合レベルです（例: AA）。
        level: At<ConformanceLevel>,
        /// Degree that the test has shown (対応度). `conformant` and `partial` need a complete list of criteria.
        /// 試験で分かった対応度です。準拠（conformant）と一部準拠（partial）は、達成基準の結果がすべてそろっているときに書けます。
        conformity: At<Conformity>,
        /// When it was tested (試験実施期間).
        /// 試験をした日か期間です（例: 2021-03）。
        tested: At<Dates>,
        /// Who tested (試験実施者).
        /// 試験をした人か団体です。
        tester: Option<At<Text>>,
        /// Which pages the result speaks for (対象となるウェブページ), Markdown.
        /// 結果が当てはまるページです。Markdown で書けます。
        scope: At<Text>,
        /// Technologies relied upon (依存したウェブコンテンツ技術).
        /// 使うことを前提にした技術の一覧です（例: HTML5、CSS）。
        technologies: Vec<At<Text>>,
        /// How the tested pages were chosen, and how many (ウェブページを選択した方法), Markdown.
        /// 試験をするページの選び方と、その数です。Markdown で書けます。
        selection: Option<At<Text>>,
        /// Pages that were tested (試験を行ったウェブページ).
        /// 試験をしたページの一覧です。
        pages: Vec<TestedPage>,
        /// Tools and ways of testing (試験の道具と方法), Markdown.
        /// 試験に使った道具と方法の一覧です。Markdown で書けます。
        tools: Vec<At<Text>>,
        /// Result by number of the criterion (達成基準ごとの結果): `1.1.1: met`.
        /// 達成基準ごとの結果です。達成基準の番号の下に書きます（例: 1.1.1: met）。
        criteria: Map<CriterionResult>,
        /// What will be done about what is not met (今後の対応方針), Markdown.
        /// 満たしていないことへの、今後の対応です。Markdown で書けます。
        remedy: Option<At<Text>>,
        /// Notes (注), Markdown.
        /// 注の一覧です。Markdown で書けます。
        notes: Vec<At<Text>>,
    }
}

shape! {
    /// A page that was tested (試験を行ったウェブページ).
    pub struct TestedPage {
        /// Its title (題名).
        /// 試験をしたページの題名です。
        title: At<Text>,
        /// Its address (アドレス), as published.
        /// 試験をしたページのアドレスです。公開しているとおりに書きます。
        address: Option<At<Text>>,
    }
}

words! {
    /// Standard (規格).
    pub enum AccessibilityStandard {
        /// ウェブコンテンツの日本産業規格 (JIS X 8341-3:2016)
        Jis2016 = "JIS X 8341-3:2016",
    }
}

words! {
    /// Level of conformance (適合レベル).
    pub enum ConformanceLevel {
        /// レベルA
        A = "A",
        /// レベルAA
        Aa = "AA",
        /// レベルAAA
        Aaa = "AAA",
    }
}

words! {
    /// Degree (対応度) after WAIC's guideline.
    pub enum Conformity {
        /// 準拠
        Conformant = "conformant",
        /// 一部準拠
        Partial = "partial",
        /// 配慮
        Considered = "considered",
    }
}

words! {
    /// What a test has found for a criterion (達成基準の結果).
    pub enum Outcome {
        /// 達成
        Met = "met",
        /// 不達成
        NotMet = "not-met",
        /// 適用なし
        NotApplicable = "not-applicable",
        /// 未試験
        NotTested = "not-tested",
    }
}

/// What a test has found for a criterion: the word alone, or with a note.
#[derive(Debug, Clone)]
pub struct CriterionResult {
    /// The result.
    pub result: At<Outcome>,
    /// How it was tested, or what is missing.
    pub note: Option<At<Text>>,
}

impl Decode for CriterionResult {
    fn decode(node: &Node, findings: &mut Findings) -> Option<Self> {
        if node.text().is_some() {
            let result = At::decode(node, findings)?;
            return Some(Self { result, note: None });
        }
        let LongCriterionResult { result, note, .. } = LongCriterionResult::decode(node, findings)?;
        Some(Self { result, note })
    }
}

shape! {
    /// A result with more to say.
    pub struct LongCriterionResult {
        /// The result (結果).
        /// 達成基準の結果です。
        result: At<Outcome>,
        /// How it was tested, or what is missing (注), Markdown.
        /// 試験の方法か、足りないところの説明です。Markdown で書けます。
        note: Option<At<Text>>,
    }
}
