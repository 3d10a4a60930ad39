//! Small workbooks, written out as text: which bytes of them change, and which are refused.

use super::mapping::Mapping;
use super::package::Refusal;
use super::plan::plan;
use super::tests::{MAIN, book, filled, layout, part, sheet, standard, zipped};
use super::*;

#[test]
fn only_answer_cells_change() {
    let records: [&[(&str, &str)]; 2] = [
        &[("序号", "1"), ("案例名称", "=1+1 <&>\"_x0041_\n二"), ("作者", " 甲 "), ("字数", "2692")],
        &[("序号", "2"), ("案例名称", "二"), ("字数", "1、2")],
    ];
    let head = "<x:c r=\"B2\" t=\"inlineStr\"><x:is><x:t>序号</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>案例</x:t><x:rPh><x:t>an</x:t></x:rPh><x:r><x:t>名称</x:t></x:r></x:is></x:c><x:c r=\"E2\" t=\"inlineStr\"><x:is><x:t>作者</x:t></x:is></x:c><x:c t=\"inlineStr\"><x:is><x:t>字&#x6570;</x:t></x:is></x:c>";
    let around = |dimension: &str, rows: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<x:worksheet xmlns:x=\"{MAIN}\" xmlns:y='urn:y'><x:dimension ref=\"{dimension}\"/><x:cols><x:col min=\"2\" max=\"2\" style=\"7\"/></x:cols><x:sheetData>{rows}</x:sheetData><!-- 注 --><x:controls><xdr:row xmlns:xdr='u'>5</xdr:row><xdr:col xmlns:xdr='u'>1</xdr:col></x:controls></x:worksheet>"
        )
    };
    let before = around(
        "B2:F3",
        &format!(
            "<x:row r=\"2\" spans=\"2:6\">{head}</x:row><x:row spans=\"3:4\" s=\"4\" customFormat=\"1\" y:z='a\"b'><x:c r=\"C3\" s=\"3\" t=\"s\" y:k='1'><x:v/><x:extLst><x:ext/></x:extLst></x:c><x:c s=\"2\"/></x:row>"
        ),
    );
    let string = |text: &str| format!("<x:is><x:t xml:space=\"preserve\">{text}</x:t></x:is>");
    let after = around(
        "B2:F4",
        &format!(
            "<x:row r=\"2\" spans=\"2:6\">{head}</x:row><x:row spans=\"2:6\" s=\"4\" customFormat=\"1\" y:z='a\"b'><x:c r=\"B3\" s=\"4\"><x:v>1</x:v></x:c><x:c r=\"C3\" s=\"3\" y:k=\"1\" t=\"inlineStr\">{}<x:extLst><x:ext/></x:extLst></x:c><x:c s=\"2\"/><x:c r=\"E3\" s=\"4\" t=\"inlineStr\">{}</x:c><x:c r=\"F3\" s=\"4\"><x:v>2692</x:v></x:c></x:row><x:row r=\"4\"><x:c r=\"B4\" s=\"7\"><x:v>2</x:v></x:c><x:c r=\"C4\" t=\"inlineStr\">{}</x:c><x:c r=\"F4\" t=\"inlineStr\">{}</x:c></x:row>",
            string("=1+1 &lt;&amp;&gt;\"_x005F_x0041_\n二"),
            string(" 甲 "),
            string("二"),
            string("1、2"),
        ),
    );
    assert_eq!(filled(&before, &records), after);
    // Rows that stand alone, and rows after the last.
    let before =
        sheet("序号|案例名称|作者", &[]).replace("</sheetData>", "<row r=\"2\" ht=\"30\"/><row r=\"9\"/></sheetData>");
    let after = filled(&before, &records);
    assert!(after.contains("<row r=\"2\" ht=\"30\"><c r=\"A2\"><v>1</v></c>"), "{after}");
    assert!(
        after.contains("</row><row r=\"3\"><c r=\"A3\"><v>2</v></c>")
            && after.ends_with("</row><row r=\"9\"/></sheetData><mergeCells></mergeCells></worksheet>"),
        "{after}"
    );
}

/// The strict variant of the format has other namespaces, relations with them, and parts named from the root.
#[test]
fn the_strict_format_is_filled() {
    let standard = standard();
    let layout = layout(&standard, "2");
    let bytes = book(&[("甲", sheet("序号|学校名称|联系电话\n", &[]))], "");
    let zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let strict = |text: String| {
        let text = text.replace("schemas.openxmlformats.org/spreadsheetml/2006/", "purl.oclc.org/ooxml/spreadsheetml/");
        let text =
            text.replace("schemas.openxmlformats.org/officeDocument/2006/", "purl.oclc.org/ooxml/officeDocument/");
        text.replace("Target=\"worksheets", "Target=\"/xl/worksheets")
            .replace("<workbook ", "<workbook conformance=\"strict\" ")
    };
    let parts: Vec<(String, String)> =
        names.into_iter().map(|name| (name.to_uppercase(), strict(part(&bytes, &name)))).collect();
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let bytes = zipped(&parts);
    let looked = Looked::at(&bytes, layout, &Mapping::default()).ok().unwrap();
    let plan =
        plan(&looked.page, &looked.table, layout, &Mapping::default(), &[vec!["x".to_owned(); layout.columns.len()]]);
    let text = part(&looked.fill(&plan).unwrap().bytes, "XL/WORKSHEETS/SHEET1.XML");
    assert!(text.contains("purl.oclc.org") && text.contains("<c r=\"C2\" t=\"inlineStr\">"), "{text}");
}

#[test]
fn formulas_are_calculated_anew() {
    let standard = standard();
    let layout = layout(&standard, "2");
    let table = || sheet("序号|学校名称|联系电话\n", &[]);
    let sums = || sheet("=COUNTA(甲!B:B)", &[]);
    let record = vec![vec!["x".to_owned(); layout.columns.len()]];
    for (sheets, after, expected) in [
        (vec![("甲", table())], "<calcPr calcId=\"1\"/>", "<calcPr calcId=\"1\"/>"),
        (
            vec![("甲", table()), ("乙", sums())],
            "<calcPr calcId=\"1\"/>",
            "<calcPr calcId=\"1\" fullCalcOnLoad=\"1\"/>",
        ),
        (
            vec![("甲", table()), ("乙", sums())],
            "<calcPr fullCalcOnLoad='0' a='b'></calcPr>",
            "<calcPr a=\"b\" fullCalcOnLoad=\"1\"></calcPr>",
        ),
        (vec![("甲", table()), ("乙", sums())], "<calcPr fullCalcOnLoad='true'/>", "<calcPr fullCalcOnLoad='true'/>"),
        (
            vec![("甲", table()), ("乙", sums())],
            "<definedNames><definedName name=\"a\">1</definedName></definedNames><extLst/>",
            "</definedNames><calcPr fullCalcOnLoad=\"1\"/><extLst/>",
        ),
        (vec![("甲", table()), ("乙", sums())], "", "</sheets><calcPr fullCalcOnLoad=\"1\"/></workbook>"),
    ] {
        let bytes = book(&sheets, after);
        let looked = Looked::at(&bytes, layout, &Mapping::default()).ok().unwrap();
        let plan = plan(&looked.page, &looked.table, layout, &Mapping::default(), &record);
        let text = part(&looked.fill(&plan).unwrap().bytes, "xl/workbook.xml");
        assert!(text.contains(expected), "{after}: {text}");
    }
}

#[test]
fn results_from_before_the_answers_are_taken_out() {
    let standard = standard();
    let layout = layout(&standard, "2");
    let table = sheet("序号|学校名称|联系电话\n|||\n=ROW()-1|||\n合计|=COUNTA(B2:B3)", &[]);
    let sheets = [
        ("表 1", table),
        ("乙", sheet("=COUNTA('表 1'!B:B)|=1+1|=数", &[])),
        ("丙", sheet("=乙!A1", &[])),
        ("丁", sheet("=COUNTA(A2:A3)|=戊!A1", &[])),
        ("戊", sheet("=数", &[])),
        ("己", sheet("=TODAY()|=另外", &[])),
    ];
    let names = "<definedNames><definedName name=\"数\">'表 1'!$B$2:$B$9</definedName><definedName name=\"另外\">丁!$A$9</definedName></definedNames>";
    let bytes = book(&sheets, &names.replace("丁!", "庚!"));
    let looked = Looked::at(&bytes, layout, &Mapping::default()).ok().unwrap();
    let plan =
        plan(&looked.page, &looked.table, layout, &Mapping::default(), &[vec!["x".to_owned(); layout.columns.len()]]);
    let filled = looked.fill(&plan).unwrap();
    let cells = |number: usize| part(&filled.bytes, &format!("xl/worksheets/sheet{number}.xml"));
    assert!(cells(1).contains("<f>ROW()-1</f><v>0</v>") && cells(1).contains("<c r=\"B4\"><f>COUNTA(B2:B3)</f></c>"));
    assert!(cells(2).contains("<c r=\"A1\"><f>COUNTA('表 1'!B:B)</f></c><c r=\"B1\" t=\"n\"><f>1+1</f><v>0</v></c>"));
    assert!(!cells(3).contains("<v>") && !cells(4).contains("<v>") && !cells(5).contains("<v>"));
    assert_eq!(cells(6), sheets[5].1, "what does not lead there is as it was");
}

#[test]
fn what_is_no_workbook_is_refused_by_name() {
    let refused = |bytes: &[u8]| {
        let standard = standard();
        match Looked::at(bytes, layout(&standard, "2"), &Mapping::default()).err() {
            Some(Fault::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    };
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    assert_eq!(refused(&old), Refusal::Old);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&[old, name].concat()), Refusal::Protected);
    for bytes in [&b""[..], b"<html>", "序号,学校".as_bytes()] {
        assert_eq!(refused(bytes), Refusal::Foreign);
    }
    assert!(matches!(refused(b"PK\x03\x04 cut off"), Refusal::Damaged(_)));
    assert_eq!(refused(&zipped(&[("mimetype", "x"), ("content.xml", "x")])), Refusal::OpenDocument);
    assert_eq!(refused(&zipped(&[("xl/workbook.bin", "x")])), Refusal::Binary);
    assert_eq!(refused(&zipped(&[("word/document.xml", "<a/>")])), Refusal::Foreign);
    assert_eq!(refused(&zipped(&[("xl/workbook.xml", "<a/>"), ("_xmlsignatures/sig1.xml", "<a/>")])), Refusal::Signed);
    assert!(matches!(refused(&zipped(&[("a", "1"), ("A", "2")])), Refusal::Damaged(_)));
    let one = |xml: &str| refused(&book(&[("甲", xml.to_owned())], ""));
    assert_eq!(
        one("<?xml version=\"1.0\" encoding=\"GBK\"?><worksheet><sheetData/></worksheet>"),
        Refusal::Unusual("xl/worksheets/sheet1.xml".into())
    );
    assert_eq!(
        one("<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>"),
        Refusal::Unusual("xl/worksheets/sheet1.xml".into())
    );
    for xml in [
        "<worksheet>",
        "<worksheet/>",
        "<worksheet><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A2\"/></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"9999999\"/></sheetData></worksheet>",
        "<worksheet><sheetData></row></sheetData></worksheet>",
    ] {
        assert!(matches!(one(xml), Refusal::Damaged(_)), "{xml}: {:?}", one(xml));
    }
    // Little that becomes much.
    let bomb = format!("<worksheet><sheetData/>{}</worksheet>", " ".repeat(65 << 20));
    assert_eq!(one(&bomb), Refusal::Large);
    // Cut off anywhere, it is refused or read, and nothing worse.
    let whole = book(&[("甲", sheet("序号|学校名称|联系电话\n", &[]))], "");
    let standard = standard();
    for end in 0..whole.len() {
        assert!(Looked::at(&whole[..end], layout(&standard, "2"), &Mapping::default()).is_err());
    }
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        if let Ok(looked) = Looked::at(&bytes, layout(&standard, "2"), &Mapping::default()) {
            let _ = looked.fill(&Plan::default());
        }
    }
}
