//! The file of rejects: the records that did not go in, under their file's own header, to be mended and imported again.
//! Writes to what it is given; makes no files.

use crate::import::guard::{guard, unguard};
use crate::import::reject::Reject;
use std::borrow::Cow;
use std::io::Write;

/// What a file of rejects is called after the file it is of; a folder import never reads it.
pub const SUFFIX: &str = ".rejected.csv";

/// `sales.csv` gives `sales.rejected.csv`.
pub fn name_of(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem });
    format!("{stem}{SUFFIX}")
}

/// Writes rejected records as CSV with commas.
#[derive(Debug)]
pub struct Rejected<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Rejected<W> {
    /// Begins with the header of the file, cells as they stand there.
    pub fn new(out: W, raw_headers: &[String]) -> std::io::Result<Self> {
        let mut rejected = Self { out: csv::WriterBuilder::new().flexible(true).from_writer(out) };
        rejected.write(raw_headers)?;
        Ok(rejected)
    }

    /// Adds the record of a reject. `false` where there is no record to write: it was too large to hold.
    pub fn add(&mut self, reject: &Reject) -> std::io::Result<bool> {
        if reject.record.is_empty() {
            return Ok(false);
        }
        self.write(&reject.record)?;
        Ok(true)
    }

    /// Writes what is still held back and gives the writer back.
    pub fn finish(self) -> std::io::Result<W> {
        self.out.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
    }

    /// The guard comes off and on again, so that the cell is inert and still reads as it did.
    fn write(&mut self, cells: &[String]) -> std::io::Result<()> {
        let safe = |cell: &String| -> String {
            let bare: Cow<'_, str> = unguard(cell);
            guard(&bare).into_owned()
        };
        self.out.write_record(cells.iter().map(safe)).map_err(std::io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::reject::RejectReason;

    fn reject(record: &[&str]) -> Reject {
        Reject {
            file: "a.csv".into(),
            line: 2,
            column: None,
            value: String::new(),
            reason: RejectReason::NotADay,
            record: record.iter().map(|cell| (*cell).to_owned()).collect(),
        }
    }

    #[test]
    fn rejects_stand_under_their_own_header_and_are_inert() {
        let mut rejected = Rejected::new(Vec::new(), &["会社名".into(), "契約日".into()]).unwrap();
        assert!(rejected.add(&reject(&["a,\"b\"\nc", "'=1"])).unwrap());
        assert!(rejected.add(&reject(&["=cmd", "明日", "extra"])).unwrap());
        assert!(!rejected.add(&reject(&[])).unwrap());
        let text = String::from_utf8(rejected.finish().unwrap()).unwrap();
        assert_eq!(text, "会社名,契約日\n\"a,\"\"b\"\"\nc\",'=1\n'=cmd,明日,extra\n");
    }

    #[test]
    fn the_file_lies_beside_its_file() {
        assert_eq!(name_of("sales.csv"), "sales.rejected.csv");
        assert_eq!(name_of("a.b.tsv"), "a.b.rejected.csv");
        assert_eq!(name_of("plain"), "plain.rejected.csv");
    }
}
