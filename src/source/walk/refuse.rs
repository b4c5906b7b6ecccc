//! What is said about files and folders that are missing, misplaced or misnamed.

use super::ENTRIES;
use crate::diagnostic::{Diagnostic, Place, code, quote};
use crate::source::Refused;

/// The data folder itself cannot be used.
pub(super) fn data_folder(place: Place, why: &str) -> Diagnostic {
    Diagnostic::error(
        code::DATA_FOLDER_MISSING,
        place,
        format!("データフォルダーを開けません: {why}"),
        "フォルダーの場所（パス）の書き間違いがないか、確かめてください",
    )
}

/// More entries than [`ENTRIES`].
pub(super) fn too_many_files(place: Place) -> Diagnostic {
    Diagnostic::error(
        code::TOO_MANY_FILES,
        place,
        format!("データフォルダーのファイルが多すぎます（{ENTRIES} 個まで）"),
        "データだけを入れたフォルダーを指定しているか、確かめてください",
    )
}

/// No folder at all in the data folder.
pub(super) fn no_plans(place: Place) -> Diagnostic {
    Diagnostic::error(
        code::DATA_FOLDER_EMPTY,
        place,
        "データフォルダーに計画のフォルダーが1つもありません",
        "計画ごとにフォルダーを作り、その中に plan.yaml を置いてください（例: my-plan/plan.yaml）",
    )
}

/// No `site.yaml`.
pub(super) fn no_site_file(place: Place) -> Diagnostic {
    Diagnostic::error(
        code::SITE_FILE_MISSING,
        place,
        "サイト全体の設定 site.yaml がありません",
        "データフォルダーの直下に site.yaml を作り、title（題名）と publisher（発行者）を書いてください",
    )
}

/// A folder without `plan.yaml`.
pub(super) fn no_plan_file(place: Place, folder: &str) -> Diagnostic {
    Diagnostic::error(
        code::PLAN_FILE_MISSING,
        place,
        format!("フォルダー{}に plan.yaml がありません", quote(folder)),
        "計画のフォルダーなら plan.yaml を作ってください。計画でないなら、データフォルダーの外に移してください",
    )
}

/// A folder or page whose name cannot be an address; `what` is the Japanese for which of the two.
pub(super) fn bad_name(place: Place, what: &str, name: &str, refused: Refused) -> Diagnostic {
    let message = format!("{what}{}は、ページのアドレスに使えません", quote(name));
    Diagnostic::error(code::BAD_FILE_NAME, place, message, refused.remedy)
}

/// Looks like data and is not read.
pub(super) fn stray(place: Place, shown: &str) -> Diagnostic {
    Diagnostic::warning(
        code::STRAY_FILE,
        place,
        format!(
            "ファイル{}は読み込まれません。名前か置き場所が決まりと違います",
            quote(shown)
        ),
        "読み込むのは site.yaml と、計画のフォルダーの plan.yaml、西暦の年度.yaml（例: 2020.yaml）、pages/名前.md です",
    )
}

/// A link, a pipe, a device.
pub(super) fn not_regular(place: Place, shown: &str) -> Diagnostic {
    Diagnostic::warning(
        code::NOT_A_REGULAR_FILE,
        place,
        format!(
            "{}は読み込まれません。リンクなど、通常のファイルでないものです",
            quote(shown)
        ),
        "データなら、リンクの代わりにファイルそのものを置いてください",
    )
}

/// A file or folder that cannot be listed.
pub(super) fn unreadable(place: Place, shown: &str, why: &str) -> Diagnostic {
    Diagnostic::error(
        code::UNREADABLE_FILE,
        place,
        format!("{}を読めません: {why}", quote(shown)),
        "フォルダーやファイルの権限を確かめてください",
    )
}
