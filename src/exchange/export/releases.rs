//! Planned publications as a calendar file (公表予定、iCalendar): days become events of a day, months and longer periods events
//! over all their days.

use chrono::{Days, NaiveDate};

use crate::calendar::{Period, YearStyle};
use crate::model::{Plan, Project, Release};

/// The planned publications of a plan, in lines of the calendar.
pub fn of_plan(project: &Project, plan: &Plan) -> Vec<String> {
    let events = plan.releases.iter().filter_map(|release| event(project, plan, release));
    events.flatten().collect()
}

/// The calendar of what all plans announce; none when nothing is planned.
pub fn write(project: &Project, events: impl IntoIterator<Item = String>) -> Option<String> {
    if !project.has_releases {
        return None;
    }
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//mieruka//mieruka//JA".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("NAME:{}", text(&format!("{}の公表予定", project.site.title))),
        format!("X-WR-CALNAME:{}", text(&format!("{}の公表予定", project.site.title))),
    ];
    lines.extend(events);
    lines.push("END:VCALENDAR".to_owned());
    Some(lines.iter().map(|line| folded(line)).collect())
}

fn event(project: &Project, plan: &Plan, release: &Release) -> Option<Vec<String>> {
    let first = release.date.first_day()?;
    let last = release.date.last_day()?;
    let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
    // The calendar has no clock to read: it bears the date of the newest publication.
    let stamp = plan.editions.iter().rev().find_map(|edition| edition.published);
    let stamp = stamp.or(plan.adopted).and_then(Period::last_day).unwrap_or(first);
    let host = project
        .site
        .base_url
        .as_deref()
        .and_then(super::feed::host)
        .unwrap_or("mieruka");
    let note = release.note.as_ref().map(super::published::lines_of);
    let when = release.date.label(YearStyle::Era);
    let about = [Some(format!("{}（{when}の予定）", plan.organisation)), note];
    let about: Vec<String> = about.into_iter().flatten().collect();
    Some(vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@{host}", text(&format!("{}/{}", plan.id, release.title))),
        format!("DTSTAMP:{}T000000Z", day(stamp)),
        format!("DTSTART;VALUE=DATE:{}", day(first)),
        format!("DTEND;VALUE=DATE:{}", day(last.checked_add_days(Days::new(1))?)),
        format!("SUMMARY:{}", text(&format!("{}：{}", plan.short_title, release.title))),
        format!("DESCRIPTION:{}", text(&about.join("\n"))),
        "STATUS:TENTATIVE".to_owned(),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
    ])
}

/// Text as a calendar file wants it.
fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// A line in pieces of at most 75 bytes, each piece after the first led by a space.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > 75 {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(letter);
        width += letter.len_utf8();
    }
    folded + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_come_back() {
        let line = format!("SUMMARY:{}", text(&"令和7年度版, 公表; 予定".repeat(9)));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|piece| piece.len() <= 75));
        assert_eq!(folded.replace("\r\n ", ""), line + "\r\n");
    }
}
