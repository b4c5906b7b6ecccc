//! What of YAML is refused, and why, in the words of somebody who typed a sign without meaning YAML by it.

use super::{DEPTH, NODES};
use crate::diagnostic::{Code, Diagnostic, FileId, Place, code, quote};
use crate::source::tree::{Node, Style, Value};

/// `&name`
pub(super) fn anchor(place: Place) -> Diagnostic {
    sign(
        code::ANCHOR,
        place,
        "「&」で始まる語は YAML の目印（アンカー）になり、文字としては読まれません",
        "目印なら、使わずに同じ内容をもう一度書いてください",
    )
}

/// `*name`
pub(super) fn alias(place: Place) -> Diagnostic {
    sign(
        code::ALIAS,
        place,
        "「*」で始まる語は YAML の参照（エイリアス）になり、文字としては読まれません",
        "参照なら、使わずに同じ内容をもう一度書いてください",
    )
}

/// `!name`
pub(super) fn tag(place: Place) -> Diagnostic {
    sign(
        code::TAG,
        place,
        "「!」で始まる語は YAML の型の指定（タグ）になり、文字としては読まれません",
        "タグ（!include など）は使えないので、消してください",
    )
}

fn sign(code: Code, place: Place, message: &str, otherwise: &str) -> Diagnostic {
    let remedy = format!("文字として書くなら全体を \"\" で囲んでください。{otherwise}");
    Diagnostic::error(code, place, message, remedy)
}

/// A key that is not one word, or takes in what stands elsewhere. `None` if the key is fine.
pub(super) fn key(key: &Node) -> Option<Diagnostic> {
    match &key.value {
        Value::Scalar {
            text,
            style: Style::Plain,
        } if text == "<<" => Some(Diagnostic::error(
            code::MERGE_KEY,
            key.place,
            "「<<」による取り込みは使えません",
            "取り込む内容をここに直接書いてください",
        )),
        Value::Scalar { text, .. } if !text.trim().is_empty() => None,
        _ => Some(Diagnostic::error(
            code::COMPLEX_KEY,
            key.place,
            "「:」の前の項目名は、空でない1つの言葉でなければなりません",
            "「項目名: 値」の形に直してください。「{」「[」「?」を文字として使うなら全体を \"\" で囲んでください",
        )),
    }
}

/// A key that stands there already.
pub(super) fn duplicate(key: &Node, earlier: Place) -> Diagnostic {
    Diagnostic::error(
        code::DUPLICATE_KEY,
        key.place,
        format!(
            "項目名{}が2度書かれています。どちらの値か決められません",
            quote(key.key())
        ),
        "どちらか一方を消すか、正しい項目名に直してください",
    )
    .label("2度目")
    .related(earlier, "最初はここ")
}

/// `---` for the second time.
pub(super) fn second_document(place: Place) -> Diagnostic {
    Diagnostic::error(
        code::SECOND_DOCUMENT,
        place,
        "ここから2つ目の文書が始まっていますが、1つのファイルに書けるのは1つの文書だけです",
        "「---」や「...」の行を消して1つにまとめるか、別のファイルに分けてください",
    )
}

/// Nothing but comments.
pub(super) fn empty_document(file: FileId) -> Diagnostic {
    Diagnostic::error(
        code::EMPTY_DOCUMENT,
        Place::whole(file),
        "ファイルに内容がありません",
        "必要な項目を書いてください。使わないファイルなら削除してください",
    )
}

/// Nesting beyond [`DEPTH`].
pub(in crate::source) fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::error(
        code::TOO_DEEP,
        place,
        format!("入れ子が深すぎます（{DEPTH} 段まで）"),
        "「[」や「{」、字下げが余分に重なっていないか確かめてください",
    )
}

/// More than [`NODES`] nodes.
pub(super) fn too_many_nodes(place: Place) -> Diagnostic {
    Diagnostic::error(
        code::TOO_MANY_NODES,
        place,
        format!("1つのファイルに書ける値は {NODES} 個までです。ここで超えました"),
        "年度や計画ごとにファイルを分けてください",
    )
}
