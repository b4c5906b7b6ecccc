//! Everything a reader downloads (オープンデータ): one file a format, all from the same tables and the same dictionary.
//!
//! `schema` says what the columns are, `tables` fill the rows from the model, `codes` has the codes; `csv_file` and the others only
//! write down. Text or bytes out; nothing is written here.

pub mod archive;
pub mod bundle;
pub mod catalog;
pub mod codes;
pub mod csv_file;
pub mod dictionary;
pub mod disclosure;
pub mod document;
pub mod feed;
pub mod json;
pub mod package;
pub mod published;
pub mod records;
pub mod releases;
pub mod schema;
pub mod table;
pub mod tables;
pub mod terms;
pub mod workbook;
pub mod xlsx;
