//! Sources as they are before anybody packed them: gzip and Zstandard are told by their first bytes. What unpacks to far more than
//! any text does was made to fill a memory or a day, and is refused.

use std::io::{self, BufRead};

/// What is packed, unpacked; what is not, as it is. Several packed parts, one behind the other, are one text.
///
/// ```
/// use reprisal::document::unpacked;
/// use std::io::Read;
///
/// let mut text = String::new();
/// unpacked(Box::new(&b"plain text is handed on as it is"[..]))?.read_to_string(&mut text)?;
/// assert!(text.starts_with("plain"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// When the source cannot be read, or is packed and this build cannot unpack (feature `compressed`). Reading fails when it unpacks
/// to more than 250 times its size.
pub fn unpacked<'r>(mut source: Box<dyn BufRead + Send + 'r>) -> io::Result<Box<dyn BufRead + Send + 'r>> {
    match Packing::of(source.fill_buf()?) {
        None => Ok(source),
        Some(packing) => packing.open(source),
    }
}

/// The end of the name of a packed file, which goes before the extension: `articles.jsonl.gz`.
pub(super) const ENDINGS: [&str; 2] = ["gz", "zst"];

#[derive(Clone, Copy)]
enum Packing {
    Gzip,
    Zstandard,
}

impl Packing {
    fn of(start: &[u8]) -> Option<Packing> {
        match start {
            [0x1f, 0x8b, 0x08, ..] => Some(Packing::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Packing::Zstandard),
            // A part to be skipped.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Packing::Zstandard),
            _ => None,
        }
    }

    #[cfg(not(feature = "compressed"))]
    #[allow(clippy::unused_self)]
    fn open<'r>(self, _: Box<dyn BufRead + Send + 'r>) -> io::Result<Box<dyn BufRead + Send + 'r>> {
        let advice = "it is packed, which this build cannot unpack: build with the feature \"compressed\" or unpack it first";
        Err(io::Error::new(io::ErrorKind::Unsupported, advice))
    }

    #[cfg(feature = "compressed")]
    fn open<'r>(self, source: Box<dyn BufRead + Send + 'r>) -> io::Result<Box<dyn BufRead + Send + 'r>> {
        use std::io::BufReader;

        use super::Meter;
        use bounded::Bounded;
        const ROOM: usize = 1 << 16;
        let packed = Meter::default();
        let source = packed.on(source);
        Ok(match self {
            Packing::Gzip => {
                Box::new(BufReader::with_capacity(ROOM, Bounded::new(flate2::bufread::MultiGzDecoder::new(source), packed)))
            }
            Packing::Zstandard => Box::new(BufReader::with_capacity(ROOM, Bounded::new(zstandard::Parts::new(source), packed))),
        })
    }
}

#[cfg(feature = "compressed")]
mod bounded {
    use std::io::{self, Read};

    use crate::document::Meter;

    /// So many times its size a text may have been before it was packed; newspapers and logs have ten times to fifty times.
    const TIMES: u64 = 250;
    /// What may be unpacked in any case, in bytes.
    const FREE: u64 = 64 << 20;

    /// Unpacks no more than a text can have been.
    pub(super) struct Bounded<R> {
        source: R,
        packed: Meter,
        unpacked: u64,
    }

    impl<R> Bounded<R> {
        pub(super) fn new(source: R, packed: Meter) -> Bounded<R> {
            Bounded { source, packed, unpacked: 0 }
        }
    }

    impl<R: Read> Read for Bounded<R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.unpacked > FREE && self.unpacked / TIMES > self.packed.read() {
                let advice =
                    format!("it unpacks to more than {TIMES} times its size, as no text does; if it is sound, unpack it first");
                return Err(io::Error::new(io::ErrorKind::InvalidData, advice));
            }
            let read = self.source.read(buffer)?;
            self.unpacked += read as u64;
            Ok(read)
        }
    }
}

#[cfg(feature = "compressed")]
mod zstandard {
    use std::io::{self, BufRead, Read};

    use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
    use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

    /// The text of all parts of a file, one behind the other.
    pub(super) struct Parts<R> {
        source: R,
        decoder: FrameDecoder,
        within: bool,
    }

    impl<R: BufRead> Parts<R> {
        pub(super) fn new(source: R) -> Parts<R> {
            Parts { source, decoder: FrameDecoder::new(), within: false }
        }

        /// Opens the next part; false at the end.
        fn begin(&mut self) -> io::Result<bool> {
            while !self.source.fill_buf()?.is_empty() {
                match self.decoder.init(&mut self.source) {
                    Ok(()) => return Ok(true),
                    Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                        io::copy(&mut self.source.by_ref().take(u64::from(length)), &mut io::sink())?;
                    }
                    Err(error) => return Err(damaged(error)),
                }
            }
            Ok(false)
        }
    }

    impl<R: BufRead> Read for Parts<R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            loop {
                self.within = self.within || self.begin()?;
                if !self.within || buffer.is_empty() {
                    return Ok(0);
                }
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1)).map_err(damaged)?;
                }
                match self.decoder.read(buffer)? {
                    0 => self.within = false,
                    read => return Ok(read),
                }
            }
        }
    }

    fn damaged(error: FrameDecoderError) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, error)
    }
}
