//! Says in Japanese why the YAML parser stopped.
//!
//! The parser names the place where it noticed, in the words of the YAML specification. A clerk needs the slip
//! that led there: so tabs, full-width spaces and colons around the place are looked for first, and only then is
//! the parser's own reason translated.

use super::{build, hints, indentation};
use crate::diagnostic::{Code, Diagnostic, FileId, Findings, Place, code};
use serde_yaml::granit_parser::{ErrorKind, ScanError};

/// Where the parser was.
pub(super) struct Context<'a> {
    pub file: FileId,
    pub text: &'a str,
    /// End of the last token that was understood.
    pub last_end: usize,
    /// The innermost bracket that is still open.
    pub opened: Option<Place>,
}

/// Reports a syntax error: exactly one finding.
pub(super) fn report(error: &ScanError, context: &Context<'_>, findings: &mut Findings) {
    let offset = context
        .text
        .floor_char_boundary(error.marker().byte_offset().unwrap_or(context.last_end));
    let kind = error.kind();
    if indentation::report(context.file, context.text, offset, findings) {
        return;
    }
    if let Some(finding) = colon_near(context, offset) {
        findings.push(finding);
        return;
    }
    let place = Place::new(context.file, offset, end_of_word(context.text, offset));
    if matches!(kind, ErrorKind::RecursionLimitExceeded) {
        findings.push(build::too_deep(place));
        return;
    }
    let (code, message, remedy) = explain(kind, context.text.get(offset..).unwrap_or(""));
    let mut finding = Diagnostic::error(code, place, message, remedy);
    let text_follows_the_quote = matches!(
        kind,
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar
    );
    if code == code::UNCLOSED_QUOTE
        && !text_follows_the_quote
        && let Some(quote) = opening_quote(context, offset)
    {
        // What has to be mended is where the quote opens, not where the parser ran out of text.
        finding = finding
            .related(place, "ここまで読んで行き詰まりました")
            .label("ここから始まる引用符");
        finding.place = quote;
    }
    if code == code::UNCLOSED_BRACKET
        && let Some(opened) = context.opened
    {
        finding = finding.related(opened, "ここで開いたかっこ");
    }
    findings.push(finding);
}

/// How many lines above the stumble a full-width colon is looked for.
const FARTHEST_COLON: usize = 40;

/// A colon of the wrong kind on the line where the parser stopped, or on the line before.
fn colon_near(context: &Context<'_>, offset: usize) -> Option<Diagnostic> {
    let start_of_line = |end: usize| context.text[..end].rfind('\n').map_or(0, |at| at + 1);
    let this = start_of_line(offset);
    let before = start_of_line(this.saturating_sub(1));
    let near = [this, before].into_iter().find_map(|start| {
        let colon = hints::colon(context.text.get(start..)?)?;
        Some(colon.diagnostic(start, Place::whole(context.file)))
    });
    // `title：計画` is a text that swallows the lines below it, so that the parser stumbles far down.
    near.or_else(|| {
        std::iter::successors(Some(before), |start| (*start > 0).then(|| start_of_line(start - 1)))
            .take(FARTHEST_COLON)
            .find_map(|start| {
                let colon = hints::colon(context.text.get(start..)?).filter(hints::Colon::ends_a_key)?;
                Some(colon.diagnostic(start, Place::whole(context.file)))
            })
    })
}

fn opening_quote(context: &Context<'_>, offset: usize) -> Option<Place> {
    let from = context.text.floor_char_boundary(context.last_end.min(offset));
    let at = from + context.text[from..offset].find(['"', '\''])?;
    Some(Place::new(context.file, at, at + 1))
}

/// To the end of the word, so that the caret shows more than one character; nothing at the end of a line.
fn end_of_word(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or("");
    let word = rest.split([' ', '\n', '\r', '\u{3000}']).next().unwrap_or("");
    offset + word.len()
}

#[allow(clippy::too_many_lines, reason = "a table: one entry per reason")]
fn explain(kind: &ErrorKind, rest: &str) -> (Code, String, &'static str) {
    let (code, message, remedy) = match kind {
        ErrorKind::UnexpectedCharacter { character } => return reserved(*character),
        ErrorKind::MissingAnchorOrAliasName => return reserved(rest.chars().next().unwrap_or('*')),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar
        | ErrorKind::InvalidBlockEntryWhitespace
        | ErrorKind::InvalidMappingValueWhitespace => (
            code::TAB_INDENTATION,
            "タブが使えない場所にタブがあります",
            "タブを半角の空白に置き換えてください",
        ),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => (
            code::UNCLOSED_QUOTE,
            "引用符（\" や '）が閉じていません",
            "値の終わりに、始まりと同じ引用符を付けてください。文中の ' や \" が原因なら、全体を別の引用符で囲んでください",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            code::UNCLOSED_QUOTE,
            "引用符を閉じた後に余分な文字があります",
            "引用符を値全体の初めと終わりに付けてください。文中に引用符があるなら、全体を別の引用符で囲んでください",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => (
            code::BAD_ESCAPE,
            "\"\" の中の「\\」は特別な意味を持ち、この並びは使えません",
            "「\\」や「¥」を文字として書くなら、\"\" の代わりに '' で囲んでください",
        ),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::FlowMappingValueAdjacentCollection
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnclosedFlowCollection { .. } => (
            code::UNCLOSED_BRACKET,
            "かっこ「[ ]」「{ }」の対応か、中の区切り「, 」が正しくありません",
            "かっこを閉じ、項目を「, 」で区切ってください。かっこを文字として書くなら全体を \"\" で囲んでください",
        ),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidDocumentEnd
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence => (
            code::BAD_INDENTATION,
            "この行の字下げが前の行とそろっていません",
            "同じ段の項目は、行の初めの半角の空白を同じ数にしてください。「- 」の並びと「項目名: 」は混ぜられません",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            code::YAML_SYNTAX,
            "この行が「項目名: 値」の形になっていません",
            "項目名の後に半角の「: 」を書いてください。前の行の続きなら、前の行より深く字下げしてください",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => (
            code::YAML_SYNTAX,
            "ここに「項目名: 」は書けません（値の中の「: 」か、字下げのずれが原因です）",
            "値に「: 」を含むなら値全体を \"\" で囲んでください。次の項目なら、前の項目と字下げをそろえてください",
        ),
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => (
            code::YAML_SYNTAX,
            "ここに一覧の「- 」は書けません",
            "「項目名:」の次の行に、字下げして「- 」を並べてください。「-」を文字として書くなら全体を \"\" で囲んでください",
        ),
        ErrorKind::CommentInterceptedScalar | ErrorKind::CommentNotSeparated => (
            code::YAML_SYNTAX,
            "文の途中に注釈（#）があります",
            "注釈は別の行に書いてください。「#」を文字として書くなら全体を \"\" で囲んでください",
        ),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => (
            code::YAML_SYNTAX,
            "「|」や「>」の後に余分な文字があります",
            "文章は「|」の次の行から、字下げして書いてください",
        ),
        ErrorKind::DirectiveDisallowed
        | ErrorKind::MissingDocumentEndBeforeDirective
        | ErrorKind::DuplicateVersionDirective
        | ErrorKind::DuplicateTagDirective => (
            code::DIRECTIVE,
            "「%」で始まる行は YAML の指示になります。この場所では使えません",
            "この行を消してください。文字として書くなら全体を \"\" で囲んでください",
        ),
        ErrorKind::BomInsideDocument => (
            code::CONTROL_CHARACTER,
            "ファイルの途中に、目に見えない文字（U+FEFF）があります",
            "この位置の前後の文字を消して書き直してください。別のファイルをつなげたときに入ることがあります",
        ),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidTagUtf8LeadingByte
        | ErrorKind::InvalidTagUtf8TrailingByte
        | ErrorKind::InvalidTagUtf8 => (
            code::TAG,
            "「!」で始まる語は YAML の型の指定（タグ）になり、文字としては読まれません",
            "文字として書くなら全体を \"\" で囲んでください",
        ),
        _ => (
            code::YAML_SYNTAX,
            "YAML として読めません",
            "この行と前の行の字下げ、コロン「: 」、引用符、かっこを確かめてください。値は \"\" で囲むと安全です",
        ),
    };
    (code, message.to_owned(), remedy)
}

fn reserved(character: char) -> (Code, String, &'static str) {
    (
        code::RESERVED_CHARACTER,
        format!(
            "「{}」は YAML で特別な意味を持つので、値の初めに書けません",
            character.escape_debug()
        ),
        "値全体を \"\" で囲んでください",
    )
}
