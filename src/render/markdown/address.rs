//! Which addresses a link in the publisher's text may have.

/// Whether a link may point there: `http`, `https`, `mailto`, or a place within the site given relatively.
///
/// `//host` is refused because a page opened from a file share would ask that host for its credentials; `/path` because
/// it means something else from a file share than from a server; backslashes and control characters because browsers
/// read around them.
pub(super) fn is_allowed(target: &str) -> bool {
    if target
        .chars()
        .any(|character| character.is_control() || character == '\\')
        || target.starts_with([' ', '/'])
    {
        return false;
    }
    match scheme(target) {
        None => !target.is_empty(),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
            rest.strip_prefix("//").is_some_and(has_host)
        }
        Some((scheme, rest)) => scheme.eq_ignore_ascii_case("mailto") && !rest.is_empty(),
    }
}

/// Whether what follows `https://` begins with a host a browser can go to: names or an IPv4 address, and a port. No user
/// names: `https://www.example.lg.jp@evil.example/` leads elsewhere than it says.
fn has_host(rest: &str) -> bool {
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|character| character.is_alphanumeric() || character == '-')
    };
    let is_name = host.split('.').all(label)
        && host
            .rsplit('.')
            .next()
            .is_some_and(|last| last.starts_with(char::is_alphabetic));
    port.parse::<u16>().is_ok() && (is_name || host.parse::<std::net::Ipv4Addr>().is_ok())
}

/// What stands before the first `:`, when a browser would take it for a scheme.
fn scheme(target: &str) -> Option<(&str, &str)> {
    let end = target.find([':', '/', '?', '#'])?;
    target[end..].strip_prefix(':').map(|rest| (&target[..end], rest))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn web_mail_and_relative_addresses_are_allowed() {
        for target in [
            "https://www.example.lg.jp/a?b=c#d",
            "HTTP://example.jp",
            "http://localhost:8080/a",
            "http://192.168.1.2/",
            "https://総務省.jp/",
            "mailto:jinji@example.lg.jp",
            "measures/message.html",
            "../index.html#i-1",
            "#m-1",
            "?q=1:2",
            "令和2年度.html",
        ] {
            assert!(is_allowed(target), "{target}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for target in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " javascript:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//host/share",
            "/\\host",
            "\\\\host\\share",
            "/etc/passwd",
            "https:example.jp",
            "https:///host",
            "https://www.example.lg.jp@evil.example/",
            "https://[::1]/",
            "https://a..b/",
            "https://example.jp:port/",
            "https://1.2.3.4.5/",
            "blob:x",
            "mailto:",
            "",
        ] {
            assert!(!is_allowed(target), "{target:?}");
        }
    }
}
