//! A mouse and a keyboard, as the browser gets them from a person's hands.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::tab::first;
use super::{PATIENCE, Page};

/// Gives the middle of the first box of `found`, once it is scrolled to, or why no mouse can get at it.
const MIDDLE: &str = "
    found.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const box = found.getClientRects()[0];
    if (!found.checkVisibility({visibilityProperty: true}) || !box?.width || !box.height) throw new Error('it is not to be seen');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    if (!top || !(found.contains(top) || top.contains(found)))
        throw new Error('at its middle is ' + (top ? top.outerHTML.slice(0, 200) : 'nothing'));
    return [x, y];";

impl Page {
    /// Scrolls to the first element that a selector finds and clicks on its middle, once it has come to rest there. What
    /// hides it fails the test.
    pub fn click(&self, css: &str) {
        let middle = format!("(() => {{ const found = {}; {MIDDLE} }})()", first(css));
        let (mut x, mut y): (f64, f64) = self.eval(&middle);
        let end = Instant::now() + PATIENCE;
        loop {
            thread::sleep(Duration::from_millis(20));
            let (before, now) = ((x, y), self.eval(&middle));
            (x, y) = now;
            if before == now {
                break;
            }
            assert!(Instant::now() < end, "{css} does not come to rest: {before:?}, {now:?}");
        }
        self.mouse("mouseMoved", x, y);
        self.mouse("mousePressed", x, y);
        self.mouse("mouseReleased", x, y);
    }

    fn mouse(&self, kind: &str, x: f64, y: f64) {
        let button = if kind == "mouseMoved" { "none" } else { "left" };
        self.call(
            "Input.dispatchMouseEvent",
            &json!({"type": kind, "x": x, "y": y, "button": button, "clickCount": 1}),
        );
    }

    /// Presses and lets go a key: `a`, `Tab`, `Enter`, `Shift+Tab`, `Control+Home` and the like.
    pub fn press(&self, key: &str) {
        let (held, key) = match key.rsplit_once('+') {
            Some((held, key)) if !key.is_empty() => (held, key),
            _ => ("", key),
        };
        let bit = |name: &str| match name {
            "" => 0,
            "Alt" => 1,
            "Control" => 2,
            "Shift" => 8,
            _ => panic!("{name} is not a key that is held"),
        };
        let modifiers: u32 = held.split('+').map(bit).sum();
        let (key, code, number, text) = described(key);
        let mut event = json!({
            "type": "rawKeyDown", "modifiers": modifiers, "key": key, "code": code, "windowsVirtualKeyCode": number,
        });
        if let Some(text) = text.filter(|_| [0, 8].contains(&modifiers)) {
            event["type"] = "keyDown".into();
            event["text"] = text.into();
        }
        self.call("Input.dispatchKeyEvent", &event);
        event["type"] = "keyUp".into();
        self.call("Input.dispatchKeyEvent", &event);
    }

    /// Types a text: what a keyboard has as keys, the rest (Chinese) as an input method brings it.
    pub fn type_text(&self, text: &str) {
        for char in text.chars() {
            if char.is_ascii() {
                self.press(char.encode_utf8(&mut [0; 4]));
            } else {
                self.call("Input.insertText", &json!({"text": char}));
            }
        }
    }
}

/// A key's name, its place on the keyboard, its number in Windows, and what it writes (W3C: UI Events).
fn described(key: &str) -> (&str, String, u32, Option<&str>) {
    let named = |number, text| (key, key.to_owned(), number, text);
    match key {
        "Backspace" => named(8, None),
        "Tab" => named(9, None),
        "Enter" | "\n" => ("Enter", "Enter".to_owned(), 13, Some("\r")),
        "Escape" => named(27, None),
        " " | "Space" => (" ", "Space".to_owned(), 32, Some(" ")),
        "PageUp" => named(33, None),
        "PageDown" => named(34, None),
        "End" => named(35, None),
        "Home" => named(36, None),
        "ArrowLeft" => named(37, None),
        "ArrowUp" => named(38, None),
        "ArrowRight" => named(39, None),
        "ArrowDown" => named(40, None),
        "Delete" => named(46, None),
        _ => {
            let mut chars = key.chars();
            let (Some(char), None) = (chars.next(), chars.next()) else { panic!("{key} is not a key that is known") };
            let upper = char.to_ascii_uppercase();
            let code = match upper {
                'A'..='Z' => format!("Key{upper}"),
                '0'..='9' => format!("Digit{upper}"),
                _ => String::new(),
            };
            (key, code.clone(), if code.is_empty() { 0 } else { u32::from(upper) }, Some(key))
        }
    }
}
