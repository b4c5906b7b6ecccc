//! Adds the preview's script to a page, and lets it ask the server whether there is something new.

/// Where the preview's own files stand: no file of a site begins with a dot.
pub(super) const RESERVED: &str = ".mieruka/";

/// The policy of the pages, as templates write it.
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
/// What the script needs beyond it. Of two directives of one name the first counts.
const ASKING: &str = "connect-src 'self'; ";

/// The page with the scripts in it. `site` is the number of the site it belongs to, `look` that of the first site with the same
/// style sheets and scripts, `trouble` what to say of this page alone.
pub(super) fn weave(page: &str, site: u64, look: u64, trouble: Option<&str>) -> String {
    let page = page.replacen(POLICY, &format!("{POLICY}{ASKING}"), 1);
    let trouble = trouble.map_or_else(String::new, |trouble| {
        format!(" data-trouble=\"{}\"", attribute(trouble))
    });
    let script = format!(
        "<script src=\"/{RESERVED}patch.js\" defer></script>\n\
         <script src=\"/{RESERVED}preview.js\" data-site=\"{site}\" data-look=\"{look}\"{trouble} defer></script>\n"
    );
    let end = page.rfind("</body>").unwrap_or(page.len());
    let (before, behind) = page.split_at(end);
    format!("{before}{script}{behind}")
}

/// A page of the preview itself, where the site has none to show.
pub(super) fn own_page(title: &str, text: &str, site: u64, trouble: Option<&str>) -> String {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/{RESERVED}page.css\">\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p>{text}</p>\n<p><a href=\"/\">トップページ</a></p>\n</main>\n</body>\n</html>\n"
    );
    weave(&page, site, 0, trouble)
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_stand_last_and_may_ask() {
        let page = format!("<meta {POLICY}default-src 'none'\"><body><p>&lt;/body></p></body></html>");
        assert_eq!(
            weave(&page, 7, 5, Some("\"<&")),
            format!(
                "<meta {POLICY}connect-src 'self'; default-src 'none'\"><body><p>&lt;/body></p>\
                 <script src=\"/.mieruka/patch.js\" defer></script>\n\
                 <script src=\"/.mieruka/preview.js\" data-site=\"7\" data-look=\"5\" data-trouble=\"&quot;&lt;&amp;\" defer></script>\n\
                 </body></html>"
            )
        );
        assert!(weave("text", 1, 1, None).starts_with("text<script "));
    }

    /// Else pages would not learn that there is something new.
    #[test]
    fn the_built_in_pages_write_their_policy_so() {
        assert_eq!(include_str!("../../templates/base.html").matches(POLICY).count(), 1);
    }
}
