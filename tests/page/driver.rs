//! The driver itself on small pages, each with one thing that it must see.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;

use crate::browser::{Browser, Page, assert_accessible, pages};

/// A page with this body, whose policy allows its own style and script and nothing else.
fn shown(browser: &Browser, body: &str) -> (TempDir, Page) {
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
    whole(browser, &format!("<meta http-equiv=Content-Security-Policy content=\"{policy}\">"), body, false)
}

fn whole(browser: &Browser, head: &str, body: &str, phone: bool) -> (TempDir, Page) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("一页 50%#1.html");
    let head = format!("<meta charset=utf-8><meta name=viewport content=width=device-width>{head}<title>一页</title>");
    let html = format!("<!doctype html><html lang=zh-CN><head>{head}</head><body><main>{body}</main></body></html>");
    fs::write(&file, html).expect("written");
    let page = if phone { browser.open(&file, 390, 844, true) } else { browser.open(&file, 1280, 800, false) };
    (folder, page)
}

/// The words with which something fails.
fn failure(run: impl FnOnce()) -> String {
    let thrown = catch_unwind(AssertUnwindSafe(run)).expect_err("it fails");
    *thrown.downcast::<String>().expect("a text")
}

#[test]
fn a_page_is_opened_and_read() {
    let Some(browser) = Browser::start() else { return };
    let head = "<style>.gone { display: none }</style>";
    let body = "<h1>陈 &lt;script&gt;</h1><p>一<span class=gone>二</span></p><img alt=点 src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>";
    let (_folder, page) = whole(&browser, head, body, false);
    assert_eq!(page.text("h1"), "陈 <script>");
    assert_eq!(page.text("p"), "一", "what cannot be seen is no text");
    assert_eq!(page.eval::<Vec<u32>>("[innerWidth, innerHeight, devicePixelRatio]"), [1280, 800, 1]);
    assert_eq!(page.eval::<String>("Promise.resolve('later')"), "later");
    assert!(page.eval::<bool>("document.hasFocus() && document.visibilityState == 'visible'"));
    assert_eq!(page.requests(), [""; 0]);
    assert_eq!(page.console(), [""; 0]);
    assert!(failure(|| drop(page.text("h2"))).contains("nothing is h2"));

    let (_folder, page) = whole(&browser, "", "<p>一</p>", true);
    assert_eq!(page.eval::<Vec<u32>>("[innerWidth, innerHeight, devicePixelRatio]"), [390, 844, 2]);
    assert!(page.eval::<bool>("matchMedia('(pointer: coarse)').matches"));
}

#[test]
fn what_a_page_throws_and_logs_is_seen() {
    let Some(browser) = Browser::start() else { return };
    let script = "console.log('quiet'); console.error('logged', 1, {}); Promise.reject(new Error('broken')); null.name";
    let (_folder, page) = shown(&browser, &format!("<p>一</p><script>{script}</script>"));
    let console = page.console();
    assert_eq!(console.len(), 3, "{console:?}");
    for word in ["logged 1 Object", "Cannot read properties of null (reading 'name')", "Error: broken"] {
        assert!(console.iter().any(|told| told.contains(word)), "{word}: {console:?}");
    }
    let thrown = failure(|| page.eval("(() => { throw new Error('on purpose') })()"));
    assert!(thrown.contains("on purpose"), "{thrown}");
    assert!(failure(|| drop(page.eval::<String>("1"))).contains("invalid type: integer"));
    assert!(failure(|| page.eval("Promise.reject(new Error('not kept'))")).contains("not kept"));
}

#[test]
fn what_does_not_come_is_not_waited_for_without_end() {
    let Some(browser) = Browser::start() else { return };
    let short = Duration::from_millis(300);
    let (_folder, page) = shown(&browser, "<p>一</p>");
    page.run("setTimeout(() => document.title = '二', 200)");
    page.until("document.title == '二'");
    let told = failure(|| page.until_within(short, "document.title"));
    assert!(told.contains("300ms passed before document.title; it is Ok(String(\"二\"))"), "{told}");
    let told = failure(|| page.eval_within(short, "new Promise(() => {})"));
    assert!(told.contains("300ms passed before Runtime.evaluate") && told.contains("new Promise"), "{told}");
    assert!(failure(|| page.eval_within(short, "for (;;) {}")).contains("300ms passed"));
    drop(page);
    let (_folder, page) = shown(&browser, "<p>一</p>");
    assert_eq!(page.text("p"), "一", "a page that hangs holds up no other");
    assert!(failure(|| drop(page.call("Page.none", &json!({})))).contains("'Page.none' wasn't found"));
}

#[test]
fn what_a_page_asks_the_network_is_recorded() {
    let Some(browser) = Browser::start() else { return };
    let body = "<link rel=stylesheet href=https://page.example/a.css><img alt=点 src=https://page.example/b.png>
        <a href=https://page.example/i target=_blank>往</a><iframe title=框 src=https://page.example/c.html></iframe>
        <script>
            fetch('https://page.example/d').catch(() => {});
            navigator.sendBeacon('https://page.example/e');
            new WebSocket('wss://page.example/f');
            const style = document.createElement('style');
            style.textContent = '@import \"https://page.example/g.css\"';
            document.head.append(style);
        </script>";
    let (_folder, page) = whole(&browser, "", body, false);
    page.run("window.open('https://page.example/h')");
    page.click("a");
    let mut asked = page.requests();
    asked.sort();
    let all =
        ["a.css", "b.png", "c.html", "d", "e", "g.css", "h", "i"].map(|name| format!("https://page.example/{name}"));
    assert_eq!(asked[..8], all);
    assert_eq!(asked[8..], ["wss://page.example/f"]);

    let (_folder, page) = shown(&browser, body);
    let console = page.console();
    for name in ["a.css", "b.png", "", "d", "e", "f", "g.css"] {
        let refused = |told: &&String| told.contains("violates") && told.contains(&format!("://page.example/{name}'"));
        assert!(console.iter().any(|told| refused(&told)), "{name}: {console:?}");
    }
}

#[test]
fn a_mouse_clicks_where_a_person_could() {
    let Some(browser) = Browser::start() else { return };
    let body = "<p style='height: 3000px'>远</p><button id=far>好</button><details><summary>开</summary><button id=folded>里</button></details>
        <p><button id=under>下</button></p><div id=over>盖</div>
        <script>
            const seen = [];
            for (const button of document.querySelectorAll('button'))
                button.addEventListener('click', event => seen.push(button.id + event.isTrusted));
        </script>";
    let head =
        "<style>main { position: relative } #over { position: absolute; bottom: 0; width: 99px; height: 22px }</style>";
    for phone in [false, true] {
        let (_folder, page) = whole(&browser, head, body, phone);
        page.click("#far");
        assert!(page.eval::<f64>("scrollY") > 1000.0);
        assert!(failure(|| page.click("#folded")).contains("it is not to be seen"));
        page.click("summary");
        page.click("#folded");
        let thrown = failure(|| page.click("#under"));
        assert!(thrown.contains("at its middle is <div id=\"over\""), "{thrown}");
        assert!(failure(|| page.click("#none")).contains("nothing is #none"));
        assert_eq!(page.eval::<Vec<String>>("seen"), ["fartrue", "foldedtrue"], "phone: {phone}");
    }
}

#[test]
fn a_keyboard_types_and_moves() {
    let Some(browser) = Browser::start() else { return };
    let body = "<label>找<input id=find></label><button>好</button><a href=#end>末</a><p style='height: 3000px'>远</p><p id=end>末</p>
        <script>
            const seen = [];
            document.querySelector('button').addEventListener('click', () => seen.push('pressed'));
            document.addEventListener('keydown', event => { if (event.key == 'Escape' || event.ctrlKey) seen.push(event.key) });
        </script>";
    let (_folder, page) = shown(&browser, body);
    let at = || page.eval::<String>("document.activeElement.localName");
    page.press("Tab");
    page.type_text("李 a+1。");
    page.press("Backspace");
    page.press("Home");
    page.type_text("Z");
    assert_eq!(page.eval::<String>("document.querySelector('input').value"), "Z李 a+1");
    page.press("Tab");
    assert_eq!(at(), "button");
    page.press("Enter");
    page.press(" ");
    page.press("Escape");
    page.press("Control+k");
    assert_eq!(page.eval::<Vec<String>>("seen"), ["pressed", "pressed", "Escape", "k"]);
    page.press("Shift+Tab");
    assert_eq!(at(), "input");
    page.press("Control+a");
    page.press("Delete");
    assert_eq!(page.eval::<String>("document.querySelector('input').value"), "");
    page.press("Tab");
    page.press("Tab");
    page.press("Enter");
    page.until("scrollY > 1000");
    assert_eq!(page.requests(), [""; 0], "a place in the page is no request");
    assert!(failure(|| page.press("Tba")).contains("Tba"));
}

#[test]
fn a_page_is_pictured_and_printed() {
    let Some(browser) = Browser::start() else { return };
    let head = "<style>section { height: 900px; background: rgb(200, 0, 0) } @media print { section { break-before: page } }</style>";
    let (folder, page) =
        whole(&browser, head, "<h1>封面</h1><section>第二页</section><section>第三页</section>", false);
    let size = |file: &str, whole_page: bool| {
        let file = folder.path().join(file);
        page.screenshot(&file, whole_page);
        let bytes = fs::read(file).expect("written");
        assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(bytes[bytes.len() - 8..bytes.len() - 4], *b"IEND", "all of it");
        [16, 20].map(|at| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes")))
    };
    assert_eq!(size("window.png", false), [1280, 800]);
    let [width, height] = size("whole.png", true);
    assert!(width == 1280 && height > 1800, "{width}×{height}");

    let pdf = page.pdf();
    assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    let Some(pages) = pages(&pdf) else { return };
    assert_eq!(pages.iter().map(|page| page.trim()).collect::<Vec<_>>(), ["封面", "第二页", "第三页"]);
}

#[test]
fn axe_finds_what_is_amiss_in_spite_of_a_strict_policy() {
    let Some(browser) = Browser::start() else { return };
    let sound = "<h1>一页</h1><label>找<input></label>";
    let strict = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">";
    let (_folder, page) = whole(&browser, strict, sound, false);
    assert_accessible(&page);
    assert_eq!(page.requests(), [""; 0], "axe asks the network for nothing");
    assert_eq!(page.console(), [""; 0]);

    let amiss = "<h1>一页</h1><input id=bare><h3>跳</h3><p style='color: #bbb'>淡</p>
        <table><tr><th>甲<th>乙<th>丙<tr><td>1<td>2<td>3</table>
        <button style='width: 8px; height: 8px; padding: 0'>好</button><button style='width: 8px; height: 8px; padding: 0'>坏</button>";
    let (_folder, page) = shown(&browser, amiss);
    let Some(found) = page.axe() else { return };
    let mut ids: Vec<&str> = found.iter().map(|violation| violation.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["color-contrast", "heading-order", "label", "target-size"], "{found:#?}");
    let label = found.iter().find(|violation| violation.id == "label").expect("found");
    assert_eq!((label.nodes.as_slice(), label.impact.as_deref()), (["#bare".to_owned()].as_slice(), Some("critical")));
    let told = failure(|| assert_accessible(&page));
    assert!(told.contains("label (critical)") && told.contains("- #bare"), "{told}");
}
