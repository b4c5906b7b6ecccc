//! What the fuzz targets share: the scan that a page is inert is the one of the tests.

#[path = "../../tests/common/inert.rs"]
pub mod inert;
