//! One page that is open: what is on it, what it said, and what it asked the network for.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};

use super::PATIENCE;
use super::process::Process;

/// A page in a window of its own; it is closed when this is dropped.
pub struct Page {
    process: Arc<Process>,
    context: String,
    session: String,
    url: String,
}

impl Page {
    pub(super) fn open(process: &Arc<Process>, path: &Path, width: u32, height: u32, phone: bool) -> Page {
        let ask = |method: &str, parameters: Value, word: &str| {
            let answer = process.call(None, PATIENCE, method, &parameters).unwrap_or_else(|error| panic!("{error}"));
            answer[word].as_str().expect("a name").to_owned()
        };
        let context = ask("Target.createBrowserContext", json!({}), "browserContextId");
        let place = json!({"url": "about:blank", "browserContextId": context, "width": width, "height": height});
        let target = ask("Target.createTarget", place, "targetId");
        let session = ask("Target.attachToTarget", json!({"targetId": target, "flatten": true}), "sessionId");
        let page = Page { process: Arc::clone(process), context, session, url: file_url(path) };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            page.call(&format!("{domain}.enable"), &json!({}));
        }
        let dots = if phone { 2 } else { 1 };
        let size = json!({"width": width, "height": height, "deviceScaleFactor": dots, "mobile": phone});
        page.call("Emulation.setDeviceMetricsOverride", &size);
        page.call("Emulation.setTouchEmulationEnabled", &json!({"enabled": phone}));
        page.call("Emulation.setFocusEmulationEnabled", &json!({"enabled": true}));
        let answer = page.call("Page.navigate", &json!({"url": page.url}));
        assert!(answer["errorText"].is_null(), "{}: {}", page.url, answer["errorText"]);
        page.process.wait(PATIENCE, &|| format!("{} was loaded", page.url), |mail| {
            let events = mail.events.get(&page.session)?;
            events.iter().any(|event| event["method"] == "Page.loadEventFired").then_some(())
        });
        page.run("document.fonts.ready.then(() => {})");
        page
    }

    /// The result of any command of the protocol; a failure with the browser's words if it refuses.
    pub fn call(&self, method: &str, parameters: &Value) -> Value {
        self.asked(PATIENCE, method, parameters).unwrap_or_else(|error| panic!("{error}"))
    }

    fn asked(&self, patience: Duration, method: &str, parameters: &Value) -> Result<Value, String> {
        self.process.call(Some(&self.session), patience, method, parameters)
    }

    /// The value of an expression, or of what it promises. It must be JSON; what it throws fails the test.
    pub fn eval<T: DeserializeOwned>(&self, script: &str) -> T {
        self.eval_within(PATIENCE, script)
    }

    /// Runs a script, whatever its value is.
    pub fn run(&self, script: &str) {
        self.eval::<IgnoredAny>(script);
    }

    /// The value of what takes long.
    pub fn eval_within<T: DeserializeOwned>(&self, patience: Duration, script: &str) -> T {
        let value = self.tried(patience, script).unwrap_or_else(|error| panic!("{script:.200}: {error}"));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{script:.200}: {error}"))
    }

    fn tried(&self, patience: Duration, script: &str) -> Result<Value, String> {
        let how = json!({"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let mut answer = self.asked(patience, "Runtime.evaluate", &how)?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(thrown(details)),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// Waits until an expression is true, also across a change of the page.
    pub fn until(&self, script: &str) {
        self.until_within(PATIENCE, script);
    }

    /// The same for what takes long, or should not.
    pub fn until_within(&self, patience: Duration, script: &str) {
        let end = Instant::now() + patience;
        loop {
            let last = self.tried(PATIENCE, script);
            if last.as_ref().is_ok_and(|value| *value == true) {
                return;
            }
            assert!(Instant::now() < end, "{patience:?} passed before {script:.200}; it is {last:?}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The visible text of the first element that a selector finds.
    pub fn text(&self, css: &str) -> String {
        self.eval(&format!(
            "(() => {{ const found = {}; return found.innerText ?? found.textContent; }})()",
            first(css)
        ))
    }

    /// Errors that were logged, what was thrown and not caught, and what the page's policy refused.
    pub fn console(&self) -> Vec<String> {
        self.events(|method, told| match method {
            "Runtime.exceptionThrown" => Some(thrown(&told["exceptionDetails"])),
            "Runtime.consoleAPICalled" if ["error", "assert"].contains(&told["type"].as_str()?) => {
                let words = told["args"].as_array()?.iter().map(|word| match &word["value"] {
                    Value::Null => word["description"].as_str().unwrap_or("undefined").to_owned(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                });
                Some(words.collect::<Vec<_>>().join(" "))
            }
            "Log.entryAdded" if told["entry"]["level"] == "error" => {
                let (text, url) = (told["entry"]["text"].as_str()?, told["entry"]["url"].as_str().unwrap_or_default());
                Some(if url.is_empty() || text.contains(url) { text.to_owned() } else { format!("{text} ({url})") })
            }
            _ => None,
        })
    }

    /// The address of all that was asked for beside the file itself, and of windows that the page opened. Of its own `data:`
    /// addresses there is nothing to ask. What the page's policy refused is in `console`, and only in part also here.
    pub fn requests(&self) -> Vec<String> {
        self.events(|method, told| {
            let url = match method {
                "Network.requestWillBeSent" => told["request"]["url"].as_str(),
                "Network.webSocketCreated" | "Network.webTransportCreated" | "Page.windowOpen" => told["url"].as_str(),
                _ => None,
            };
            url.filter(|url| *url != self.url && !url.starts_with("data:")).map(str::to_owned)
        })
    }

    /// What `tell` makes of each event that came, after whatever the page had begun had its turn.
    fn events(&self, mut tell: impl FnMut(&str, &Value) -> Option<String>) -> Vec<String> {
        self.run("new Promise(done => setTimeout(done, 50))");
        self.process.wait(PATIENCE, &|| "its events".to_owned(), |mail| {
            let events = mail.events.get(&self.session)?.iter();
            Some(events.filter_map(|event| tell(event["method"].as_str()?, &event["params"])).collect())
        })
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.process.send(None, "Target.disposeBrowserContext", &json!({"browserContextId": self.context}));
    }
}

/// An expression for the first element that a selector finds; it throws where there is none.
pub(super) fn first(css: &str) -> String {
    let css = json!(css);
    format!("(document.querySelector({css}) ?? (() => {{ throw new Error('nothing is ' + {css}) }})())")
}

fn thrown(details: &Value) -> String {
    let exception = &details["exception"];
    let text = exception["description"].as_str().or(exception["value"].as_str());
    text.or(details["text"].as_str()).unwrap_or("thrown").to_owned()
}

/// RFC 8089, with every byte beyond the plain ones as a percent-triplet.
fn file_url(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut url = "file://".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(byte) {
            url.push(char::from(*byte));
        } else {
            write!(url, "%{byte:02X}").expect("a string takes all");
        }
    }
    url
}
