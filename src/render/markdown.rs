//! Markdown of the publisher to HTML. The only file that names pulldown-cmark.
//!
//! Nothing the author writes reaches the page as markup. The parser gives events; the writer below knows a fixed list
//! of elements and writes those itself, with no attribute taken from the text but checked link addresses. So there is
//! nothing to sanitise afterwards: raw HTML is printed as the text it is, images are their alternative text, and
//! nesting is capped. `tests.rs` holds this against ammonia, a real sanitiser, which must find nothing to remove.
//!
//! What Japanese text needs beyond `CommonMark` stands in `japanese`.

mod address;
mod japanese;
mod plain_line;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag};

use super::Html;
use super::html::escape_into;
use crate::model::Prose;

/// Elements open at once; deeper lists, quotes and emphasis lose their markup, not their text.
const DEEPEST: usize = 16;

/// Text for one line: a table cell, a list item, a heading. Paragraphs become line breaks; there is no block markup.
pub fn inline(prose: &Prose) -> Html {
    Html::trusted(write(prose, Mode::Inline))
}

/// Text of several paragraphs. `snippet` keeps the footnote ids of several texts on one page apart; `top` is the level
/// that the text's highest heading gets (2 to 6).
pub fn block(prose: &Prose, snippet: &str, top: u8) -> Html {
    Html::trusted(write(prose, Mode::Block { snippet, top }))
}

/// The text without any markup, not escaped: for titles, descriptions and search.
pub fn plain(prose: &Prose) -> String {
    write(prose, Mode::Plain)
}

/// Most columns of a table. Every row is filled up to the widest, so that a few thousand short lines could fill the memory.
const MOST_COLUMNS: usize = 100;

/// What is read besides plain Markdown; a wider table stays text.
fn options(source: &str) -> Options {
    let too_wide = |line: &str| line.bytes().filter(|byte| *byte == b'|').count() > MOST_COLUMNS + 1;
    if source.lines().any(too_wide) {
        Options::ENABLE_FOOTNOTES
    } else {
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
    }
}

fn write(prose: &Prose, mode: Mode<'_>) -> String {
    if is_lone_marker(prose.as_markdown()) {
        return lone_marker(prose.as_markdown().trim(), mode);
    }
    if plain_line::is_plain_line(prose.as_markdown()) {
        return plain_line(prose.as_markdown(), mode);
    }
    parsed(prose, mode)
}

fn plain_line(line: &str, mode: Mode<'_>) -> String {
    match mode {
        Mode::Block { .. } => ["<p>", line, "</p>\n"].concat(),
        Mode::Inline | Mode::Plain => line.to_owned(),
    }
}

fn parsed(prose: &Prose, mode: Mode<'_>) -> String {
    let source = japanese::mark_emphasis(prose.as_markdown());
    let events: Vec<Event<'_>> = Parser::new_ext(&source, options(&source)).collect();
    let mut writer = Writer::new(mode, heading_ranks(&events));
    for (index, event) in events.iter().enumerate() {
        writer.event(event, &events[index + 1..]);
    }
    writer.finish()
}

/// Whether the text is nothing but what Markdown takes for the start of a list: the `-` of a table cell, a bare `1.`.
fn is_lone_marker(text: &str) -> bool {
    let digits = text.trim().trim_end_matches(['.', ')']);
    matches!(text.trim(), "-" | "+" | "*")
        || (digits.len() + 1 == text.trim().len() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn lone_marker(marker: &str, mode: Mode<'_>) -> String {
    match mode {
        Mode::Block { .. } => format!("<p>{marker}</p>\n"),
        Mode::Inline | Mode::Plain => marker.to_owned(),
    }
}

/// What the text is written for.
#[derive(Clone, Copy)]
enum Mode<'text> {
    Block { snippet: &'text str, top: u8 },
    Inline,
    Plain,
}

/// The heading levels used, highest first: their rank decides the level printed, so that none is skipped.
fn heading_ranks(events: &[Event<'_>]) -> Vec<HeadingLevel> {
    let mut levels: Vec<HeadingLevel> = events
        .iter()
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level),
            _ => None,
        })
        .collect();
    levels.sort_unstable();
    levels.dedup();
    levels
}

struct Writer<'text> {
    mode: Mode<'text>,
    headings: Vec<HeadingLevel>,
    /// The text, and above it the footnote being written.
    outputs: Vec<String>,
    /// For each open tag what closes it; nothing when it was left out.
    open: Vec<Closing>,
    /// Elements open, of those that can nest without end.
    depth: usize,
    /// Numbers of the footnotes, by name.
    numbers: BTreeMap<String, usize>,
    /// Footnotes referred to.
    referred: BTreeSet<usize>,
    /// Texts of the footnotes.
    notes: BTreeMap<usize, String>,
    /// Alignments of the open table, and the column of its next cell.
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// Raw HTML of the open block.
    raw: String,
    /// In one-line text: a break is due before the next character.
    break_due: bool,
    /// The last character written, for the joining of lines.
    last: Option<char>,
}

enum Closing {
    /// Nothing.
    Nothing,
    /// Markup.
    Markup(Cow<'static, str>),
    /// Markup of an element that counts as a level of nesting.
    Level(&'static str),
    /// The end of a block in one-line text.
    Line,
    TableHead,
    RawBlock,
    Footnote(usize),
}

impl<'text> Writer<'text> {
    fn new(mode: Mode<'text>, headings: Vec<HeadingLevel>) -> Self {
        Self {
            mode,
            headings,
            outputs: vec![String::new()],
            open: Vec::new(),
            depth: 0,
            numbers: BTreeMap::new(),
            referred: BTreeSet::new(),
            notes: BTreeMap::new(),
            alignments: Vec::new(),
            column: 0,
            in_head: false,
            raw: String::new(),
            break_due: false,
            last: None,
        }
    }

    fn event(&mut self, event: &Event<'_>, rest: &[Event<'_>]) {
        match event {
            Event::Start(tag) => {
                let closing = match self.mode {
                    Mode::Block { top, .. } => self.start_block(tag, top),
                    Mode::Inline | Mode::Plain => self.start_line(tag),
                };
                self.open.push(closing);
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(text),
            Event::Code(code) => {
                self.markup("<code>");
                self.text(code);
                self.markup("</code>");
            }
            Event::Html(html) => self.raw.push_str(html),
            Event::InlineHtml(html) => self.raw_html(html),
            Event::FootnoteReference(name) => self.footnote_reference(name),
            Event::SoftBreak => self.soft_break(rest),
            Event::HardBreak => self.line_break(),
            Event::Rule => match self.mode {
                Mode::Block { .. } => self.markup("<hr>\n"),
                Mode::Inline | Mode::Plain => self.break_due = true,
            },
            // Their options are off, so the parser never gives them.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn finish(mut self) -> String {
        let mut html = self.outputs.swap_remove(0);
        match self.mode {
            Mode::Block { snippet, .. } if !self.notes.is_empty() => {
                html.push_str("<ul class=\"footnotes\">\n");
                for (number, note) in &self.notes {
                    let _ = write!(
                        html,
                        "<li id=\"{snippet}-note-{number}\"><span class=\"footnote-mark\">注{number}</span> {note}"
                    );
                    if self.referred.contains(number) {
                        let _ = write!(
                            html,
                            " <a href=\"#{snippet}-ref-{number}\" class=\"footnote-back\">本文へ戻る</a>"
                        );
                    }
                    html.push_str("</li>\n");
                }
                html.push_str("</ul>\n");
            }
            Mode::Block { .. } => {}
            Mode::Inline | Mode::Plain => {
                let newline = if matches!(self.mode, Mode::Plain) { "\n" } else { "<br>" };
                for (number, note) in &self.notes {
                    let _ = write!(html, "{newline}注{number} {note}");
                }
            }
        }
        html
    }

    // Elements.

    fn start_block(&mut self, tag: &Tag<'_>, top: u8) -> Closing {
        match tag {
            Tag::Paragraph => self.element("<p>", "</p>\n"),
            Tag::Heading { level, .. } => {
                let rank = self.headings.iter().position(|used| used == level).unwrap_or(0);
                let level = (usize::from(top) + rank).min(6);
                self.markup(&format!("<h{level}>"));
                Closing::Markup(format!("</h{level}>\n").into())
            }
            Tag::BlockQuote(_) => self.level("<blockquote>\n", "</blockquote>\n", 1),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.element("<pre><code>", "</code></pre>\n")
            }
            Tag::HtmlBlock => Closing::RawBlock,
            Tag::List(None) => self.level("<ul>\n", "</ul>\n", 2),
            Tag::List(Some(1)) => self.level("<ol>\n", "</ol>\n", 2),
            Tag::List(Some(first)) => self.level(&format!("<ol start=\"{first}\">\n"), "</ol>\n", 2),
            Tag::Item => self.level("<li>", "</li>\n", 1),
            Tag::FootnoteDefinition(name) => self.footnote_definition(name),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                self.element(
                    "<div class=\"scroll\" role=\"region\" aria-label=\"表\" tabindex=\"0\"><table>\n",
                    "</tbody>\n</table></div>\n",
                )
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.markup("<thead>\n<tr>");
                Closing::TableHead
            }
            Tag::TableRow => {
                self.column = 0;
                self.element("<tr>", "</tr>\n")
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } => self.start_phrase(tag),
            // An image is its alternative text. The others never come: their options are off.
            Tag::Image { .. }
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => Closing::Nothing,
        }
    }

    /// In one-line text the blocks are lines; an item of a list begins with a dot.
    fn start_line(&mut self, tag: &Tag<'_>) -> Closing {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::TableHead | Tag::TableRow => Closing::Line,
            Tag::Item => {
                if self.last.is_some() {
                    self.break_due = true;
                }
                self.text("・");
                Closing::Line
            }
            Tag::TableCell => {
                if self.last.is_some() && !self.break_due {
                    self.text("　");
                }
                Closing::Nothing
            }
            Tag::HtmlBlock => Closing::RawBlock,
            Tag::FootnoteDefinition(name) => self.footnote_definition(name),
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } if matches!(self.mode, Mode::Inline) => {
                self.start_phrase(tag)
            }
            _ => Closing::Nothing,
        }
    }

    fn start_phrase(&mut self, tag: &Tag<'_>) -> Closing {
        match tag {
            Tag::Emphasis => self.level("<em>", "</em>", 1),
            Tag::Strong => self.level("<strong>", "</strong>", 1),
            Tag::Link {
                link_type, dest_url, ..
            } => {
                let mut target = japanese::unmark(dest_url).into_owned();
                if *link_type == LinkType::Email {
                    target.insert_str(0, "mailto:");
                }
                if !address::is_allowed(&target) {
                    return Closing::Nothing;
                }
                let mut tag = String::from("<a href=\"");
                escape_into(&mut tag, &target);
                tag.push_str("\">");
                self.element(&tag, "</a>")
            }
            _ => Closing::Nothing,
        }
    }

    fn element(&mut self, opening: &str, closing: &'static str) -> Closing {
        self.markup(opening);
        Closing::Markup(closing.into())
    }

    /// An element that may nest; left out when it and the `needs` levels it holds would pass the cap.
    fn level(&mut self, opening: &str, closing: &'static str, needs: usize) -> Closing {
        if self.depth + needs > DEEPEST {
            return Closing::Nothing;
        }
        self.depth += 1;
        self.markup(opening);
        Closing::Level(closing)
    }

    fn cell(&mut self) -> Closing {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.column += 1;
        if self.in_head {
            self.markup(&format!("<th scope=\"col\"{class}>"));
            Closing::Markup("</th>".into())
        } else {
            self.markup(&format!("<td{class}>"));
            Closing::Markup("</td>".into())
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            None | Some(Closing::Nothing) => {}
            Some(Closing::Markup(markup)) => self.markup(&markup),
            Some(Closing::Level(markup)) => {
                self.depth -= 1;
                self.markup(markup);
            }
            Some(Closing::Line) => self.break_due = self.last.is_some(),
            Some(Closing::TableHead) => {
                self.in_head = false;
                self.markup("</tr>\n</thead>\n<tbody>\n");
            }
            Some(Closing::RawBlock) => self.raw_block(),
            Some(Closing::Footnote(number)) => {
                let note = self.outputs.pop().unwrap_or_default();
                self.notes.insert(number, note);
                (self.break_due, self.last) = (false, Some('\n'));
            }
        }
    }

    // Text.

    fn output(&mut self) -> &mut String {
        self.outputs.last_mut().expect("the text itself is never popped")
    }

    /// Markup of ours; none in plain text.
    fn markup(&mut self, markup: &str) {
        self.settle_break();
        if !matches!(self.mode, Mode::Plain) {
            self.output().push_str(markup);
        }
        if markup.ends_with('\n') {
            self.last = None;
        }
    }

    fn text(&mut self, text: &str) {
        let text = japanese::unmark(text);
        if text.is_empty() {
            return;
        }
        self.settle_break();
        if matches!(self.mode, Mode::Plain) {
            self.output().push_str(&text);
        } else {
            escape_into(self.output(), &text);
        }
        self.last = text.chars().last();
    }

    fn settle_break(&mut self) {
        if std::mem::take(&mut self.break_due) {
            self.line_break();
        }
    }

    fn line_break(&mut self) {
        match self.mode {
            Mode::Block { .. } => self.output().push_str("<br>\n"),
            Mode::Inline => self.output().push_str("<br>"),
            Mode::Plain => self.output().push('\n'),
        }
        self.last = Some('\n');
    }

    fn soft_break(&mut self, rest: &[Event<'_>]) {
        // Not beyond the next line: many lines without text would be gone through again for each of them.
        let line = rest
            .iter()
            .take_while(|event| !matches!(event, Event::SoftBreak | Event::HardBreak));
        let next = line.into_iter().find_map(|event| match event {
            Event::Text(text) | Event::Code(text) => japanese::unmark(text).chars().next(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) => Some('<'),
            _ => None,
        });
        match japanese::line_joint(self.last, next) {
            japanese::Joint::None => {}
            japanese::Joint::Space => self.text("\n"),
            japanese::Joint::Break => self.line_break(),
        }
    }

    // Raw HTML: text, but for comments, which are not printed, and line breaks.

    fn raw_html(&mut self, html: &str) {
        let html = html.trim();
        if html.starts_with("<!--") && html.ends_with("-->") {
            return;
        }
        if is_line_break(html) {
            self.line_break();
        } else {
            self.text(html);
        }
    }

    fn raw_block(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let text = without_comments(&raw);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.mode {
            Mode::Block { .. } => {
                self.markup("<p>");
                self.text(text);
                self.markup("</p>\n");
            }
            Mode::Inline | Mode::Plain => {
                self.text(text);
                self.break_due = true;
            }
        }
    }

    // Footnotes: collected below the text.

    fn number(&mut self, name: &str) -> usize {
        let next = self.numbers.len() + 1;
        *self.numbers.entry(name.to_owned()).or_insert(next)
    }

    fn footnote_reference(&mut self, name: &str) {
        let number = self.number(name);
        match self.mode {
            Mode::Block { snippet, .. } => {
                let id = if self.referred.contains(&number) {
                    String::new()
                } else {
                    format!(" id=\"{snippet}-ref-{number}\"")
                };
                self.markup(&format!(
                    "<sup class=\"footnote-ref\"{id}><a href=\"#{snippet}-note-{number}\">注{number}</a></sup>"
                ));
            }
            Mode::Inline => self.markup(&format!("<sup>注{number}</sup>")),
            Mode::Plain => self.text(&format!("（注{number}）")),
        }
        self.referred.insert(number);
    }

    fn footnote_definition(&mut self, name: &str) -> Closing {
        let number = self.number(name);
        self.outputs.push(String::new());
        (self.break_due, self.last) = (false, None);
        Closing::Footnote(number)
    }
}

fn is_line_break(html: &str) -> bool {
    let name: String = html
        .chars()
        .filter(|character| !character.is_ascii_whitespace() && *character != '/')
        .collect();
    name.eq_ignore_ascii_case("<br>")
}

/// The text without `<!-- … -->`; a comment that does not end hides the rest, as it would in a browser.
fn without_comments(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        kept.push_str(&rest[..start]);
        rest = rest[start..].find("-->").map_or("", |end| &rest[start + end + 3..]);
    }
    kept.push_str(rest);
    kept
}
