//! Points, boxes and lines in tenths of a unit: whole numbers, so that the same data gives the same figure on any machine.

/// Tenths in one unit of the figure.
pub(super) const UNIT: i32 = 10;

/// A place, x then y (down).
pub(super) type Point = (i32, i32);

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rect {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

impl Rect {
    /// From its upper left corner.
    pub(super) fn at((left, top): Point, width: i32, height: i32) -> Self {
        Self {
            left,
            top,
            right: left + width,
            bottom: top + height,
        }
    }

    /// Around a centre.
    pub(super) fn around((x, y): Point, radius: i32) -> Self {
        Self {
            left: x - radius,
            top: y - radius,
            right: x + radius,
            bottom: y + radius,
        }
    }

    pub(super) fn width(&self) -> i32 {
        self.right - self.left
    }

    /// Larger by so much on every side.
    pub(super) fn grown(&self, by: i32) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Whether two boxes share any area.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether the other lies inside.
    pub(super) fn contains(&self, other: &Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// Whether a straight line runs through the box.
    pub(super) fn is_crossed_by(&self, from: Point, to: Point) -> bool {
        let span = Self {
            left: from.0.min(to.0),
            top: from.1.min(to.1),
            right: from.0.max(to.0),
            bottom: from.1.max(to.1),
        };
        let apart =
            span.right < self.left || self.right < span.left || span.bottom < self.top || self.bottom < span.top;
        if apart {
            return false;
        }
        // The box is crossed unless all its corners lie on one side of the line.
        let (along_x, along_y) = (i64::from(to.0) - i64::from(from.0), i64::from(to.1) - i64::from(from.1));
        let side =
            |(x, y): Point| along_x * (i64::from(y) - i64::from(from.1)) - along_y * (i64::from(x) - i64::from(from.0));
        let corners = [
            (self.left, self.top),
            (self.right, self.top),
            (self.left, self.bottom),
            (self.right, self.bottom),
        ]
        .map(side);
        !(corners.iter().all(|side| *side > 0) || corners.iter().all(|side| *side < 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_crosses_a_box_or_passes_it() {
        let rect = Rect::at((10, 10), 20, 10);
        for (from, to, crosses) in [
            ((0, 15), (40, 15), true),
            ((0, 0), (20, 60), false),
            ((0, 0), (40, 20), true),
            ((0, 0), (5, 5), false),
            ((15, 12), (16, 13), true),
            ((40, 0), (0, 40), true),
            ((31, 0), (31, 40), false),
        ] {
            assert_eq!(rect.is_crossed_by(from, to), crosses, "{from:?} {to:?}");
            assert_eq!(rect.is_crossed_by(to, from), crosses, "{to:?} {from:?}");
        }
    }
}
