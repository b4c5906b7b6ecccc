//! Where something stands: a file and a range of bytes in it.
//!
//! Places are carried by every value read from YAML, so they are small and `Copy`. Line and column are worked
//! out only when a finding is printed, by [`Sources`](super::Sources), which owns the texts.

/// One file (or folder) known to [`Sources`](super::Sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u32);

/// A range of bytes in a file, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The bytes `start..end` of a file. Offsets beyond 4 GiB are cut: no file that large is ever read.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clip = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            file,
            start: clip(start),
            end: clip(end.max(start)),
        }
    }

    /// A file or folder as a whole, for findings that have no line: it is missing, or cannot be read.
    pub fn whole(file: FileId) -> Self {
        Self::new(file, 0, 0)
    }

    /// True if the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// From the start of this place to the end of a later one in the same file.
    #[must_use]
    pub fn to(self, last: Place) -> Self {
        Self {
            end: self.end.max(last.end),
            ..self
        }
    }
}
