//! `mieruka serve` as browsers and others meet it: real connections to the running program, whose data are edited meanwhile.
//!
//! Nothing here waits for a time to pass: every wait is for an event, and a test that waits in vain fails at the end of its patience.

mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(30);

const PLAN: &str = "\
title: 計画
organisation: 見本市（架空の市）
invented: true
period: {from: R2, to: R6}
statuses: {実施: implemented, 未定: undecided}
measures:
  - {id: one, title: 取組の一}
";

struct Preview {
    folder: tempfile::TempDir,
    program: Child,
    port: u16,
}

impl Preview {
    /// Of a small plan.
    fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_data(&folder.path().join("data"));
        Self::of(folder, &[])
    }

    fn of(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_mieruka"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(folder.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let port = lines.find_map(|line| {
            let line = line.unwrap();
            let (_, rest) = line.split_once("http://127.0.0.1:")?;
            Some(rest.split('/').next()?.parse().unwrap())
        });
        // What it says further is read, or it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            folder,
            program,
            port: port.expect("it does not say where it serves"),
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        fs::write(self.data().join(path), text).unwrap();
    }

    fn year(&self, title: &str) {
        self.write("city/2020.yaml", year(title));
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The answer to bytes as they are.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses need not read everything.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let port = self.port;
        let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n");
        self.raw(head.as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn events(&self) -> Events {
        let mut stream = self.connect();
        let port = self.port;
        write!(
            stream,
            "GET /.mieruka/events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"
        )
        .unwrap();
        Events(BufReader::new(stream))
    }

    fn end(mut self, signal: &str) -> Option<i32> {
        let status = Command::new("kill")
            .args([signal, &self.program.id().to_string()])
            .status();
        assert!(status.unwrap().success());
        let begun = Instant::now();
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                return status.code();
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn year(title: &str) -> String {
    format!("title: {title}\nmeasures:\n  one: {{status: 実施}}\n")
}

fn write_data(data: &Path) {
    fs::create_dir_all(data.join("city")).unwrap();
    fs::write(data.join("site.yaml"), "title: 例\npublisher: 見本市\n").unwrap();
    fs::write(data.join("city/plan.yaml"), PLAN).unwrap();
    fs::write(data.join("city/2020.yaml"), year("令和2年度")).unwrap();
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Self {
            status: head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0),
            head: head.to_ascii_lowercase(),
            body: body.to_owned(),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let start = format!("{name}: ");
        self.head.lines().find_map(|line| line.strip_prefix(&start))
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    fn next(&mut self) -> Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(
                self.0.read_line(&mut line).expect("no event came") > 0,
                "the stream ended"
            );
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    /// The first event that fits.
    fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        loop {
            let event = self.next();
            if fits(&event) {
                return event;
            }
            assert!(begun.elapsed() < PATIENCE, "no such event");
        }
    }
}

fn has_errors(event: &Value) -> bool {
    event["report"]["errors"] == true
}

fn is_other_site(than: &Value) -> impl Fn(&Value) -> bool + use<'_> {
    move |event| !has_errors(event) && event["site"] != than["site"]
}

#[test]
fn pages_and_files_are_served_as_what_they_are() {
    let preview = Preview::begin();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/city/", "text/html; charset=utf-8"),
        ("/city/2020.html?status=x", "text/html; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/search.js", "text/javascript; charset=utf-8"),
        ("/assets/search-index.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/city/data/answers.csv", "text/csv; charset=utf-8"),
        (
            "/city/data/city.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("/city/data/city.json", "application/json"),
    ] {
        let answer = preview.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some(kind)),
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("same-origin"),
            "{path}"
        );
        assert!(
            answer
                .header("content-security-policy")
                .unwrap()
                .starts_with("default-src 'self';")
        );
        assert!(!answer.body.is_empty());
        let head = preview.ask("HEAD", path, "");
        assert_eq!((head.status, head.body.as_str()), (200, ""), "{path}");
        assert_eq!(head.header("content-length"), answer.header("content-length"), "{path}");
    }
    let folder = preview.get("/city");
    assert_eq!((folder.status, folder.header("location")), (302, Some("/city/")));
    for path in [
        "/nothing.html",
        "/city/nothing.html",
        "/assets/",
        "/assets",
        "/city/data/",
        "/data/city/plan.yaml",
        "/city/plan.yaml",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            !answer.body.contains("site.css") && !answer.body.contains("title:"),
            "{path}"
        );
    }
}

/// Nothing is written, and the page is that of `build` but for the preview's scripts.
#[test]
fn a_page_is_that_of_build_but_for_the_scripts() {
    let preview = Preview::begin();
    let built = common::build(&preview.data());
    let served = preview.get("/city/2020.html").body;
    let written = String::from_utf8(built["city/2020.html"].clone()).unwrap();
    let (own, rest): (Vec<&str>, Vec<&str>) = served
        .split_inclusive('\n')
        .partition(|line| line.contains("src=\"/.mieruka/"));
    assert_eq!(rest.concat().replace("connect-src 'self'; ", ""), written);
    let [patch, script] = own[..] else { panic!("{own:?}") };
    assert!(
        patch.starts_with("<script src=\"/.mieruka/patch.js\" defer></script>"),
        "{patch}"
    );
    assert!(
        script.starts_with("<script src=\"/.mieruka/preview.js\" data-site=\""),
        "{script}"
    );
    assert!(script.ends_with(" defer></script>\n"), "{script}");
    assert_eq!(preview.get("/.mieruka/patch.js").status, 200);
    for (path, content) in &built {
        assert!(!String::from_utf8_lossy(content).contains(".mieruka/"), "{path}");
    }
    let beside: Vec<_> = fs::read_dir(preview.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(beside, ["data"]);
}

#[test]
fn only_this_machine_is_answered() {
    let preview = Preview::begin();
    let port = preview.port;
    for (host, expected) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        (format!("evil.example:{port}"), 421),
        ("evil.example".to_owned(), 421),
        (format!("127.0.0.1:{}", port ^ 1), 421),
        (format!("127.0.0.1.evil.example:{port}"), 421),
    ] {
        let answer = preview.raw(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(answer.status, expected, "{host}");
    }
    for request in [
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET http://evil.example/ HTTP/1.0\r\n\r\n",
    ] {
        assert_eq!(preview.raw(request.as_bytes()).status, 421, "{request:?}");
    }
    for headers in [
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        "Origin: http://evil.example\r\n",
    ] {
        for path in ["/assets/search-index.js", "/.mieruka/events"] {
            assert_eq!(preview.ask("GET", path, headers).status, 403, "{path} {headers:?}");
        }
    }
}

#[test]
fn nothing_outside_the_site_can_be_named() {
    let preview = Preview::begin();
    fs::write(preview.folder.path().join("secret.txt"), "secret").unwrap();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/city/../../secret.txt",
        "/city/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "//secret.txt",
        "/etc/passwd",
        "//etc/passwd",
        "/index.html%00.css",
        "/./index.html",
        "/city//2020.html",
        "/C:/secret.txt",
        "/%",
        "/.mieruka/../index.html",
        "*",
        "index.html",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404 | 421), "{path}: {}", answer.status);
        assert!(
            !answer.body.contains("secret") && !answer.body.contains("root:"),
            "{path}"
        );
    }
    let nul = format!("GET /\0index.html HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    assert_eq!(preview.raw(nul.as_bytes()).status, 400);
}

#[test]
fn only_looking_is_allowed() {
    let preview = Preview::begin();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let answer = preview.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!(
            (answer.status, answer.header("allow")),
            (405, Some("get, head")),
            "{method}"
        );
    }
    let long = format!("X-Long: {}\r\n", "a".repeat(100_000));
    assert_eq!(preview.ask("GET", "/", &long).status, 431);
    let many = (0..200)
        .map(|number| format!("X-{number}: a\r\n"))
        .collect::<Vec<_>>()
        .concat();
    assert_eq!(preview.ask("GET", "/", &many).status, 431);
    assert_eq!(preview.raw(b"\x16\x03\x01 no http\r\n\r\n").status, 400);
    assert_eq!(preview.get("/").status, 200);
}

/// Connections that say nothing are ended, and who comes meanwhile is answered.
#[test]
fn silent_clients_do_not_keep_others_out() {
    let preview = Preview::begin();
    let silent: Vec<TcpStream> = (0..100).map(|_| preview.connect()).collect();
    let mut half = preview.connect();
    half.write_all(b"GET / HTTP/1.1\r\nHost: 127").unwrap();
    assert_eq!(preview.get("/").status, 200);
    let mut rest = Vec::new();
    let _ = half.read_to_end(&mut rest);
    assert!(!String::from_utf8_lossy(&rest).contains(" 200 "));
    drop(silent);
}

#[test]
fn every_browser_is_told_of_a_save() {
    let preview = Preview::begin();
    let (mut one, mut two) = (preview.events(), preview.events());
    let (first, same) = (one.next(), two.next());
    assert_eq!(first["site"], same["site"]);
    preview.year("次の題名");
    let told = one.wait(is_other_site(&first));
    assert_eq!(two.wait(is_other_site(&first))["site"], told["site"]);
    let page = preview.get("/city/2020.html").body;
    assert!(page.contains("次の題名") && page.contains(&format!("data-site=\"{}\"", told["site"])));
    // Saved again as it is: nothing is told, and what comes next is the next change.
    preview.year("次の題名");
    preview.year("最後の題名");
    one.wait(is_other_site(&told));
    assert!(preview.get("/city/2020.html").body.contains("最後の題名"));
}

#[test]
fn mistakes_are_told_and_the_last_good_page_stays() {
    let preview = Preview::begin();
    let mut events = preview.events();
    let good = events.next();
    preview.write(
        "city/2020.yaml",
        "title: 令和2年度\nmeasures:\n  one: {status: 実施ずみ}\n",
    );
    let bad = events.wait(has_errors);
    assert_eq!(bad["site"], good["site"]);
    let finding = &bad["report"]["findings"][0];
    assert_eq!(finding["code"], "MR0401");
    assert_eq!(finding["place"]["name"], "data/city/2020.yaml:3:17");
    assert_eq!(
        finding["place"]["text"],
        serde_json::json!(["  one: {status: ", "実施ずみ", "}"])
    );
    assert!(finding["remedy"].as_str().unwrap().contains("実施"));
    assert!(preview.get("/city/2020.html").body.contains("令和2年度"));
    // Another mistake, then none.
    preview.write("city/2020.yaml", [0x8f, 0x97]);
    events.wait(|event| event["report"]["findings"][0]["code"] == "MR0112");
    preview.year("直した題名");
    events.wait(is_other_site(&good));
    assert!(preview.get("/city/2020.html").body.contains("直した題名"));
}

#[test]
fn broken_data_at_the_start_are_told_until_they_are_mended() {
    let folder = tempfile::tempdir().unwrap();
    let preview = Preview::of(folder, &[]);
    let answer = preview.get("/");
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("/.mieruka/preview.js"));
    let mut events = preview.events();
    let first = events.next();
    assert!(has_errors(&first) && first["site"] == 0);
    write_data(&preview.data());
    events.wait(is_other_site(&first));
    assert_eq!(preview.get("/city/2020.html").status, 200);
}

#[test]
fn folders_may_be_renamed_and_the_data_may_go_and_come_back() {
    let preview = Preview::begin();
    let mut events = preview.events();
    let first = events.next();
    fs::rename(preview.data().join("city"), preview.data().join("town")).unwrap();
    let renamed = events.wait(is_other_site(&first));
    assert_eq!((preview.get("/town/").status, preview.get("/city/").status), (200, 404));
    preview.write("town/2020.yaml", year("改名の後"));
    let after = events.wait(is_other_site(&renamed));
    assert!(preview.get("/town/2020.html").body.contains("改名の後"));

    fs::remove_dir_all(preview.data()).unwrap();
    let gone = events.wait(has_errors);
    assert_eq!(gone["site"], after["site"]);
    assert_eq!(preview.get("/town/2020.html").status, 200);
    write_data(&preview.data());
    let back = events.wait(is_other_site(&after));
    assert_eq!(preview.get("/city/2020.html").status, 200);
    // The folder that came back is watched as the first was.
    preview.year("戻った後");
    events.wait(is_other_site(&back));
    assert!(preview.get("/city/2020.html").body.contains("戻った後"));
}

/// A hundred saves a second, in every way editors save: the end is what was saved last, and it is told soon.
#[test]
fn a_burst_of_saves_ends_in_the_last() {
    let preview = Preview::begin();
    let mut events = preview.events();
    events.next();
    let target = preview.data().join("city/2020.yaml");
    let beside = preview.data().join("city/.2020.yaml.swp");
    for number in 0..100 {
        let begun = Instant::now();
        let text = year(&format!("保存{number}回目"));
        match number % 3 {
            0 => fs::write(&target, text).unwrap(),
            1 => {
                fs::write(&beside, text).unwrap();
                fs::rename(&beside, &target).unwrap();
            }
            _ => {
                // Emptied first, then written in halves.
                let (first, second) = text.as_bytes().split_at(9);
                let mut file = fs::File::create(&target).unwrap();
                file.write_all(first).unwrap();
                file.write_all(second).unwrap();
            }
        }
        std::thread::sleep(Duration::from_millis(10).saturating_sub(begun.elapsed()));
    }
    let ended = Instant::now();
    while !preview.get("/city/2020.html").body.contains("保存99回目") {
        events.next();
    }
    assert!(ended.elapsed() < Duration::from_secs(10), "{:?}", ended.elapsed());
    assert!(!has_errors(&preview.events().next()));
}

#[test]
fn a_mistake_in_a_template_is_told_and_the_pages_stay() {
    let folder = tempfile::tempdir().unwrap();
    write_data(&folder.path().join("data"));
    fs::create_dir(folder.path().join("own")).unwrap();
    let preview = Preview::of(folder, &["--templates", "own"]);
    let mut events = preview.events();
    let first = events.next();
    let template = preview.folder.path().join("own/plan.html");
    // At once: half a template is a template too.
    let write = |path: &Path, text: &str| {
        let beside = path.with_file_name(".new");
        fs::write(&beside, text).unwrap();
        fs::rename(beside, path).unwrap();
    };
    write(
        &template,
        "{% extends \"builtin/plan.html\" %}{% block heading %}<h1>見出し{{ frame.title }}</h1>{% endblock %}",
    );
    let ours = events.wait(is_other_site(&first));
    assert!(preview.get("/city/").body.contains("<h1>見出し計画</h1>"));
    write(
        &template,
        "{% extends \"builtin/plan.html\" %}{% block heading %}<h1>{{ frame.title",
    );
    let broken = events.wait(has_errors);
    assert_eq!(broken["site"], ours["site"]);
    assert!(
        broken["report"]["findings"][0]["place"]["name"]
            .as_str()
            .unwrap()
            .starts_with("own/plan.html:1:")
    );
    assert!(preview.get("/city/").body.contains("<h1>見出し計画</h1>"));
    // What is wrong only when a page is made: that page says so, above what it was last.
    write(
        &template,
        "{% extends \"builtin/plan.html\" %}{% block heading %}{{ frame.titel }}{% endblock %}",
    );
    events.wait(is_other_site(&ours));
    let page = preview.get("/city/").body;
    assert!(
        page.contains("<h1>見出し計画</h1>") && page.contains("data-trouble=\"テンプレート user/plan.html の1行目")
    );
    assert_eq!(preview.get("/city/2020.html").status, 200);
}

#[test]
fn the_internal_edition_is_shown_on_request() {
    let folder = tempfile::tempdir().unwrap();
    write_data(&folder.path().join("data"));
    let preview = Preview::of(folder, &["--edition", "internal"]);
    assert!(preview.get("/").body.contains("internal-mark"));
    assert!(!Preview::begin().get("/").body.contains("internal-mark"));
}

#[test]
fn a_port_in_use_is_named() {
    let preview = Preview::begin();
    let second = Command::new(env!("CARGO_BIN_EXE_mieruka"))
        .args(["serve", "--port", &preview.port.to_string()])
        .current_dir(preview.folder.path())
        .output()
        .unwrap();
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(
        said.contains(&format!("ポート {} は、ほかのプログラムが使っています", preview.port)),
        "{said}"
    );
    assert!(said.contains("--port"), "{said}");
}

#[test]
fn it_ends_when_asked_although_somebody_listens() {
    for signal in ["-INT", "-TERM"] {
        let preview = Preview::begin();
        let mut events = preview.events();
        events.next();
        assert_eq!(preview.end(signal), Some(0), "{signal}");
    }
}
