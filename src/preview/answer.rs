//! What is answered to a request: whom it may come from, and which file it is about.

use hyper::body::Bytes;
use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::{Method, StatusCode, Uri};

use super::state::{Site, State, is_page};
use super::weave::{RESERVED, own_page, weave};
use crate::render::TemplateError;
use crate::site::RenderError;

/// An answer.
pub(super) enum Answer {
    /// A file, or a page that says why there is none.
    File {
        status: StatusCode,
        kind: &'static str,
        content: Bytes,
    },
    /// The address of a folder without the `/` at its end.
    Folder(String),
    /// What is found, again after every change.
    Events,
    /// The request is not for us.
    Refused(StatusCode, &'static str),
}

/// The preview's own files.
const OWN: [(&str, &str); 4] = [
    ("patch.js", include_str!("assets/patch.js")),
    ("preview.js", include_str!("assets/preview.js")),
    ("preview.css", include_str!("assets/preview.css")),
    ("page.css", include_str!("assets/page.css")),
];

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Refuses what does not come from a page of ours or from the person at this machine.
///
/// Any page of the web can make a browser ask 127.0.0.1, and a name that its owner lets lead there makes it read the answer:
/// so the host must be ours by name, and other sites may only lead here, never load anything.
pub(super) fn refusal(method: &Method, uri: &Uri, headers: &HeaderMap, port: u16) -> Option<Answer> {
    let refused = |status, why| Some(Answer::Refused(status, why));
    if !matches!(*method, Method::GET | Method::HEAD) {
        return refused(StatusCode::METHOD_NOT_ALLOWED, "GET と HEAD だけを受け付けます");
    }
    let only = |name: &HeaderName| {
        let mut values = headers.get_all(name).iter();
        let value = values.next().map(|value| value.to_str().unwrap_or("?"));
        if values.next().is_some() { Some("?") } else { value }
    };
    if uri.authority().is_some() || !only(&HOST).is_some_and(|host| is_ours(host, port)) {
        return refused(
            StatusCode::MISDIRECTED_REQUEST,
            "この計算機あての要求だけを受け付けます",
        );
    }
    let foreign_origin = only(&ORIGIN).is_some_and(|origin| {
        let host = origin.strip_prefix("http://");
        !host.is_some_and(|host| is_ours(host, port))
    });
    let loads_from_elsewhere = only(&FETCH_SITE).is_some_and(|site| !matches!(site, "same-origin" | "none"))
        && only(&FETCH_MODE) != Some("navigate");
    if foreign_origin || loads_from_elsewhere {
        return refused(StatusCode::FORBIDDEN, "ほかのサイトからは読み込めません");
    }
    None
}

fn is_ours(host: &str, port: u16) -> bool {
    let name = match host.strip_suffix(&format!(":{port}")) {
        Some(name) => name,
        None if port == 80 => host,
        None => return false,
    };
    ["127.0.0.1", "localhost", "[::1]"].contains(&name.to_ascii_lowercase().as_str())
}

/// The answer to a request that is for us.
pub(super) fn answer(path: &str, state: &State) -> Answer {
    let Some(path) = path.strip_prefix('/').filter(|path| is_plain(path)) else {
        return Answer::Refused(StatusCode::BAD_REQUEST, "このアドレスは使えません");
    };
    if let Some(own) = path.strip_prefix(RESERVED) {
        if own == "events" {
            return Answer::Events;
        }
        return match OWN.iter().find(|(name, _)| *name == own) {
            Some((name, content)) => file(StatusCode::OK, name, Bytes::from_static(content.as_bytes())),
            None => Answer::Refused(StatusCode::NOT_FOUND, "ありません"),
        };
    }
    let Some(site) = &state.site else {
        let title = "まだ表示できるページがありません";
        let text = "データの誤りを直して保存すると、ここにサイトが表示されます。";
        let page = own_page(title, text, 0, None);
        return file(StatusCode::SERVICE_UNAVAILABLE, "html", page.into());
    };
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.is_empty() {
        return of_site(site, &format!("{path}index.html"));
    }
    // Every file of a site has a dot in its name.
    if name.contains('.') {
        return of_site(site, path);
    }
    match site.file(&format!("{path}/index.html")) {
        Ok(Some(_)) => Answer::Folder(format!("/{path}/")),
        _ => missing(site),
    }
}

fn of_site(site: &Site, path: &str) -> Answer {
    match site.file(path) {
        Ok(Some(made)) if is_page(path) => {
            let trouble = made.trouble.as_ref().map(in_words);
            let page = weave(
                &String::from_utf8_lossy(&made.content),
                site.number,
                site.look,
                trouble.as_deref(),
            );
            file(StatusCode::OK, path, page.into())
        }
        Ok(Some(made)) => file(StatusCode::OK, path, made.content),
        Ok(None) => missing(site),
        Err(error) => {
            let text = "データかテンプレートを直して保存すると、ここに表示されます。";
            let page = own_page("このページを作れません", text, site.number, Some(&in_words(&error)));
            file(StatusCode::INTERNAL_SERVER_ERROR, "html", page.into())
        }
    }
}

fn missing(site: &Site) -> Answer {
    let text = "アドレスが違うか、このページは今のデータにありません。できれば自動で表示されます。";
    let page = own_page("このページはありません", text, site.number, None);
    file(StatusCode::NOT_FOUND, "html", page.into())
}

/// Paths of a site are made of these letters alone: nothing needs to be decoded, and nothing is.
fn is_plain(path: &str) -> bool {
    path.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b'~'))
        && path.split('/').all(|step| !matches!(step, "." | ".."))
        && !path.starts_with('/')
        && !path.contains("//")
}

fn in_words(error: &RenderError) -> String {
    match error {
        RenderError::Template(TemplateError::At { .. }) => error.to_string(),
        RenderError::Template(_) | RenderError::Collision(_) => {
            format!("このページを作れません: {error}")
        }
    }
}

fn file(status: StatusCode, name: &str, content: Bytes) -> Answer {
    Answer::File {
        status,
        kind: kind_of(name),
        content,
    }
}

/// Content type by the end of a name.
fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" | "txt" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "atom" => "application/atom+xml",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    fn status(target: &str, headers: &[(&HeaderName, &str)]) -> u16 {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_str(value).unwrap());
        }
        match refusal(&Method::GET, &target.parse().unwrap(), &map, 3860) {
            Some(Answer::Refused(status, _)) => status.as_u16(),
            _ => 200,
        }
    }

    #[test]
    fn only_our_names_are_answered() {
        for host in ["127.0.0.1:3860", "localhost:3860", "LOCALHOST:3860", "[::1]:3860"] {
            assert_eq!(status("/", &[(&HOST, host)]), 200, "{host}");
        }
        for host in [
            "127.0.0.1",
            "127.0.0.1:80",
            "evil.example:3860",
            "localhost.evil.example:3860",
            "localhost:3860.evil.example",
            "",
            "127.0.0.2:3860",
        ] {
            assert_eq!(status("/", &[(&HOST, host)]), 421, "{host}");
        }
        assert_eq!(status("/", &[]), 421);
        assert_eq!(
            status("/", &[(&HOST, "localhost:3860"), (&HOST, "localhost:3860")]),
            421
        );
        assert_eq!(status("http://evil.example/", &[(&HOST, "localhost:3860")]), 421);
    }

    #[test]
    fn other_sites_may_lead_here_but_load_nothing() {
        let host = (&HOST, "localhost:3860");
        for (site, mode, expected) in [
            ("same-origin", "cors", 200),
            ("none", "navigate", 200),
            ("cross-site", "navigate", 200),
            ("cross-site", "no-cors", 403),
            ("same-site", "no-cors", 403),
        ] {
            assert_eq!(
                status("/", &[host, (&FETCH_SITE, site), (&FETCH_MODE, mode)]),
                expected,
                "{site} {mode}"
            );
        }
        assert_eq!(status("/", &[host, (&ORIGIN, "http://localhost:3860")]), 200);
        assert_eq!(status("/", &[host, (&ORIGIN, "http://evil.example")]), 403);
        assert_eq!(status("/", &[host, (&ORIGIN, "null")]), 403);
    }

    #[test]
    fn a_path_that_could_mean_another_is_refused() {
        for path in [
            "/../a",
            "/a/../b",
            "/a/./b",
            "//a",
            "/a//b",
            "/a%2fb",
            "/%2e%2e/a",
            "/a\\b",
            "a",
            "/a%00",
            "/計画",
        ] {
            assert!(
                matches!(
                    answer(path, &State::default()),
                    Answer::Refused(StatusCode::BAD_REQUEST, _)
                ),
                "{path}"
            );
        }
        assert!(matches!(
            answer("/.mieruka/other", &State::default()),
            Answer::Refused(StatusCode::NOT_FOUND, _)
        ));
        assert!(matches!(answer("/.mieruka/events", &State::default()), Answer::Events));
    }
}
