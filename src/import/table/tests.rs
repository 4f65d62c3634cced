//! Whole files of every container, from their path to their records.

use crate::import::records::{COLUMN_LIMIT, RECORD_LIMIT, Step};
use crate::import::table::{Epoch, Table, tables};
use crate::import::{Encoding, Refusal};
use rstest::rstest;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet};
use std::io::{Cursor, Write as _};
use std::ops::Deref;

/// The tables of a file, and the folder it lies in as long as they are read.
struct Opened {
    tables: Vec<Table>,
    _folder: tempfile::TempDir,
}

impl Deref for Opened {
    type Target = [Table];

    fn deref(&self) -> &[Table] {
        &self.tables
    }
}

/// The tables of a file of this name that holds these bytes.
fn open_as(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<Opened, Refusal> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Ok(Opened { tables: tables(&path, encoding)?, _folder: folder })
}

fn open(name: &str, bytes: &[u8]) -> Result<Opened, Refusal> {
    open_as(name, bytes, None)
}

/// Line, outcome and cells of each record.
fn records(table: &Table) -> Vec<(u64, Step, String)> {
    let mut records = table.records().unwrap();
    let mut all = Vec::new();
    loop {
        match records.advance().unwrap() {
            Step::End => return all,
            step => all.push((records.record().line(), step, records.record().texts().join("|"))),
        }
    }
}

/// The records of a file with one table, all of them whole.
fn lines(name: &str, bytes: &[u8]) -> Vec<(u64, String)> {
    let tables = open(name, bytes).unwrap();
    assert_eq!(tables.len(), 1);
    let whole = |(line, step, cells)| {
        assert_eq!(step, Step::Record, "{line}: {cells}");
        (line, cells)
    };
    records(&tables[0]).into_iter().map(whole).collect()
}

fn texts(name: &str, bytes: &[u8]) -> Vec<String> {
    lines(name, bytes).into_iter().map(|(_, cells)| cells).collect()
}

/// A workbook of one sheet.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

/// A zip of parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated).compression_level(Some(9));
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What every workbook has: where its book and its first sheet are.
const PACKAGE: (&str, &[u8]) = (
    "_rels/.rels",
    br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
);
const SHEETS: (&str, &[u8]) = (
    "xl/_rels/workbook.xml.rels",
    br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
);

/// The least workbook that a reader takes, with this sheet and these texts.
fn raw_workbook(sheet: &str, texts: &str) -> Vec<u8> {
    zipped(&[
        PACKAGE,
        ("xl/workbook.xml", br#"<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        SHEETS,
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>").as_bytes()),
    ])
}

#[test]
fn a_text_is_told_its_encoding_and_separator() {
    let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode("会社名;年額\n株式会社ソフト表計算;5\n");
    let tables = open("kokyaku.csv", &cp932).unwrap();
    let told = &tables[0].told;
    assert_eq!((told.encoding, told.separator, told.separator_stated), (Encoding::parse("cp932"), Some(b';'), false));
    assert_eq!(records(&tables[0])[1], (2, Step::Record, "株式会社ソフト表計算|5".to_owned()));
    assert_eq!(records(&tables[0]), records(&tables[0]));
    assert!(open("x.txt", b"sep=;\na;b\n").unwrap()[0].told.separator_stated);
}

#[rstest]
#[case("cp932")]
#[case("utf-16le")]
#[case("utf-16be")]
#[case("euc-jp")]
#[case("iso-2022-jp")]
fn an_encoding_may_be_asked_for(#[case] name: &str) {
    let encoding = Encoding::parse(name).unwrap();
    let text = "会社名,年額\n株式会社一,1\n";
    let bytes = match name {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding_rs::Encoding::for_label(encoding.name().as_bytes()).unwrap().encode(text).0.into_owned(),
    };
    let tables = open_as("x.csv", &bytes, Some(encoding)).unwrap();
    assert_eq!(records(&tables[0])[1].2, "株式会社一|1");
}

#[test]
fn asked_for_utf16_the_mark_says_which() {
    let bytes = [b"\xfe\xff".to_vec(), "a,b".encode_utf16().flat_map(u16::to_be_bytes).collect()].concat();
    let tables = open_as("x.csv", &bytes, Encoding::parse("utf-16")).unwrap();
    assert_eq!(records(&tables[0])[0].2, "a|b");
}

#[test]
fn a_record_that_cannot_be_decoded_does_not_harm_the_others() {
    let found = records(&open("x.csv", b"id,name,arr\nA1,\xe6\xa0\xaa,1\nA2,\xe6\xff\xa0,2\nA3,\xe6\xa0\xaa,3\n").unwrap()[0]);
    let steps: Vec<_> = found.iter().map(|(line, step, _)| (*line, *step)).collect();
    assert_eq!(steps, [(1, Step::Record), (2, Step::Record), (3, Step::NotText { cell: 1 }), (4, Step::Record)]);
    assert_eq!(found[3].2, "A3|株|3");
}

#[test]
fn cells_of_a_workbook_are_the_text_that_a_person_would_have_typed() {
    let bytes = workbook(|sheet| {
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let time = Format::new().set_num_format("yyyy/m/d h:mm");
        let length = Format::new().set_num_format("[h]:mm:ss");
        sheet.merge_range(0, 0, 0, 3, "顧客一覧", &Format::new().set_align(FormatAlign::Center)).unwrap();
        sheet.write_row(2, 0, ["id", "name", "", "arr"]).unwrap();
        sheet.write(3, 0, 1.03e13).unwrap();
        sheet.write(3, 1, "two\nlines, and a \"quote\"").unwrap();
        sheet.write(3, 3, 0.1).unwrap();
        sheet.write_with_format(4, 0, ExcelDateTime::parse_from_str("2025-01-05").unwrap(), &day).unwrap();
        sheet.write_with_format(4, 1, ExcelDateTime::parse_from_str("2025-01-05 18:30").unwrap(), &time).unwrap();
        sheet.write_with_format(4, 2, 1.5, &length).unwrap();
        sheet.write(4, 3, true).unwrap();
        sheet.write(5, 0, "0012").unwrap();
        sheet.write(5, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write(5, 2, -1200).unwrap();
        sheet.write(5, 3, 1e300).unwrap();
    });
    let expected = [
        (1, "顧客一覧|||"),
        (3, "id|name||arr"),
        (4, "10300000000000|two\nlines, and a \"quote\"||0.1"),
        (5, "2025-01-05|2025-01-05 18:30:00|36:00:00|TRUE"),
        (6, "0012|#DIV/0!|-1200|1E300"),
    ];
    assert_eq!(lines("x.xlsx", &bytes), expected.map(|(line, cells)| (line, cells.to_owned())));
    assert_eq!(open("x.xlsx", &bytes).unwrap()[0].serials, Some(Epoch::Y1900));
}

#[test]
fn a_workbook_may_count_its_days_from_1904() {
    let book = raw_workbook(r#"<row r="1"><c r="A1" t="d"><v>2025-01-05T00:00:00</v></c><c r="B1"><v>44200</v></c></row>"#, "<sst></sst>");
    assert_eq!(texts("x.xlsx", &book), ["2025-01-05|44200"]);
    let book = zipped(&[
        PACKAGE,
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        ("xl/styles.xml", br#"<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
        SHEETS,
        ("xl/worksheets/sheet1.xml", br#"<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>44200</v></c></row></sheetData></worksheet>"#),
    ]);
    let tables = open("x.xlsx", &book).unwrap();
    assert_eq!((tables[0].serials, &*records(&tables[0])[0].2), (Some(Epoch::Y1904), "2025-01-05"));
}

#[test]
fn furigana_is_not_glued_to_its_word() {
    let texts_part = "<sst><si><t>課</t><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh></si><si><r><t>株式</t></r><r><t>会社</t></r></si></sst>";
    let sheet = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>中</t></is></c></row>"#;
    assert_eq!(lines("x.xlsx", &raw_workbook(sheet, texts_part)), [(2, "課|株式会社|中".to_owned())]);
}

#[test]
fn every_visible_sheet_with_a_cell_is_a_table_and_hidden_ones_are_told() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("顧客").unwrap().write(0, 0, "会社名").unwrap();
    book.add_worksheet().set_name("白紙").unwrap();
    book.add_worksheet().set_name("控え").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
    book.add_worksheet().set_name("利用状況").unwrap().write(4, 1, "x").unwrap();
    let tables = open("x.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let names: Vec<_> = tables.iter().map(|table| (&*table.name, &*table.told.hidden, records(table).remove(0).2)).collect();
    assert_eq!(names, [("顧客", ["控え".to_owned()].as_slice(), "会社名".to_owned()), ("利用状況", [].as_slice(), "|x".to_owned())]);
}

#[test]
fn a_far_cell_costs_nothing() {
    let bytes = workbook(|sheet| {
        sheet.write(0, 0, "id").unwrap();
        sheet.write(1_048_575, 1, "far").unwrap();
    });
    let tables = open("x.xlsx", &bytes).unwrap();
    let table = &tables[0];
    assert_eq!(records(table)[1], (1_048_576, Step::Record, "|far".to_owned()));
    assert!(table.bytes < 100);
    let wide = workbook(|sheet| {
        sheet.write(0, 16_000, "x").unwrap();
    });
    assert!(matches!(open("x.xlsx", &wide), Err(Refusal::TooManyColumns { limit: COLUMN_LIMIT })));
}

#[test]
fn a_workbook_made_to_fill_memory_is_refused() {
    let dense = raw_workbook(&" <c/>".repeat(8 << 20), "<sst></sst>");
    assert!(matches!(open("x.xlsx", &dense), Err(Refusal::TooDense)));
    for announced in ["99999999999999", "18446744073709551616", "+7000000000"] {
        let texts = format!("<sst uniqueCount = '{announced}'><si><t>uniqueCount</t></si></sst>");
        assert!(matches!(open("x.xlsx", &raw_workbook("", &texts)), Err(Refusal::Damaged { .. })), "{announced}");
    }
    let honest = raw_workbook(r#"<row><c t="s"><v>0</v></c></row>"#, r#"<sst count="9" uniqueCount="1"><si><t>uniqueCount</t></si></sst>"#);
    assert_eq!(texts("x.xlsx", &honest), ["uniqueCount"]);
    let backwards = raw_workbook(r#"<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#, "<sst></sst>");
    assert!(matches!(open("x.xlsx", &backwards), Err(Refusal::Damaged { .. })));
}

#[test]
fn a_zip_that_lies_about_its_sizes_is_measured() {
    // The declared size stands behind the compressed one, in the local header and in the directory; both are made small.
    let mut bytes = raw_workbook(&" <c/>".repeat(8 << 20), "<sst></sst>");
    let true_size = u32::try_from("<worksheet><sheetData></sheetData></worksheet>".len() + 5 * (8 << 20)).unwrap().to_le_bytes();
    while let Some(at) = bytes.windows(4).position(|four| four == true_size) {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(open("x.xlsx", &bytes), Err(Refusal::TooDense | Refusal::Damaged { .. })));
}

#[test]
fn what_is_no_workbook_is_refused_by_its_name() {
    for ending in ["xls", "ods", "numbers", "xlsb"] {
        assert!(matches!(open(&format!("x.{ending}"), b"PK\x03\x04"), Err(Refusal::OtherFormat { ending: found }) if found == ending));
    }
    assert!(matches!(open("x.xlsx", b"id,name\n"), Err(Refusal::Damaged { .. })));
    assert!(matches!(open("x.xlsx", b"PK\x03\x04 and nothing"), Err(Refusal::Damaged { .. })));
    assert!(matches!(open("x.xlsx", b""), Err(Refusal::Empty)));
    assert!(matches!(open("x.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), Err(Refusal::OtherFormat { ending: "xls" })));
    let disguised = workbook(|sheet| {
        sheet.write(0, 0, "id").unwrap();
    });
    assert_eq!(texts("a.csv", &disguised), ["id"]);
}

#[test]
fn objects_of_json_lines_are_flattened_in_the_order_of_first_sight() {
    let text = "\u{feff}{\"event\":\"login\",\"properties\":{\"time\":1767225600,\"n\":12345678901234567890123,\"x\":1.50},\"tags\":[\"b\",2,null]}\n\n\
                {\"groups\":{\"account\":\"A1\"},\"event\":null,\"items\":[{\"a\": [1, 2], \"b c\": \"d \\\" e\"}],\"ok\":true}\n";
    let expected = [
        (0, "event|properties.time|properties.n|properties.x|tags|groups.account|items|ok"),
        (1, "login|1767225600|12345678901234567890123|1.50|b;2;|||"),
        (3, "|||||A1|[{\"a\":[1,2],\"b c\":\"d \\\" e\"}]|true"),
    ];
    assert_eq!(lines("x.jsonl", text.as_bytes()), expected.map(|(line, cells)| (line, cells.to_owned())));
}

#[test]
fn an_array_of_objects_counts_its_elements() {
    let text = " [\n {\"id\": 1, \"name\": \"a,]b\\\"\"},\n 5, {\"id\": 2}, \"x\" ]\n";
    let found = records(&open("x.json", text.as_bytes()).unwrap()[0]);
    let expected = [
        (0, Step::Record, "id|name"),
        (1, Step::Record, "1|a,]b\""),
        (2, Step::NotAnObject, "5"),
        (3, Step::Record, "2|"),
        (4, Step::NotAnObject, "\"x\""),
    ];
    assert_eq!(found, expected.map(|(line, step, cells)| (line, step, cells.to_owned())));
}

#[test]
fn lines_that_are_no_objects_are_told_one_by_one() {
    let deep = format!("{}1{}", "{\"a\":".repeat(40), "}".repeat(40));
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(RECORD_LIMIT));
    let text = format!("{{\"a\":1}}\n[1]\n{{\"a\":\n{deep}\n{long}\n{{\"a\":\"\\u0000\"}}\n{{\"a\":2}}");
    let found = records(&open("x.ndjson", text.as_bytes()).unwrap()[0]);
    let steps: Vec<_> = found.iter().map(|(line, step, _)| (*line, *step)).collect();
    let no_text = Step::NotText { cell: 0 };
    let expected = [
        (0, Step::Record),
        (1, Step::Record),
        (2, Step::NotAnObject),
        (3, Step::NotAnObject),
        (4, Step::TooDeep),
        (5, Step::TooLong),
        (6, no_text),
        (7, Step::Record),
    ];
    assert_eq!(steps, expected);
    assert_eq!((&*found[2].2, &*found[5].2), ("[1]", ""));
}

#[rstest]
#[case("")]
#[case("\n \n")]
#[case("[]")]
fn json_without_a_value_is_empty(#[case] text: &str) {
    assert!(matches!(open("x.json", text.as_bytes()), Err(Refusal::Empty)));
}

#[rstest]
#[case("[{\"a\":1}", 1)]
#[case("[{\"a\":1}] x", 2)]
#[case("[1,2]", 1)]
#[case("not json\n", 1)]
#[case("[,{}]", 1)]
fn what_is_no_json_of_objects_is_refused(#[case] text: &str, #[case] place: u64) {
    assert!(matches!(open("x.json", text.as_bytes()), Err(Refusal::NotJson { line }) if line == place));
}

#[test]
fn json_with_too_many_keys_is_refused() {
    let text: String = (0..=COLUMN_LIMIT).flat_map(|key| ["{\"k".to_owned(), key.to_string(), "\":1}\n".to_owned()]).collect();
    assert!(matches!(open("x.jsonl", text.as_bytes()), Err(Refusal::TooManyColumns { limit: COLUMN_LIMIT })));
}

proptest::proptest! {
    #[test]
    fn no_bytes_break_any_container(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), name in proptest::sample::select(vec!["x.csv", "x.xlsx", "x.json", "x.jsonl"])) {
        for bytes in [bytes.clone(), [b"PK\x03\x04".as_slice(), &bytes].concat(), [b"[{\"a\":".as_slice(), &bytes].concat()] {
            let Ok(opened) = open(name, &bytes) else { continue };
            for table in &*opened {
                let mut last = 0;
                for (line, _, _) in records(table) {
                    proptest::prop_assert!(line >= last);
                    last = line;
                }
            }
        }
    }
}
