//! What the operating system says, in Japanese.

use std::io::{Error, ErrorKind};

/// Why reading or writing failed: `ディスクに空きがありません`. What has no words here keeps its number, to ask an administrator with.
pub fn reason(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "見つかりません",
        ErrorKind::PermissionDenied => "権限がありません",
        ErrorKind::NotADirectory => "フォルダーではありません",
        ErrorKind::IsADirectory => "ファイルではなく、フォルダーです",
        ErrorKind::AlreadyExists => "同じ名前のものがあります",
        ErrorKind::DirectoryNotEmpty => "フォルダーが空ではありません",
        ErrorKind::StorageFull => "ディスクに空きがありません",
        ErrorKind::QuotaExceeded => "使ってよい容量を超えました",
        ErrorKind::ReadOnlyFilesystem => "書き込みのできないディスクです",
        ErrorKind::ResourceBusy => "ほかのプログラムが使っています",
        ErrorKind::InvalidFilename => "名前が長すぎるか、使えない文字があります",
        ErrorKind::OutOfMemory => "メモリーが足りません",
        _ => {
            return error
                .raw_os_error()
                .map_or_else(|| error.to_string(), |number| format!("システムのエラー番号 {number}"));
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_reasons_have_words_and_the_others_their_number() {
        assert_eq!(reason(&ErrorKind::StorageFull.into()), "ディスクに空きがありません");
        assert_eq!(
            reason(&Error::other("リンクが循環しています")),
            "リンクが循環しています"
        );
        #[cfg(unix)]
        {
            assert_eq!(reason(&Error::from_raw_os_error(28)), "ディスクに空きがありません");
            assert_eq!(reason(&Error::from_raw_os_error(5)), "システムのエラー番号 5");
        }
    }
}
