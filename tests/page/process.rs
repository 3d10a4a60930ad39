//! The browser's process and the `DevTools` protocol with it: JSON that ends with a zero byte, through two pipes (its descriptors
//! 3 and 4), so no port is opened. One thread takes in what comes; whoever called waits for it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::PATIENCE;

/// The last four keep what is seen the same everywhere, and every name of a host unknown: no test can reach a network.
const ARGUMENTS: [&str; 14] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=zh-CN",
    "--host-resolver-rules=MAP * ~NOTFOUND",
];

/// The running program. When it is dropped, its pipe is closed, at which Chromium ends by itself; else it is ended.
pub struct Process {
    child: Mutex<Child>,
    out: Mutex<Option<ChildStdin>>,
    post: Arc<Post>,
    calls: AtomicU64,
    home: TempDir,
}

/// What came from the browser and who waits for it.
#[derive(Default)]
struct Post {
    mail: Mutex<Mail>,
    came: Condvar,
}

#[derive(Default)]
pub struct Mail {
    answers: HashMap<u64, Value>,
    /// By session, in the order they came.
    pub events: HashMap<String, Vec<Value>>,
    ended: bool,
}

impl Process {
    pub fn start(program: &Path) -> Arc<Process> {
        let home = tempfile::tempdir().expect("a folder");
        let words = File::create(home.path().join("words")).expect("a file");
        let mut command = Command::new("sh");
        command.args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#]).arg(program).args(ARGUMENTS);
        command.arg(format!("--user-data-dir={}", home.path().join("profile").display()));
        // Where it keeps reports of crashes, wherever its profile is.
        command.env("XDG_CONFIG_HOME", home.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(words);
        let mut child = command.spawn().expect("a shell");
        let post = Arc::new(Post::default());
        let (read, to) = (child.stdout.take().expect("piped"), Arc::clone(&post));
        thread::spawn(move || deliver(read, &to));
        let out = Mutex::new(child.stdin.take());
        let process = Process { child: Mutex::new(child), out, post, calls: AtomicU64::new(0), home };
        process.call(None, PATIENCE, "Browser.getVersion", &json!({})).expect("an answer");
        Arc::new(process)
    }

    /// Sends a command; gives the number its answer will have.
    pub fn send(&self, session: Option<&str>, method: &str, parameters: &Value) -> u64 {
        let id = self.calls.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        if let Some(out) = held(&self.out).as_mut() {
            // What cannot be written has no answer either: the wait for it says that the browser has ended.
            let _ = out.write_all(format!("{message}\0").as_bytes()).and_then(|()| out.flush());
        }
        id
    }

    /// The result of a command, or what the browser says against it.
    pub fn call(
        &self,
        session: Option<&str>,
        patience: Duration,
        method: &str,
        parameters: &Value,
    ) -> Result<Value, String> {
        let id = self.send(session, method, parameters);
        let mut answer =
            self.wait(patience, &|| format!("{method} {parameters:.200}"), |mail| mail.answers.remove(&id));
        match answer.get("error") {
            Some(error) => Err(format!("{method}: {error}")),
            None => Ok(answer["result"].take()),
        }
    }

    /// What `find` finds in the mail, as soon as it does; a failure that says what was waited for if that takes too long.
    pub fn wait<T>(
        &self,
        patience: Duration,
        what: &dyn Fn() -> String,
        mut find: impl FnMut(&mut Mail) -> Option<T>,
    ) -> T {
        let until = Instant::now() + patience;
        let mut mail = held(&self.post.mail);
        loop {
            if let Some(found) = find(&mut mail) {
                return found;
            }
            let left = until.saturating_duration_since(Instant::now());
            let ended = mail.ended;
            if ended || left.is_zero() {
                drop(mail);
                let words = fs::read(self.home.path().join("words")).unwrap_or_default();
                let words = String::from_utf8_lossy(&words);
                assert!(!ended, "the browser ended before {}; it said: {words}", what());
                panic!("{patience:?} passed before {}", what());
            }
            mail = self.post.came.wait_timeout(mail, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

fn deliver(read: ChildStdout, post: &Post) {
    let mut read = BufReader::new(read);
    let mut message = Vec::new();
    while read.read_until(0, &mut message).is_ok_and(|length| length > 0) {
        message.pop();
        let value: Value = serde_json::from_slice(&message).unwrap_or_default();
        message.clear();
        let mut mail = held(&post.mail);
        if let Some(id) = value["id"].as_u64() {
            mail.answers.insert(id, value);
        } else if let Some(session) = value["sessionId"].as_str() {
            mail.events.entry(session.to_owned()).or_default().push(value);
        }
        drop(mail);
        post.came.notify_all();
    }
    held(&post.mail).ended = true;
    post.came.notify_all();
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(held(&self.out).take());
        let mut child = held(&self.child);
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until && matches!(child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(10));
        }
        let _ = child.kill();
        let _ = child.wait();
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
