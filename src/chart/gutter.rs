//! Labels at the right edge, one below the other, each as near to its own height as the others allow.

/// Shifts blocks of these heights, wished at these middles, so that they do not overlap between `top` and `bottom`, keeping the order of
/// their wishes. Gives the upper edge of each. There must be room for all.
pub(super) fn stacked(wishes: &[(i32, i32)], between: i32, top: i32, bottom: i32) -> Vec<i32> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by_key(|&block| (wishes[block].0, block));
    let mut tops = vec![0; wishes.len()];
    // Downwards each block leaves room for those above it, then upwards for those below.
    let mut free = top;
    for &block in &order {
        let (middle, height) = wishes[block];
        tops[block] = (middle - height / 2).max(free);
        free = tops[block] + height + between;
    }
    let mut free = bottom;
    for &block in order.iter().rev() {
        tops[block] = tops[block].min(free - wishes[block].1);
        free = tops[block] - between;
    }
    tops
}

/// The height that such blocks need together.
pub(super) fn height_of(heights: impl Iterator<Item = i32>, between: i32) -> i32 {
    heights.map(|height| height + between).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn blocks_never_overlap(wishes in proptest::collection::vec((-500_i32..1500, 10_i32..80), 0..12)) {
            let needed = height_of(wishes.iter().map(|(_, height)| *height), 5);
            let tops = stacked(&wishes, 5, 0, needed.max(1000));
            let mut blocks: Vec<(i32, i32)> = tops.iter().zip(&wishes).map(|(top, (_, height))| (*top, top + height)).collect();
            blocks.sort_unstable();
            prop_assert!(blocks.first().is_none_or(|first| first.0 >= 0));
            prop_assert!(blocks.last().is_none_or(|last| last.1 <= needed.max(1000)));
            prop_assert!(blocks.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        }
    }
}
