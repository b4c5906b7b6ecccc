//! The only file that names plotters: its scales and ticks, and the backend through which a figure becomes SVG.
//!
//! plotters knows colours, not classes, so a style carries the number of its mark, disguised as a colour, and the backend looks up the
//! class. Text does not go through plotters: it would be measured and placed by rules made for other scripts.

use std::convert::Infallible;
use std::fmt::Write;

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::{RGBAColor, ShapeStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind};

use super::figure::{Anchor, Figure, Mark, Pattern, Shape, Text};
use super::geometry::UNIT;

/// A scale from values to places.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    values: (f64, f64),
    places: (i32, i32),
}

impl Scale {
    /// From the ends of the values to the ends of the places.
    pub(super) fn new(values: (f64, f64), places: (i32, i32)) -> Self {
        Self { values, places }
    }

    /// The place of a value.
    pub(super) fn place(&self, value: f64) -> i32 {
        RangedCoordf64::from(self.values.0..self.values.1).map(&value, self.places)
    }
}

/// The step between ticks, 1, 2 or 5 times a power of ten, that divides a length into fewer than so many parts.
pub(super) fn largest_step(length: f64, ticks: usize) -> f64 {
    // plotters compares with fixed tolerances, so it is asked about a length between 1 and 10.
    let (mantissa, exponent) = format!("{length:e}")
        .split_once('e')
        .and_then(|(mantissa, exponent)| Some((mantissa.parse::<f64>().ok()?, exponent.parse::<i32>().ok()?)))
        .unwrap_or((1.0, 0));
    let ticks = RangedCoordf64::from(0.0..mantissa).key_points(ticks.max(2));
    let step = match ticks.as_slice() {
        [first, second, ..] => second - first,
        _ => mantissa,
    };
    let step = (step * 100.0).round() / 100.0;
    if exponent < 0 {
        step / 10_f64.powi(-exponent)
    } else {
        step * 10_f64.powi(exponent)
    }
}

/// The figure as an `<svg>` element; all ids in it begin with `id`. An image has no links in it: one with links is a group, of which
/// who cannot see it is given the name, the description and the links.
pub(super) fn write(figure: &Figure, id: &str) -> String {
    let id = escaped(id);
    let mut out = String::new();
    let (links, texts): (Vec<&Text>, Vec<&Text>) = figure.texts.iter().partition(|text| text.href.is_some());
    let (role, shown, end) = if links.is_empty() {
        ("img", "", "")
    } else {
        ("group", "<g aria-hidden=\"true\">\n", "</g>\n")
    };
    let (width, height) = (figure.canvas.width(), figure.height);
    let _ = write!(
        out,
        "<svg class=\"chart {} {}\" role=\"{role}\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {} {}\" font-size=\"{}\">\n\
         <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
        figure.kind,
        figure.canvas.class(),
        units(width),
        units(height),
        units(figure.canvas.text_size()),
        escaped(&figure.title),
        escaped(&figure.description),
    );
    out.push_str(shown);
    write_patterns(&mut out, figure, &id);
    draw(&mut out, &figure.marks, (width, height), &id);
    for text in texts {
        write_text(&mut out, text);
    }
    out.push_str(end);
    for text in links {
        write_text(&mut out, text);
    }
    out.push_str("</svg>\n");
    out
}

/// Marks without any text as an `<svg>` element that stands in a line of text, named by its label.
pub(super) fn write_small(kind: &str, marks: &[Mark], (width, height): (i32, i32), label: &str) -> String {
    let mut out = format!(
        "<svg class=\"chart {kind}\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\">\n",
        escaped(label),
        units(width),
        units(height),
    );
    draw(&mut out, marks, (width, height), "");
    out.push_str("</svg>");
    out
}

fn draw(out: &mut String, marks: &[Mark], size: (i32, i32), id: &str) {
    let area = SvgBackend {
        out,
        marks,
        size,
        id,
        open: None,
    }
    .into_drawing_area();
    for (number, mark) in marks.iter().enumerate() {
        let style = disguised(number);
        // The backend writes to memory and cannot fail.
        let _ = match &mark.shape {
            Shape::Path(points) => area.draw(&PathElement::new(points.clone(), style)),
            Shape::Polygon(points) => area.draw(&Polygon::new(points.clone(), style)),
            Shape::Rect(rect) => area.draw(&Rectangle::new(
                [(rect.left, rect.top), (rect.right, rect.bottom)],
                style,
            )),
            Shape::Circle(centre, radius) => area.draw(&Circle::new(*centre, *radius, style)),
        };
    }
}

/// The number of a mark, in the disguise of a colour.
fn disguised(number: usize) -> ShapeStyle {
    let [_, red, green, blue] = u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
    ShapeStyle {
        color: RGBAColor(red, green, blue, 1.0),
        filled: false,
        stroke_width: 1,
    }
}

/// Writes SVG, with the class of each mark where other backends put its colour.
struct SvgBackend<'figure> {
    out: &'figure mut String,
    marks: &'figure [Mark],
    size: (i32, i32),
    id: &'figure str,
    /// Attributes and end of the path that was written last, when nothing came after it.
    open: Option<(String, BackendCoord)>,
}

const PATH_END: &str = "\"/>\n";

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl SvgBackend<'_> {
    /// Class and, if any, pattern of the mark that a style stands for.
    fn attributes(&self, style: &impl BackendStyle) -> String {
        let (red, green, blue) = style.color().rgb;
        let number = u32::from_be_bytes([0, red, green, blue]);
        let mark = usize::try_from(number).ok().and_then(|number| self.marks.get(number));
        match mark {
            Some(Mark {
                class, pattern: None, ..
            }) => format!("class=\"{}\"", escaped(class)),
            Some(Mark {
                class,
                pattern: Some(pattern),
                ..
            }) => {
                format!(
                    "class=\"{}\" fill=\"url(#{}-{})\"",
                    escaped(class),
                    self.id,
                    pattern_name(*pattern)
                )
            }
            None => String::new(),
        }
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        (self.size.0.unsigned_abs(), self.size.1.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let attributes = self.attributes(style);
        let points: Vec<BackendCoord> = path.into_iter().collect();
        let Some(end) = points.last().copied() else {
            return Ok(());
        };
        let data = path_data(points.iter().copied());
        // Lines that look alike, one after the other, are one element: pages hold many charts.
        match self.open.take() {
            Some((before, from)) if before == attributes => {
                self.out.truncate(self.out.len() - PATH_END.len());
                let goes_on = points.first() == Some(&from);
                let rest = if goes_on {
                    data.find(['L', 'H', 'V']).map_or("", |at| &data[at..])
                } else {
                    &data
                };
                let _ = write!(self.out, "{rest}{PATH_END}");
            }
            _ => {
                let _ = write!(self.out, "<path {attributes} fill=\"none\" d=\"{data}{PATH_END}");
            }
        }
        self.open = Some((attributes, end));
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        self.open = None;
        let attributes = self.attributes(style);
        let _ = writeln!(self.out, "<path {attributes} d=\"{}Z\"/>", path_data(corners));
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, _: bool) -> Drawn {
        self.open = None;
        let attributes = self.attributes(style);
        let (x, y, width, height) = (units(from.0), units(from.1), units(to.0 - from.0), units(to.1 - from.1));
        let _ = writeln!(
            self.out,
            "<rect {attributes} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        );
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, centre: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        self.open = None;
        let attributes = self.attributes(style);
        let radius = units(i32::try_from(radius).unwrap_or_default());
        let _ = writeln!(
            self.out,
            "<circle {attributes} cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>",
            units(centre.0),
            units(centre.1)
        );
        Ok(())
    }
}

/// Level and upright lines name one number only.
fn path_data(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut data = String::new();
    let mut before: Option<BackendCoord> = None;
    for (x, y) in points {
        let _ = match before {
            None => write!(data, "M{} {}", units(x), units(y)),
            Some((_, same)) if same == y => write!(data, "H{}", units(x)),
            Some((same, _)) if same == x => write!(data, "V{}", units(y)),
            Some(_) => write!(data, "L{} {}", units(x), units(y)),
        };
        before = Some((x, y));
    }
    data
}

fn write_text(out: &mut String, text: &Text) {
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let (x, y) = (units(text.at.0), units(text.at.1));
    let href = text.href.as_deref().map(escaped);
    let (link, end) = href.map_or_else(Default::default, |href| (format!("<a href=\"{href}\">"), "</a>"));
    let _ = writeln!(
        out,
        "{link}<text class=\"{}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>{end}",
        escaped(&text.class),
        escaped(&text.content)
    );
}

fn write_patterns(out: &mut String, figure: &Figure, id: &str) {
    let mut used: Vec<Pattern> = figure.marks.iter().filter_map(|mark| mark.pattern).collect();
    used.sort_unstable();
    used.dedup();
    if used.is_empty() {
        return;
    }
    out.push_str("<defs>\n");
    for pattern in used {
        let name = pattern_name(pattern);
        let (size, turn, ink) = match pattern {
            Pattern::Hatch => (
                6,
                " patternTransform=\"rotate(45)\"",
                "<path class=\"ink\" d=\"M0 0V6\"/>",
            ),
            Pattern::Dots => (6, "", "<circle class=\"ink dot\" cx=\"3\" cy=\"3\" r=\"1.4\"/>"),
            Pattern::Lines => (6, "", "<path class=\"ink\" d=\"M0 3H6\"/>"),
            Pattern::Bars => (5, "", "<path class=\"ink\" d=\"M2.5 0V5\"/>"),
            Pattern::Cross => (
                7,
                " patternTransform=\"rotate(45)\"",
                "<path class=\"ink\" d=\"M0 0V7M0 0H7\"/>",
            ),
        };
        let _ = writeln!(
            out,
            "<pattern id=\"{id}-{name}\" class=\"pattern pattern-{name}\" width=\"{size}\" height=\"{size}\" \
             patternUnits=\"userSpaceOnUse\"{turn}><rect class=\"ground\" width=\"{size}\" height=\"{size}\"/>{ink}</pattern>",
        );
    }
    out.push_str("</defs>\n");
}

fn pattern_name(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::Hatch => "hatch",
        Pattern::Dots => "dots",
        Pattern::Lines => "lines",
        Pattern::Cross => "cross",
        Pattern::Bars => "bars",
    }
}

/// Tenths as units with at most one decimal: 125 is 12.5.
fn units(tenths: i32) -> String {
    let (whole, rest) = (tenths.abs() / UNIT, tenths.abs() % UNIT);
    let sign = if tenths < 0 { "-" } else { "" };
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest}")
    }
}

/// Text that cannot end its element or attribute. Characters that XML forbids are dropped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (length, ticks, step) in [
            (100.0, 6, 20.0),
            (60.0, 7, 10.0),
            (0.03, 6, 0.01),
            (1e18, 6, 2e17),
            (1e-9, 6, 2e-10),
            (7.0, 6, 2.0),
            (5.0, 6, 1.0),
        ] {
            let found = largest_step(length, ticks);
            assert!((found - step).abs() < step * 1e-9, "{length}: {found}");
        }
    }

    #[test]
    fn units_have_one_decimal_at_most() {
        assert_eq!(
            [0, 5, 10, 125, -5, -120].map(units),
            ["0", "0.5", "1", "12.5", "-0.5", "-12"]
        );
    }

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(
            escaped("</title><script>\"&'\u{0}"),
            "&lt;/title&gt;&lt;script&gt;&quot;&amp;&#39;"
        );
    }
}
