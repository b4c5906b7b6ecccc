//! ZIP archives with the same bytes for the same files: sorted, one fixed time, no owner.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Files by path as one archive.
pub fn pack(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
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
