//! What is drawn, as plain data: every place, gap and label is decided before anything is written.

use super::geometry::{Point, Rect, UNIT};
use super::text;

/// The room a chart is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Canvas {
    /// For desks and paper.
    Wide,
    /// For phones, 320 px and up: fewer ticks, narrower margins, and text that is hardly scaled down.
    Narrow,
}

impl Canvas {
    /// Class that tells them apart.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Wide => "chart-wide",
            Self::Narrow => "chart-narrow",
        }
    }

    pub(super) fn width(self) -> i32 {
        match self {
            Self::Wide => 720 * UNIT,
            Self::Narrow => 320 * UNIT,
        }
    }

    /// Height when the labels ask for no more.
    pub(super) fn usual_height(self) -> i32 {
        match self {
            Self::Wide => 360 * UNIT,
            Self::Narrow => 300 * UNIT,
        }
    }

    /// Size of all text.
    pub(super) fn text_size(self) -> i32 {
        match self {
            Self::Wide => 14 * UNIT,
            Self::Narrow => 13 * UNIT,
        }
    }

    /// From one line of text to the next.
    pub(super) fn line_height(self) -> i32 {
        self.text_size() * 5 / 4
    }
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// Class of its kind: `chart-line`.
    pub kind: &'static str,
    pub canvas: Canvas,
    pub height: i32,
    pub title: String,
    pub description: String,
    /// Lines, areas and markers, from back to front.
    pub marks: Vec<Mark>,
    /// Text, in front of them.
    pub texts: Vec<Text>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// What it is, for the style sheet.
    pub class: String,
    pub shape: Shape,
    /// Pattern that fills it, so that areas are told apart without colour.
    pub pattern: Option<Pattern>,
}

impl Mark {
    pub(super) fn new(class: impl Into<String>, shape: Shape) -> Self {
        Self {
            class: class.into(),
            shape,
            pattern: None,
        }
    }
}

/// A shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// An open line.
    Path(Vec<Point>),
    /// A closed area.
    Polygon(Vec<Point>),
    /// A box.
    Rect(Rect),
    /// A disc.
    Circle(Point, i32),
}

/// A fill that is told apart in greyscale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// Slanting lines.
    Hatch,
    /// Dots.
    Dots,
    /// Level lines.
    Lines,
    /// Crossing slanting lines.
    Cross,
    /// Upright lines.
    Bars,
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    /// What it is, for the style sheet.
    pub class: String,
    /// Place of the anchor on the base line.
    pub at: Point,
    pub anchor: Anchor,
    pub content: String,
    /// Where it leads.
    pub href: Option<String>,
}

impl Text {
    /// A line whose upper edge stands at `top`.
    pub(super) fn below(
        top: Point,
        anchor: Anchor,
        class: impl Into<String>,
        content: impl Into<String>,
        canvas: Canvas,
    ) -> Self {
        Self {
            class: class.into(),
            at: (top.0, top.1 + ascent(canvas)),
            anchor,
            content: content.into(),
            href: None,
        }
    }

    /// The same line as a link.
    #[must_use]
    pub(super) fn leading_to(self, href: Option<&String>) -> Self {
        Self {
            href: href.cloned(),
            ..self
        }
    }

    /// A line whose middle stands at `middle`.
    pub(super) fn beside(
        middle: Point,
        anchor: Anchor,
        class: impl Into<String>,
        content: impl Into<String>,
        canvas: Canvas,
    ) -> Self {
        Self::below(
            (middle.0, middle.1 - canvas.text_size() / 2),
            anchor,
            class,
            content,
            canvas,
        )
    }

    /// The room it takes, as far as can be told without fonts.
    pub(super) fn bounds(&self, canvas: Canvas) -> Rect {
        let width = text::width(&self.content, canvas.text_size());
        let left = match self.anchor {
            Anchor::Start => self.at.0,
            Anchor::Middle => self.at.0 - width / 2,
            Anchor::End => self.at.0 - width,
        };
        Rect::at((left, self.at.1 - ascent(canvas)), width, canvas.text_size())
    }
}

/// Japanese type stands on a base line 0.88 em below the top of its square.
fn ascent(canvas: Canvas) -> i32 {
    canvas.text_size() * 88 / 100
}
