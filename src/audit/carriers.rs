//! Files in which other files are packed (zip and what is made of it, gzip), and files that nobody here can look into.

use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::encodings;

/// A file of which not everything could be looked into (中を調べられないファイル).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uninspected {
    /// The file; what is packed in it after `!`.
    pub file: String,
    /// Why.
    pub why: String,
}

/// Most bytes that one file of the site may unfold to: what is packed may claim to be endless.
const UNFOLDED: u64 = 128 * 1024 * 1024;
/// Most packings in one another: a packed file may hold itself.
const DEEPEST: usize = 8;
/// What stands behind the content of an entry of a zip whose head says so: its check value and sizes.
const DESCRIPTOR: u64 = 24;

/// How formats begin whose content is compressed, encrypted or drawn.
const CLOSED: [(&[u8], &str); 15] = [
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "リッチテキスト（RTF）"),
    (b"\x89PNG", "PNG の画像"),
    (b"\xff\xd8\xff", "JPEG の画像"),
    (b"GIF8", "GIF の画像"),
    (b"RIFF", "WebP などの画像や音声"),
    (b"wOF", "フォント"),
    (b"BZh", "bzip2 で圧縮したもの"),
    (b"\xfd7zXZ\0", "xz で圧縮したもの"),
    (b"\x28\xb5\x2f\xfd", "zstd で圧縮したもの"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip の書庫"),
    (b"Rar!\x1a\x07", "RAR の書庫"),
    (b"MSCF", "キャビネット書庫"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "古い形式か暗号化された Office の文書",
    ),
];

/// Shows a file and everything packed in it to `look`; gives back what stayed closed.
pub(super) fn unfold(name: &str, bytes: &[u8], look: &mut dyn FnMut(&str, &[u8])) -> Vec<Uninspected> {
    let mut unfolding = Unfolding {
        look,
        left: UNFOLDED,
        uninspected: Vec::new(),
    };
    unfolding.file(name, bytes, 0);
    unfolding.uninspected
}

struct Unfolding<'look> {
    look: &'look mut dyn FnMut(&str, &[u8]),
    left: u64,
    uninspected: Vec<Uninspected>,
}

impl Unfolding<'_> {
    fn file(&mut self, name: &str, bytes: &[u8], depth: usize) {
        (self.look)(name, bytes);
        let is_gzip = bytes.starts_with(b"\x1f\x8b");
        if depth >= DEEPEST && !encodings::is_text(bytes) {
            self.closed(name, "圧縮や書庫が、幾重にも重なっています");
        } else if is_gzip {
            let stem = name.rsplit(['/', '!']).next().unwrap_or(name);
            let inner = format!("{name}!{}", stem.strip_suffix(".gz").unwrap_or("内容"));
            self.packed(&inner, MultiGzDecoder::new(bytes), depth);
        } else if let Some((_, format)) = CLOSED.iter().find(|(head, _)| bytes.starts_with(head)) {
            self.closed(name, format);
        } else if has_ending(name, ".br") {
            self.closed(name, "brotli で圧縮したもの");
        } else if !encodings::is_text(bytes) {
            match ZipArchive::new(Cursor::new(bytes)) {
                Ok(archive) => self.zip(name, archive, bytes, depth),
                Err(_) if bytes.starts_with(b"PK") => self.closed(name, "壊れた書庫か、開けない書庫"),
                Err(_) => self.closed(name, "文字コードが分からないか、文字のファイルではないもの"),
            }
        } else if contains(bytes, b";base64,") {
            self.closed(name, "base64 で埋め込まれたものがあります");
        }
    }

    fn zip(&mut self, name: &str, mut archive: ZipArchive<Cursor<&[u8]>>, bytes: &[u8], depth: usize) {
        let length = bytes.len() as u64;
        let mut told = length.saturating_sub(archive.central_directory_start());
        for index in 0..archive.len() {
            let entry = match archive.by_index_raw(index) {
                Ok(entry) => entry,
                Err(error) => {
                    self.closed(
                        name,
                        &format!("書庫の {} 番目のファイルを読めません（{error}）", index + 1),
                    );
                    continue;
                }
            };
            let shown = format!("{name}!{}", encodings::name(entry.name_raw()));
            told += entry
                .data_start()
                .unwrap_or_default()
                .saturating_sub(entry.header_start());
            told += entry.compressed_size();
            let flags = usize::try_from(entry.header_start() + 6)
                .ok()
                .and_then(|at| bytes.get(at));
            if flags.is_some_and(|flags| flags & 0b1000 != 0) {
                told += DESCRIPTOR;
            }
            let (is_encrypted, method) = (entry.encrypted(), entry.compression());
            drop(entry);
            if is_encrypted {
                self.closed(&shown, "暗号化されたもの");
            } else if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
                self.closed(&shown, &format!("開けない方式（{method}）で圧縮したもの"));
            } else {
                match archive.by_index(index) {
                    Ok(entry) => self.packed(&shown, entry, depth),
                    Err(error) => self.closed(&shown, &format!("開けません（{error}）")),
                }
            }
        }
        let end = end(bytes, archive.central_directory_start());
        // What stands in two entries was told twice, and may stand for what was not told.
        if told < length || end.is_none() || archive.has_overlapping_entries().unwrap_or(true) {
            self.closed(name, "書庫の一覧に載っていない部分があります");
        } else if end.is_some_and(|end| end < bytes.len()) {
            self.closed(name, "書庫の終わりの後に、ほかのものがあります");
        }
        if !archive.comment().is_empty() {
            self.file(&format!("{name}!書庫の注釈"), archive.comment(), depth + 1);
        }
    }

    fn packed(&mut self, name: &str, reader: impl Read, depth: usize) {
        let mut content = Vec::new();
        // One more than may be, to tell when there is more.
        let read = reader.take(self.left + 1).read_to_end(&mut content);
        let length = content.len() as u64;
        if length > self.left {
            self.left = 0;
            self.closed(name, "展開すると大きすぎるもの");
            return;
        }
        self.left -= length;
        if let Err(error) = read {
            (self.look)(name, &content);
            self.closed(name, &format!("途中で壊れています（{error}）"));
        } else {
            self.file(name, &content, depth + 1);
        }
    }

    fn closed(&mut self, name: &str, why: &str) {
        self.uninspected.push(Uninspected {
            file: name.to_owned(),
            why: why.to_owned(),
        });
    }
}

/// Where a zip ends by its own account; none when something unknown stands between its list of entries and its end.
fn end(bytes: &[u8], list: u64) -> Option<usize> {
    /// The end of a large archive, and what says where it is.
    const LARGE: [(&[u8], usize); 2] = [(b"PK\x06\x06", 56), (b"PK\x06\x07", 20)];
    let length = |at: usize| {
        let length = bytes.get(at..)?.first_chunk()?;
        Some(usize::from(u16::from_le_bytes(*length)))
    };
    let mut at = usize::try_from(list).ok()?;
    while bytes.get(at..)?.starts_with(b"PK\x01\x02") {
        at += 46 + length(at + 28)? + length(at + 30)? + length(at + 32)?;
    }
    for (head, length) in LARGE {
        if bytes.get(at..)?.starts_with(head) {
            at += length;
        }
    }
    bytes.get(at..)?.starts_with(b"PK\x05\x06").then_some(())?;
    Some(at + 22 + length(at + 20)?)
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ending)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
