//! The registry of all codes of the program: one table, so that a code is never used for two things.
//!
//! A code is a promise: people put it into notes and scripts, so it never changes its meaning and is never used
//! again after its finding is gone. Families:
//!
//! | family | stage | subject |
//! |---|---|---|
//! | `MR01xx` | `source` | reading: folders, encoding, characters, YAML syntax |
//! | `MR02xx` | `source` | shape: keys, kinds of values, single values |
//! | `MR03xx` | `check` | references between things |
//! | `MR04xx` | `check` | content: what must hold in a plan and in each edition |
//! | `MR05xx` | `check` | against last year: what must hold from one year to the next |
//! | `MR07xx` | `check` | the site as a whole: what it says of itself |
//! | `MR08xx` | `exchange` | returned forms: files, rows, cells, and answers that contradict one another |
//! | `MR09xx` | `exchange` | tables to import: files, heads, rows, cells |
//!
//! To add one, take the next free number of the family and write the title as what is wrong, not as the remedy; a finding
//! that does not stop publication is marked `warning`. Then explain it in `explain/<code>.md`, with examples that are run.

use super::Severity;
use std::fmt;

/// A stable code such as `MR0203`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code of that text, as people write it: `MR0203`, `mr0203`.
    pub fn parse(text: &str) -> Option<Self> {
        let known = ALL.iter().map(|(code, _, _)| *code);
        known.into_iter().find(|code| code.0.eq_ignore_ascii_case(text))
    }

    /// The code as printed.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// What this code means, in a few Japanese words.
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |(_, _, title)| title)
    }

    /// How much its findings weigh, unless a plan weighs them otherwise (`checks` in `plan.yaml`).
    pub fn severity(self) -> Severity {
        self.entry().map_or(Severity::Error, |(_, severity, _)| *severity)
    }

    fn entry(self) -> Option<&'static (Self, Severity, &'static str)> {
        ALL.iter().find(|(code, _, _)| *code == self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

macro_rules! severity {
    () => {
        Severity::Error
    };
    (warning) => {
        Severity::Warning
    };
}

macro_rules! registry {
    ($($name:ident = $code:literal $($severity:ident)? $title:literal;)*) => {
        $(#[doc = concat!($code, ": ", $title)] pub const $name: Code = Code($code);)*

        /// Every code with its weight and title, in the order of the codes.
        pub const ALL: &[(Code, Severity, &str)] = &[$(($name, severity!($($severity)?), $title)),*];
    };
}

registry! {
    // MR01xx reading: the folder
    DATA_FOLDER_MISSING = "MR0101" "データフォルダーが見つからない";
    DATA_FOLDER_EMPTY = "MR0102" "データフォルダーに計画がない";
    SITE_FILE_MISSING = "MR0103" "site.yaml がない";
    PLAN_FILE_MISSING = "MR0104" "計画のフォルダーに plan.yaml がない";
    STRAY_FILE = "MR0105" warning "読み込まれないデータらしいファイルがある";
    NOT_A_REGULAR_FILE = "MR0106" warning "リンクなど通常のファイルでないものがある";
    UNREADABLE_FILE = "MR0107" "ファイルやフォルダーを読めない";
    TOO_MANY_FILES = "MR0108" "データフォルダーのファイルが多すぎる";
    BAD_FILE_NAME = "MR0109" "フォルダーやページの名前がアドレスに使えない";

    // MR01xx reading: bytes and characters
    FILE_TOO_LARGE = "MR0111" "ファイルが大きすぎる";
    WRONG_ENCODING = "MR0112" "文字コードが UTF-8 でない";
    CONTROL_CHARACTER = "MR0113" "目に見えない文字がある";
    BIDI_CONTROL = "MR0114" "文字の並ぶ向きを変える制御文字がある";
    BROKEN_CHARACTER = "MR0115" "文字化けした文字がある";
    BARE_CARRIAGE_RETURN = "MR0116" "改行が CR だけになっている";

    // MR01xx reading: YAML
    TAB_INDENTATION = "MR0121" "字下げにタブがある";
    FULL_WIDTH_INDENTATION = "MR0122" "字下げに全角の空白がある";
    FULL_WIDTH_COLON = "MR0123" "コロンが全角になっている";
    MISSING_SPACE_AFTER_COLON = "MR0124" "コロンの後に空白がない";
    TEXT_CUT_BY_COMMENT = "MR0125" warning "「#」から後が読まれていない";
    YAML_SYNTAX = "MR0131" "YAML として読めない";
    UNCLOSED_QUOTE = "MR0132" "引用符が正しく閉じていない";
    UNCLOSED_BRACKET = "MR0133" "かっこが正しく閉じていない";
    BAD_INDENTATION = "MR0134" "字下げがそろっていない";
    RESERVED_CHARACTER = "MR0135" "YAML で特別な意味を持つ記号で始まっている";
    BAD_ESCAPE = "MR0136" "「\\」の使い方が正しくない";
    ANCHOR = "MR0141" "「&」で始まる目印（アンカー）がある";
    ALIAS = "MR0142" "「*」で始まる参照（エイリアス）がある";
    TAG = "MR0143" "「!」で始まる型の指定（タグ）がある";
    MERGE_KEY = "MR0144" "「<<」による取り込みがある";
    SECOND_DOCUMENT = "MR0145" "1つのファイルに2つ以上の文書がある";
    DIRECTIVE = "MR0146" "「%」で始まる YAML の指示がある";
    COMPLEX_KEY = "MR0147" "項目名が1つの言葉でない";
    DUPLICATE_KEY = "MR0148" "同じ項目名が2度ある";
    TOO_DEEP = "MR0149" "入れ子が深すぎる";
    TOO_MANY_NODES = "MR0150" "1つのファイルの項目が多すぎる";
    EMPTY_DOCUMENT = "MR0151" "ファイルに内容がない";
    PAGE_WITHOUT_TITLE = "MR0161" "ページの最初の行が題名でない";
    PAGE_WITHOUT_TEXT = "MR0162" "ページに文章がない";

    // MR02xx shape
    UNKNOWN_KEY = "MR0201" "知らない項目名";
    MISSING_KEY = "MR0202" "必要な項目がない";
    WRONG_KIND = "MR0203" "書き方の種類が違う";
    EMPTY_VALUE = "MR0204" "項目に値がない";
    BAD_ID = "MR0205" "識別子に使えない文字列";
    UNKNOWN_WORD = "MR0206" "決められた言葉にない値";
    BAD_BOOLEAN = "MR0207" "true と false のどちらでもない値";
    BAD_NUMBER = "MR0208" "数として読めない値";
    BAD_PERIOD = "MR0209" "年度や時期として読めない値";
    BAD_DATE = "MR0210" "日付として読めない値";

    // 03: references between items.
    UNKNOWN_PLAN = "MR0301" "ない計画が書かれている";
    UNKNOWN_MEASURE = "MR0302" "ない取組が書かれている";
    UNKNOWN_INDICATOR = "MR0303" "ない指標が書かれている";
    UNKNOWN_MEASURE_OR_INDICATOR = "MR0304" "ない取組・指標が書かれている";
    UNKNOWN_OFFICE = "MR0305" "ない所管課・主体が書かれている";
    UNKNOWN_ENTRY = "MR0306" "ない取組内容が書かれている";
    DUPLICATE_ID = "MR0307" "同じ id が2度使われている";
    LINEAGE_CYCLE = "MR0308" "引き継ぎが自分に戻る";
    WRONG_LINEAGE = "MR0309" "引き継ぎで取組と指標を取り違えている";

    // 04: what is said.
    UNKNOWN_VOCABULARY_WORD = "MR0401" "計画の言葉にない値";
    ANSWER_MISSING = "MR0402" warning "回答がない取組がある";
    REASON_MISSING = "MR0403" "必要な理由がない";
    REASON_NOT_NEEDED = "MR0404" warning "求めていない理由がある";
    ANSWER_NOT_EXPECTED = "MR0405" "回答を書けない項目に回答がある";
    QUOTED_FIGURE_DIFFERS = "MR0406" warning "文中の割合が分子・分母と合わない";
    RATIO_DIFFERS = "MR0407" warning "公表された比較値が実績・目標と合わない";
    BAD_WEIGHTS = "MR0408" "ウェイトの合計が合わない";
    INCOMPLETE_INDICATOR = "MR0409" "指標に必要な項目がない";
    BAD_TARGET = "MR0410" "目標の書き方が正しくない";
    SEGMENT_MISMATCH = "MR0411" "区分が指標と合わない";
    OBSERVATION_WITHOUT_VALUE = "MR0412" "実績の値と理由がそろっていない";
    DUPLICATE_OBSERVATION = "MR0413" "同じ実績が2度ある";
    WRONG_YEARS = "MR0414" "年度の前後が正しくない";
    EDITION_OUTSIDE_PERIOD = "MR0415" warning "年度版が計画期間の外にある";
    TREE_TOO_DEEP = "MR0416" "取組の階層が深すぎる";
    NODE_WITHOUT_TITLE = "MR0417" "取組に題がない";
    BAD_INDICATOR_ROW = "MR0418" "取組か指標か分からない項目がある";
    BAD_TABLE_CELL = "MR0419" "表のセルの列が正しくない";
    ANSWER_OUTSIDE_YEARS = "MR0420" warning "計画にない年度の回答や実績がある";
    BAD_CHECK_SETTING = "MR0431" "点検の設定が正しくない";

    DISCLOSURE_TOO_LONG = "MR0441" warning "見える化サイトの記載が長すぎる";
    BAD_SITE_ADDRESS = "MR0442" "公開アドレスが正しくない";
    BAD_ORGANISATION_CODE = "MR0443" "全国地方公共団体コードが正しくない";

    // 05: against last year.
    IDENTICAL_TEXT = "MR0501" warning "前の年度版と同じ文章がある";
    STATUS_BACKWARDS = "MR0502" warning "実施状況が理由なく後戻りしている";
    JUMP_BEYOND_TOLERANCE = "MR0503" warning "値が前年から許容幅を超えて変わっている";
    SERIES_VANISHED = "MR0504" warning "前の年度版にあった値がない";
    VALUE_CHANGED_SILENTLY = "MR0505" warning "公表した値が訂正の記録なく変わっている";
    CORRECTION_DOES_NOT_MATCH = "MR0506" warning "訂正の記録が公表した値と合わない";
    TARGET_WITHOUT_SUCCESSOR = "MR0507" warning "改定された目標の後の目標がない";
    CONFLICTING_TARGETS = "MR0508" "同じ期限の目標が2つある";
    FORMER_OUT_OF_ORDER = "MR0509" warning "以前の記載が年度の順になっていない";
    FORMER_ID_TAKEN = "MR0510" "以前の id がほかで使われている";
    WRONG_LIFETIME = "MR0511" "追加・終了の年度が正しくない";
    CONTINUES_LIVING_MEASURE = "MR0512" warning "終わっていない取組が引き継がれている";
    WRONG_OFFICE = "MR0513" "所管課の年度や統合先が正しくない";
    OFFICE_ABSENT = "MR0514" warning "その年度にない所管課が書かれている";
    LINEAGE_UNSAID = "MR0515" warning "前の計画の取組の行き先が書かれていない";
    UNIT_CHANGED = "MR0516" warning "引き継いだ指標の単位が違う";
    LIFETIME_OUTSIDE_PERIOD = "MR0521" warning "追加・終了の年度が計画期間の外にある";

    // 06: what may be published.
    INTERNAL_NAMED_IN_PUBLIC = "MR0601" "公開するものが、公開しないものを指している";
    BAD_WITHHOLDING = "MR0602" "秘匿のしきい値が小さすぎる";
    TOTAL_DIFFERS = "MR0603" warning "合計が内訳の合計と合わない";
    WITHHELD_GIVEN_AWAY = "MR0604" warning "秘匿した値を計算できる";
    WITHHELD_QUOTED = "MR0605" warning "秘匿する数が文章に書かれている";

    // 07: what the site says of itself.
    UNKNOWN_CRITERION = "MR0701" "規格にない達成基準が書かれている";
    UNFOUNDED_CONFORMITY = "MR0702" "対応度を示すための試験結果がそろっていない";

    // 08: returned forms.
    FORM_UNREADABLE = "MR0801" "回答票のファイルを読めない";
    FORM_FOREIGN = "MR0802" "この調査の回答票でない";
    FORM_OUTDATED = "MR0803" "回答票を作った後に調査の内容が変わっている";
    FORM_CHANGED = "MR0804" "回答票の行や列が分からなくなっている";
    FORM_BAD_CELL = "MR0805" "回答票のセルを読めない";
    FORM_INCOMPLETE = "MR0806" "回答票の回答に足りないところがある";
    FORM_CONFLICT = "MR0807" "2つの回答票の回答が違う";
    FORM_DIFFERS = "MR0808" "年度版の回答と回答票の回答が違う";

    // 09: tables to import.
    IMPORT_UNREADABLE = "MR0901" "取り込むファイルを読めない";
    IMPORT_INCOMPLETE = "MR0902" "書き出したデータの一部がない";
    IMPORT_EDITED = "MR0903" "書き出した後に表が書きかえられている";
    IMPORT_NO_TABLE = "MR0904" "表の見出しが見つからない";
    IMPORT_UNKNOWN_COLUMN = "MR0905" "列に何が書かれているか分からない";
    IMPORT_BAD_CELL = "MR0906" "表のセルを読めない";
    IMPORT_UNKNOWN_WORD = "MR0907" "表の言葉の意味が分からない";
    IMPORT_STRAY_ROW = "MR0908" "どの取組や指標のものか分からない行がある";
    IMPORT_BAD_MAPPING = "MR0909" "対応表が表と合わない";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_ascending_and_well_formed() {
        for pair in ALL.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{} {}", pair[0].0, pair[1].0);
        }
        for (code, severity, title) in ALL {
            let digits = code.as_str().strip_prefix("MR").unwrap();
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            assert!(!title.is_empty() && code.title() == *title && code.severity() == *severity);
            assert_eq!(Code::parse(&code.as_str().to_lowercase()), Some(*code));
        }
    }
}
