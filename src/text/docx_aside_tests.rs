//! What a Word file says where nobody looks.

use std::io::Cursor;

use super::{document, p, package, part, relations};
use crate::text::docx::read;

#[test]
fn what_nobody_looks_at_is_aside() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = |words: &str| format!("<w:r><w:instrText>{words}</w:instrText></w:r>");
    let runs = [
        "<w:p><w:bookmarkStart w:id=\"0\" w:name=\"_Toc1\"/><w:bookmarkStart w:id=\"1\" w:name=\"书签\"/>",
        "<w:sdt><w:sdtPr><w:alias w:val=\"别名\"/><w:tag w:val=\"标记\"/></w:sdtPr><w:sdtContent/></w:sdt>",
        "<w:r><w:drawing><a:docPr id=\"1\" name=\"图名\" descr=\"图说&#10;二行\" title=\"图题\"/></w:drawing></w:r>",
        "<w:r><w:pict><v:shape alt=\"旧图\"/></w:pict></w:r><w:ins w:id=\"2\" w:author=\"改者\"/><w:del w:author=\"改者\"/>",
        &[field("begin"), instruction(" AUTHOR 域"), instruction("码 "), field("separate"), field("end")].concat(),
        "<w:fldSimple w:instr=\" TITLE 简域 \"/><w:r><w:t>正文</w:t></w:r></w:p>",
    ];
    let root = relations(&[
        ("officeDocument", "word/document.xml"),
        ("metadata/core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    ]);
    let related =
        relations(&[("comments", "comments.xml"), ("hyperlink", "http://x.example/链接"), ("image", "图.png")]);
    let related = related.replace("链接\"", "链接\" TargetMode=\"External\"");
    let comments = part("comments", &format!("<w:comment w:author=\"批者\">{}</w:comment>", p("批注")));
    let core = "<cp:core xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:title>标题</dc:title><dc:creator>作者</dc:creator>\
                <cp:keywords>词&amp;词</cp:keywords><dc:description>备注</dc:description>\
                <cp:lastModifiedBy>末者</cp:lastModifiedBy><cp:revision>9</cp:revision></cp:core>";
    let app = "<Properties><Application>程序</Application><Company>单位</Company></Properties>";
    let main = document(&runs.concat());
    let parts = [
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", &main),
        ("word/_rels/document.xml.rels", &related),
        ("word/comments.xml", &comments),
        ("docProps/core.xml", core),
        ("docProps/app.xml", app),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
    let read = read(Cursor::new(package(&parts))).expect("a text");
    assert_eq!(read.body, "正文\n");
    let mut lines: Vec<&str> = read.aside.lines().collect();
    assert_eq!(lines.remove(0), "批注");
    let mut wanted = [
        "书签",
        "别名",
        "标记",
        "图名",
        "图说",
        "二行",
        "图题",
        "旧图",
        "改者",
        "AUTHOR 域码",
        "TITLE 简域",
        "批者",
        "http://x.example/链接",
        "标题",
        "作者",
        "词&词",
        "备注",
        "末者",
        "单位",
    ];
    wanted.sort_unstable();
    assert_eq!(lines, wanted);
}

#[test]
fn parts_that_nothing_leads_to_are_aside() {
    let people = part("people", "<w:person w:author=\"审者\"><w:presenceInfo w:userId=\"S::a@b.example\"/></w:person>");
    let glossary = part(
        "glossaryDocument",
        &format!("<w:docParts><w:docPart><w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>", p("构建块")),
    );
    let link = relations(&[("hyperlink", "http://x.example/词")]).replace("词\"", "词\" TargetMode=\"External\"");
    let chart = "<c:chart xmlns:c=\"urn:c\"><c:pt><c:v>图中人</c:v></c:pt></c:chart>";
    let custom =
        "<Properties><property name=\"编号\"><vt:lpwstr xmlns:vt=\"v\">自定的</vt:lpwstr></property></Properties>";
    let root = relations(&[("officeDocument", "word/document.xml")]);
    let (main, foot, comments) = (document(&p("正文")), part("ftr", &p("无主页脚")), part("comments", &p("无主批注")));
    let parts = [
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", &main),
        ("word/people.xml", &people),
        ("word/glossary/document.xml", &glossary),
        ("word/glossary/_rels/document.xml.rels", &link),
        ("word/footer9.xml", &foot),
        ("WORD/Comments.XML", &comments),
        ("word/charts/chart1.xml", chart),
        ("docProps/custom.xml", custom),
        ("word/broken.xml", "<w:t>坏了的</w:p>"),
        ("word/media/image.png", "图片"),
        ("[Content_Types].xml", "<Types><Default author=\"没有\"/></Types>"),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, xml)| (*name, xml.as_bytes())).collect();
    let read = read(Cursor::new(package(&parts))).expect("a text");
    assert_eq!(read.body, "正文\n");
    let mut wanted = [
        "审者",
        "S::a@b.example",
        "构建块",
        "http://x.example/词",
        "图中人",
        "编号",
        "自定的",
        "无主页脚",
        "无主批注",
        "<w:t>坏了的</w:p>",
    ];
    wanted.sort_unstable();
    assert_eq!(read.aside.lines().collect::<Vec<_>>(), wanted);
}
