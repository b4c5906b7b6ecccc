//! Markers: each series has a shape of its own, so that series are told apart without colour.

use super::figure::Shape;
use super::geometry::{Point, Rect, UNIT};

/// Half the size of every marker.
pub(super) const RADIUS: i32 = 5 * UNIT;

/// How many series have a shape and class of their own; the next begins anew.
pub(super) const KINDS: usize = 6;

/// The class of a series, counted from 0.
pub(super) fn series_class(series: usize) -> String {
    format!("series-{}", series % KINDS + 1)
}

/// The marker of a series.
pub(super) fn marker(series: usize, (x, y): Point) -> Shape {
    let r = RADIUS;
    let corners = |corners: &[(i32, i32)]| Shape::Polygon(corners.iter().map(|(dx, dy)| (x + dx, y + dy)).collect());
    match series % KINDS {
        0 => Shape::Circle((x, y), r * 9 / 10),
        1 => Shape::Rect(Rect::around((x, y), r * 8 / 10)),
        2 => corners(&[(0, -r), (r, r * 8 / 10), (-r, r * 8 / 10)]),
        3 => corners(&[(0, -r), (r, 0), (0, r), (-r, 0)]),
        4 => corners(&[(0, r), (-r, -r * 8 / 10), (r, -r * 8 / 10)]),
        _ => {
            let (arm, half) = (r, r * 4 / 10);
            corners(&[
                (-half, -arm),
                (half, -arm),
                (half, -half),
                (arm, -half),
                (arm, half),
                (half, half),
                (half, arm),
                (-half, arm),
                (-half, half),
                (-arm, half),
                (-arm, -half),
                (-half, -half),
            ])
        }
    }
}

/// The mark of a time without a value: a small cross.
pub(super) fn absence((x, y): Point) -> [Shape; 2] {
    let r = RADIUS * 7 / 10;
    [
        Shape::Path(vec![(x - r, y - r), (x + r, y + r)]),
        Shape::Path(vec![(x - r, y + r), (x + r, y - r)]),
    ]
}
