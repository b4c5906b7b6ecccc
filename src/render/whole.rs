//! Counted months and places (1か月, 3か所) that no line break parts.
//!
//! The style sheet has lines break between phrases (`word-break: auto-phrase`), which keeps numbers with their counters but for these:
//! browsers take 「1か」 and 「月以上」 for two phrases.

/// What text alone may stand in: an element there would be shown as written, or not at all.
const PLAIN: [&str; 8] = ["title", "option", "script", "style", "text", "tspan", "/tspan", "desc"];

/// The page with such numbers in elements that the style sheet does not break.
pub(super) fn keep_whole(page: String) -> String {
    let mut kept = String::new();
    let mut done = 0;
    for (at, _) in page.match_indices('か') {
        let counter = &page[at..];
        if !(counter.starts_with("か月") || counter.starts_with("か所")) {
            continue;
        }
        let start = page[..at].trim_end_matches(is_digit).len();
        if start == at || !is_text(&page[..start]) {
            continue;
        }
        let end = at + "か月".len();
        kept.push_str(&page[done..start]);
        kept.push_str("<span class=\"whole\">");
        kept.push_str(&page[start..end]);
        kept.push_str("</span>");
        done = end;
    }
    if done == 0 {
        return page;
    }
    kept.push_str(&page[done..]);
    kept
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// Whether what follows is text in which an element may stand: a `>` in text or attributes is written as a reference.
fn is_text(before: &str) -> bool {
    before.rsplit_once('<').is_some_and(|(_, tag)| {
        let name = tag
            .split(|character: char| character.is_whitespace() || character == '>')
            .next();
        tag.contains('>') && !name.is_some_and(|name| PLAIN.contains(&name))
    })
}

#[cfg(test)]
mod tests {
    use super::keep_whole;

    #[test]
    fn counted_months_and_places_stay_whole_in_text_alone() {
        let kept = |page: &str| keep_whole(page.to_owned());
        assert_eq!(
            kept("<p>1か月以上</p>"),
            "<p><span class=\"whole\">1か月</span>以上</p>"
        );
        assert_eq!(
            kept("<p>12か所と３か月</p>"),
            "<p><span class=\"whole\">12か所</span>と<span class=\"whole\">３か月</span></p>"
        );
        for same in [
            "<a title=\"1か月以上\">何か月</a>",
            "<title>1か月</title>",
            "<text x=\"1\">1か月</text>",
            "<p>1週間</p>",
        ] {
            assert_eq!(kept(same), same);
        }
    }
}
