//! Word files are built here from XML, one for each thing that can stand in them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Error, Text, read};

#[path = "docx_aside_tests.rs"]
mod aside;
#[path = "docx_hostile_tests.rs"]
mod hostile;

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip of these parts.
fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(*name, options).expect("a part");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn relations(of: &[(&str, &str)]) -> String {
    let one = |(number, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = of.iter().enumerate().map(one).collect();
    format!("<?xml version=\"1.0\"?><Relationships xmlns=\"{RELATIONS}\">{all}</Relationships>")
}

fn part(root: &str, inner: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{root} xmlns:w=\"{TRANSITIONAL}\" \
         xmlns:mc=\"urn:mc\" xmlns:m=\"urn:m\" xmlns:a=\"urn:a\" xmlns:v=\"urn:v\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">{inner}</w:{root}>"
    )
}

fn document(body: &str) -> String {
    part("document", &format!("<w:body>{body}<w:sectPr/></w:body>"))
}

fn whole(document: &str) -> Vec<u8> {
    let root = relations(&[("officeDocument", "word/document.xml")]);
    package(&[("_rels/.rels", root.as_bytes()), ("word/document.xml", document.as_bytes())])
}

fn text(body: &str) -> Text {
    read(Cursor::new(whole(&document(body)))).expect("a text")
}

/// What is read of a body.
fn body(xml: &str) -> String {
    text(xml).body
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn failure(bytes: &[u8]) -> Error {
    read(Cursor::new(bytes)).expect_err("a failure")
}

#[test]
fn a_paragraph_is_a_line_and_an_empty_one_is_none() {
    assert_eq!(
        body(&format!("{}<w:p/><w:p><w:r><w:t xml:space=\"preserve\"> </w:t></w:r></w:p>{}", p("甲"), p("乙"))),
        "甲\n乙\n"
    );
    assert_eq!(body(""), "");
}

#[test]
fn runs_breaks_tabs_and_hyphens() {
    let runs = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"9\"/></w:tabs></w:pPr><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t></w:r>\
                <w:r><w:br/><w:t>三</w:t><w:cr/><w:t>四</w:t></w:r><w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>\
                <w:r><w:t>soft</w:t><w:softHyphen/><w:t>ly</w:t><w:ptab w:relativeTo=\"margin\"/></w:r></w:p>";
    assert_eq!(body(runs), "一 二\n三\n四e\u{2011}mailsoftly\n");
}

#[test]
fn blanks_stay_where_they_are_asked_to() {
    let runs = "<w:p><w:r><w:t>one </w:t></w:r><w:r><w:t xml:space=\"preserve\">two </w:t></w:r><w:r><w:t>\n three\n</w:t></w:r></w:p>";
    assert_eq!(body(runs), "onetwo three\n");
    assert_eq!(body(&p("　　段首空两字")), "　　段首空两字\n");
}

#[test]
fn entities_and_literal_sections() {
    assert_eq!(
        body(&p("&lt;甲&gt; &amp; &#20057;&#x4e19;<![CDATA[<丁>&amp;]]><!-- 不是 -->")),
        "<甲> & 乙丙<丁>&amp;\n"
    );
    assert!(matches!(failure(&whole(&document(&p("&nbsp;")))), Error::Broken));
}

#[test]
fn tables_row_by_row_and_tables_in_tables() {
    let inner = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("内一"), p("内二"));
    let table = format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc><w:tc>{}{inner}{}</w:tc></w:tr>\
         <w:tr><w:sdt><w:sdtContent><w:tc>{}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
        p("一"),
        p("二"),
        p("三"),
        p("四")
    );
    assert_eq!(body(&format!("{}{table}{}", p("前"), p("后"))), "前\n一\n二\n内一\n内二\n三\n四\n后\n");
}

#[test]
fn links_controls_and_tags_are_seen_through() {
    let runs = "<w:p><w:hyperlink w:anchor=\"x\"><w:r><w:t>链</w:t></w:r></w:hyperlink>\
                <w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:alias w:val=\"别名\"/></w:sdtPr><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>\
                <w:smartTag w:element=\"place\"><w:r><w:t>签</w:t></w:r></w:smartTag><w:customXml><w:r><w:t>自</w:t></w:r></w:customXml>\
                <w:ins w:author=\"某\"><w:r><w:t>增</w:t></w:r></w:ins><w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo>\
                <w:fldSimple w:instr=\" TITLE \"><w:r><w:t>域</w:t></w:r></w:fldSimple></w:p>";
    assert_eq!(body(runs), "链控签自增移域\n");
}

#[test]
fn what_was_deleted_is_aside() {
    let runs = "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>\
                <w:moveFrom><w:r><w:t>搬</w:t></w:r></w:moveFrom><w:r><w:t>下</w:t></w:r></w:p>";
    assert_eq!(text(runs), Text { body: "留下\n".into(), aside: "删搬\n".into() });
    let joined = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>{}", p("b"));
    assert_eq!(body(&joined), "ab\n", "the end of a paragraph was deleted");
}

#[test]
fn hidden_text_is_aside() {
    let run = |look: &str, words: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>");
    let runs = [
        run("<w:b/>", "甲"),
        run("<w:vanish/>", "乙"),
        run("<w:vanish w:val=\"0\"/>", "丙"),
        run("<w:vanish w:val=\"true\"/>", "丁"),
        run("<w:webHidden/>", "戊"),
        run("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "己"),
    ];
    let mark = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>";
    let read = text(&format!("<w:p>{mark}{}</w:p>", runs.concat()));
    assert_eq!(read, Text { body: "甲丙戊己\n".into(), aside: "乙丁\n".into() });
}

#[test]
fn of_alternatives_one_is_read() {
    let boxed = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(words));
    let both = format!(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>{}",
        boxed("框"),
        boxed("框"),
        p("末")
    );
    assert_eq!(body(&both), "前后\n框\n末\n", "once, and the paragraph it hangs on stays whole");
    let alone =
        "<w:p><mc:AlternateContent><mc:Fallback><w:r><w:t>退</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>";
    assert_eq!(body(alone), "退\n");
}

#[test]
fn an_alternative_that_word_does_not_know_is_aside_and_the_other_read() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let unknown = |space: &str| {
        text(&format!(
            "<w:p><mc:AlternateContent><mc:Choice xmlns:z=\"{space}\" Requires=\"wps z\">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:p>",
            run("选"),
            run("退")
        ))
    };
    let Text { body, aside } = unknown("urn:nobody");
    assert_eq!((body.as_str(), aside.as_str()), ("退\n", "选\n"));
    let Text { body, aside } = unknown("http://schemas.microsoft.com/office/word/2010/wordml");
    assert_eq!((body.as_str(), aside.as_str()), ("选\n", "退\n"), "both are searched");
}

#[test]
fn what_is_seen_and_is_no_word_is_aside() {
    let xml = "<w:p><w:r><w:t>字</w:t></w:r><m:oMath><m:r><m:t>式13800000000</m:t></m:r></m:oMath>\
               <w:r><w:pict><v:shape><v:textpath string=\"画出的字\"/></v:shape></w:pict></w:r>\
               <w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:textInput><w:default w:val=\"先写好的\"/></w:textInput></w:ffData></w:fldChar></w:r></w:p>";
    let Text { body, aside } = text(xml);
    assert_eq!(body, "字\n");
    for words in ["式13800000000", "画出的字", "先写好的"] {
        assert!(aside.contains(words), "{words} in {aside}");
    }
}

#[test]
fn numbers_before_items_are_aside_and_what_is_taken_in_is_refused() {
    let root = relations(&[("officeDocument", "word/document.xml")]);
    let file = |related: &[(&str, &str)], part: (&str, &[u8])| {
        let (document, related) = (document(&p("字")), relations(related));
        read(Cursor::new(package(&[
            ("_rels/.rels", root.as_bytes()),
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", related.as_bytes()),
            part,
        ])))
    };
    let numbering =
        part("numbering", "<w:abstractNum><w:lvl><w:lvlText w:val=\"第%1号王小禾\"/></w:lvl></w:abstractNum>");
    let numbered = file(&[("numbering", "numbering.xml")], ("word/numbering.xml", numbering.as_bytes()));
    assert!(numbered.expect("a text").aside.contains("王小禾"));
    let set = part("settings", "<w:docVars><w:docVar w:name=\"话\" w:val=\"13800000000\"/></w:docVars>");
    let settings = file(&[("settings", "settings.xml")], ("word/settings.xml", set.as_bytes()));
    assert_eq!(settings.expect("a text").aside, "13800000000\n话\n");
    let chart = "<c:chart xmlns:c=\"urn:c\" xmlns:a=\"urn:a\"><a:p><a:r><a:t>王小</a:t></a:r><a:r><a:t>禾</a:t></a:r></a:p>\
                 <c:pt><c:v>林小树</c:v></c:pt><c:pt><c:v>3</c:v></c:pt></c:chart>";
    for relation in ["chart", "chartEx", "diagramData"] {
        let drawn = file(&[(relation, "charts/chart1.xml")], ("word/charts/chart1.xml", chart.as_bytes()));
        assert_eq!(drawn.expect("a text").aside, "3\n林小树\n王小禾\n");
    }
    let taken = file(&[("aFChunk", "a.html")], ("word/a.html", b"<p>13800000000</p>"));
    assert!(matches!(taken, Err(Error::Inserted)), "{taken:?}");
}

#[test]
fn text_boxes_hold_paragraphs_and_tables_and_boxes() {
    let inner = format!("<w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict>", p("内"));
    let outer = format!(
        "<w:p><w:r><w:t>一</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>外</w:t></w:r><w:r>{inner}</w:r></w:p>\
         <w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl></w:txbxContent></v:textbox></w:pict></w:r><w:r><w:t>二</w:t></w:r></w:p>",
        p("格")
    );
    assert_eq!(body(&outer), "一二\n外\n内\n格\n");
}

#[test]
fn fields_give_their_results_and_not_their_codes() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let code = |words: &str| format!("<w:r><w:instrText>{words}</w:instrText></w:r>");
    let nested = [
        run("第"),
        field("begin"),
        code(" IF "),
        field("begin"),
        code(" PAGE "),
        field("separate"),
        run("9"),
        field("end"),
        code(" = 1 "),
        field("separate"),
        run("三"),
        field("end"),
        run("页"),
    ];
    assert_eq!(body(&format!("<w:p>{}</w:p>", nested.concat())), "第三页\n");
    let open = format!("<w:p>{}{}</w:p>{}", field("begin"), code(" TOC "), p("正文"));
    assert_eq!(body(&open), "正文\n", "a field that never ends hides nothing behind its paragraph");
    let across = format!(
        "<w:p>{}{}{}{}</w:p>{}<w:p>{}{}</w:p>",
        field("begin"),
        code("TOC"),
        field("separate"),
        run("目一"),
        p("目二"),
        field("end"),
        run("完")
    );
    assert_eq!(body(&across), "目一\n目二\n完\n");
}

#[test]
fn phonetic_guides_symbols_equations_and_pictures() {
    let ruby = "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>bān</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>班</w:t></w:r></w:rubyBase></w:ruby></w:r>\
                <w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:char=\"zz\"/><w:sym w:char=\"0007\"/></w:r>\
                <m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:drawing><a:t>图</a:t></w:drawing></w:r></w:p>";
    assert_eq!(body(ruby), "班\u{f0fc}\n");
    assert_eq!(text(ruby).aside, "bānx图\n");
}

#[test]
fn automatic_numbers_and_loose_characters_are_no_text() {
    let listed = "<w:p>散<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r>散<w:t>项</w:t></w:r></w:p>";
    assert_eq!(body(listed), "项\n");
}

#[test]
fn notes_are_text_and_the_rest_is_aside() {
    let root = relations(&[("officeDocument", "/文/main.xml")]);
    let related = relations(&[
        ("comments", "comments.xml"),
        ("header", "h1.xml"),
        ("header", "h1.xml"),
        ("endnotes", "end.xml"),
        ("footnotes", "/文/foot.xml"),
        ("footer", "missing.xml"),
        ("image", "media/1.png"),
    ]);
    let separator = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>";
    let note = |of: &str, words: &str| {
        format!("<w:{of} w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{words}</w:t></w:r></w:p></w:{of}>")
    };
    let foot = part("footnotes", &format!("{separator}{}", note("footnote", "脚注")));
    let (end, comments) = (part("endnotes", &note("endnote", "尾注")), part("comments", &note("comment", "批注")));
    let (main, header) = (document(&p("正文")), part("hdr", &p("页眉")));
    let parts = [
        ("_rels/.rels", root.as_str()),
        ("文/main.xml", &main),
        ("文/_rels/main.xml.rels", &related),
        ("文/foot.xml", &foot),
        ("文/end.xml", &end),
        ("文/comments.xml", &comments),
        ("文/h1.xml", &header),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
    let read = read(Cursor::new(package(&parts))).expect("a text");
    assert_eq!(read, Text { body: "正文\n脚注\n尾注\n".into(), aside: "页眉\n批注\n".into() });
}

#[test]
fn other_dialects_are_read() {
    let strict = document(&p("严")).replace(TRANSITIONAL, STRICT);
    assert_eq!(read(Cursor::new(whole(&strict))).expect("a text").body, "严\n");
    let other = document(&p("他")).replace("w:", "ns0:").replace("ns0:w=", "ns0=");
    let other = other.replace("xmlns:ns0:", "xmlns:");
    assert_eq!(read(Cursor::new(whole(&other.replace("xmlns:w=", "xmlns:ns0=")))).expect("a text").body, "他\n");
    let bare = format!("<document xmlns=\"{TRANSITIONAL}\"><body><p><r><t>裸</t></r></p></body></document>");
    assert_eq!(read(Cursor::new(whole(&bare))).expect("a text").body, "裸\n");
    let wide: Vec<u8> = format!("\u{feff}{}", document(&p("宽"))).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let no_root = package(&[("WORD\\Document.xml", &wide)]);
    assert_eq!(
        read(Cursor::new(no_root)).expect("a text").body,
        "宽\n",
        "names with \\ and capitals, UTF-16, no relations"
    );
}
