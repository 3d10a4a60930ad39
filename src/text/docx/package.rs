//! The zip around a Word file, opened and inflated within bounds: no size that it declares is believed.

use std::cell::Cell;
use std::collections::HashSet;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Error, LARGEST, relations};

/// What may be read to find out what is in a zip: some ten thousand names.
const DIRECTORY: u64 = 2 << 20;
/// What may come out of all parts together. The XML of 3000 字 takes 0.1 to 2 MiB.
const INFLATED: u64 = 32 << 20;

/// An open package.
pub(super) struct Package<R> {
    zip: ZipArchive<Bounded<R>>,
    /// The bytes that may still come out of its parts.
    inflated: u64,
    /// The parts that were read, by where they stand in the zip.
    read: HashSet<usize>,
}

impl<R: Read + Seek> Package<R> {
    pub fn open(mut file: R) -> Result<Self, Error> {
        let size = file.seek(SeekFrom::End(0)).map_err(Error::Unreadable)?;
        if size > LARGEST {
            return Err(Error::TooLarge);
        }
        file.rewind().map_err(Error::Unreadable)?;
        let mut head = Vec::new();
        file.by_ref().take(8).read_to_end(&mut head).map_err(Error::Unreadable)?;
        match head.as_slice() {
            [] => return Err(Error::Empty),
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" => {
                let protected = is_protected(&mut file).map_err(Error::Unreadable)?;
                return Err(if protected { Error::Protected } else { Error::Old });
            }
            [b'P', b'K', ..] => {}
            // What a copy that was broken off leaves on a disk.
            zeros if zeros.iter().all(|byte| *byte == 0) => return Err(Error::Damaged),
            _ => return Err(Error::Foreign),
        }
        let readable = Rc::new(Cell::new(DIRECTORY));
        let zip = ZipArchive::new(Bounded { file, room: Rc::clone(&readable) }).map_err(told)?;
        // From here on no honest file is read more than once.
        readable.set(LARGEST);
        Ok(Self { zip, inflated: INFLATED, read: HashSet::new() })
    }

    /// The name of the part that is the document.
    pub fn main(&mut self) -> Result<String, Error> {
        let named = self.related("")?.into_iter().find(|(name, _)| name == "officeDocument");
        Ok(named.map_or_else(|| "word/document.xml".to_owned(), |(_, target)| target))
    }

    /// What the part `name`, or without a name the whole package, is related to.
    pub fn related(&mut self, name: &str) -> Result<Vec<(String, String)>, Error> {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.relations(name)?.map_or_else(|| Ok(Vec::new()), |xml| relations::read(&xml, folder))
    }

    /// The part with the relations of the part `name`.
    pub fn relations(&mut self, name: &str) -> Result<Option<String>, Error> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        self.part(&format!("{folder}/_rels/{file}.rels"))
    }

    /// The text of a part; nothing if there is none of that name. Capitals make no other name, and some programs separate
    /// folders by `\`.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let plain = |bytes: &[u8]| {
            let fold = |byte: &u8| if *byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() };
            bytes.strip_prefix(b"/").unwrap_or(bytes).iter().map(fold).collect::<Vec<u8>>()
        };
        let wanted = plain(name.as_bytes());
        let same = |raw: &[u8]| raw.len().abs_diff(wanted.len()) <= 1 && plain(raw) == wanted;
        let Some(index) = self.zip.file_names_raw().position(same) else { return Ok(None) };
        self.part_at(index).map(Some)
    }

    /// Where the parts in XML stand that were not read yet; no program has words in those that say what types the others have.
    pub fn unread(&self) -> Vec<usize> {
        let ends = |name: &[u8]| {
            let ends = |ending: &[u8]| {
                name.len() >= ending.len() && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending)
            };
            ends(b".xml") && !ends(b"[Content_Types].xml") || ends(b".rels")
        };
        let names = self.zip.file_names_raw().enumerate();
        names.filter(|(index, name)| ends(name) && !self.read.contains(index)).map(|(index, _)| index).collect()
    }

    /// The text of the part that stands there in the zip.
    pub fn part_at(&mut self, index: usize) -> Result<String, Error> {
        self.read.insert(index);
        let mut bytes = Vec::new();
        let part = self.zip.by_index(index).map_err(told)?;
        // One byte more than there is room for tells that there is too much.
        part.take(self.inflated + 1).read_to_end(&mut bytes).map_err(|error| told(ZipError::Io(error)))?;
        self.inflated = self.inflated.checked_sub(bytes.len() as u64).ok_or(Error::TooLarge)?;
        decode(bytes)
    }
}

/// A part's bytes as text: UTF-8, or UTF-16 by its mark, as the format allows.
fn decode(bytes: Vec<u8>) -> Result<String, Error> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => {
            let (text, _, broken) = encoding.decode(&bytes);
            if broken { Err(Error::Broken) } else { Ok(text.into_owned()) }
        }
        None => String::from_utf8(bytes).map_err(|_| Error::Broken),
    }
}

/// What an error of the zip means to whoever has the file.
fn told(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) if error.kind() == ErrorKind::FileTooLarge => Error::TooLarge,
        // What the system says has a number of its own; all else was made of the bytes.
        ZipError::Io(error) if error.raw_os_error().is_some() => Error::Unreadable(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Error::Protected,
        _ => Error::Damaged,
    }
}

/// Whether what has the form of the old format is a new one behind a password: the name of such a part stands in it, in UTF-16.
/// It is read a block at a time.
///
/// # Errors
/// It cannot be read.
pub fn is_protected(mut file: impl Read) -> io::Result<bool> {
    let wanted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut block = Vec::new();
    loop {
        let kept = block.len().saturating_sub(wanted.len());
        block.drain(..kept);
        if file.by_ref().take(1 << 16).read_to_end(&mut block)? == 0 {
            return Ok(false);
        }
        if block.windows(wanted.len()).any(|window| window == wanted) {
            return Ok(true);
        }
    }
}

/// A file of which only so much may be read.
struct Bounded<R> {
    file: R,
    room: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        let left = self.room.get().checked_sub(read as u64).ok_or(ErrorKind::FileTooLarge)?;
        self.room.set(left);
        Ok(read)
    }
}

impl<R: Seek> Seek for Bounded<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
