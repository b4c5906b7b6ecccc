//! The one way in which files are told apart: SHA-256, as `sha256sum` prints it.

use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io;

/// SHA-256 in 64 small hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in digest {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// What is written goes on, and is counted and digested on its way.
pub struct Digesting<Out> {
    out: Out,
    digest: Sha256,
    bytes: u64,
}

impl<Out: io::Write> Digesting<Out> {
    /// Writes to `out`.
    pub fn new(out: Out) -> Self {
        Self {
            out,
            digest: Sha256::new(),
            bytes: 0,
        }
    }

    /// Where it was written to, the SHA-256 of all that was written, and how many bytes it was.
    pub fn finish(self) -> (Out, String, u64) {
        (self.out, hexadecimal(&self.digest.finalize()), self.bytes)
    }
}

impl<Out: io::Write> io::Write for Digesting<Out> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_digest_of_the_standard() {
        assert_eq!(sha256(b"abc"), ABC);
    }

    #[test]
    fn what_is_written_is_digested() {
        let mut digesting = Digesting::new(Vec::new());
        io::Write::write_all(&mut digesting, b"a").unwrap();
        io::Write::write_all(&mut digesting, b"bc").unwrap();
        assert_eq!(digesting.finish(), (b"abc".to_vec(), ABC.to_owned(), 3));
    }
}
