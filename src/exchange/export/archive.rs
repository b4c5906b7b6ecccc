//! ZIP archives with the same bytes for the same files: one fixed time, no owner.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// How hard the packer looks for what repeats. Level 6, the usual one, takes three times as long; what it would save of the archive of tables is
/// less than what workbooks have become smaller by.
const LEVEL: i64 = 2;

/// Files, each with its path, as one archive: in this order.
pub fn pack<'file>(files: impl IntoIterator<Item = (&'file str, &'file [u8])>) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let never = "writing to memory does not fail";
    for (path, content) in files {
        archive.start_file(path, options).expect(never);
        archive.write_all(content).expect(never);
    }
    archive.finish().expect(never).into_inner()
}

/// The files of an archive by path, or what keeps it from being read. Not more than `most` bytes are unpacked.
pub fn unpack(bytes: &[u8], most: u64) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let (mut files, mut left) = (BTreeMap::new(), most);
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| error.to_string())?;
        if file.is_dir() {
            continue;
        }
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut content = Vec::new();
        let read = file
            .take(left + 1)
            .read_to_end(&mut content)
            .map_err(|error| error.to_string())? as u64;
        left = left.checked_sub(read).ok_or("展開すると大きすぎます")?;
        files.insert(name, content);
    }
    Ok(files)
}
