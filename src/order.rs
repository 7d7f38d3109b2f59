//! Sorting, once for the whole program: `sort_by_key` is compiled anew for each
//! type that it sorts, several kilobytes of the page each time.

use std::cmp::Ordering;

/// What is sorted by: the first number first. Use [`down`] for the greatest first.
pub(crate) type Key = [usize; 3];

/// Turns the order of one number of a key around.
pub(crate) const fn down(number: usize) -> usize {
    usize::MAX - number
}

/// Sorts by `key`; items of the same key stay as they are. Takes `n log n` steps.
pub(crate) fn sort<T>(items: &mut [T], key: impl Fn(&T) -> Key) {
    let keys: Vec<Key> = items.iter().map(key).collect();
    for (one, other) in swaps(&keys) {
        items.swap(one, other);
    }
}

/// What is to be swapped, one pair after the other, until the keys are in order.
fn swaps(keys: &[Key]) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    if keys.is_sorted() {
        return swaps;
    }
    let mut ranks: Vec<usize> = (0..keys.len()).collect();
    // The place itself comes last, so that no two are alike.
    ranks.sort_unstable_by(|one, other| match keys.get(*one).cmp(&keys.get(*other)) {
        Ordering::Equal => one.cmp(other),
        order => order,
    });
    for start in 0..ranks.len() {
        // What belongs here stands at `from`, and so on until the circle closes.
        let mut at = start;
        while let Some(from) = ranks.get_mut(at).map(|rank| std::mem::replace(rank, at))
            && from != start
        {
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}

/// The places of the texts in their order; the same texts stay as they are.
pub(crate) fn by_text(texts: &[&str]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..texts.len()).collect();
    places.sort_unstable_by(|one, other| {
        let order = texts.get(*one).cmp(&texts.get(*other));
        order.then(one.cmp(other))
    });
    places
}

/// Of each text, whether it stood before.
pub(crate) fn repeated(texts: &[&str]) -> Vec<bool> {
    let mut again = vec![false; texts.len()];
    for pair in by_text(texts).windows(2) {
        if let [one, other] = *pair
            && texts.get(one) == texts.get(other)
            && let Some(again) = again.get_mut(other)
        {
            *again = true;
        }
    }
    again
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut seed = 1_usize;
        for len in [0, 1, 2, 3, 20, 21, 400] {
            let items: Vec<(usize, usize, usize)> = (0..len)
                .map(|at| {
                    seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12345) % (1 << 31);
                    (seed >> 16 & 7, seed >> 20 & 3, at)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| (item.0, std::cmp::Reverse(item.1)));
            let mut sorted = items;
            sort(&mut sorted, |item| [item.0, down(item.1), 0]);
            assert_eq!(sorted, expected);
        }
    }

    #[test]
    fn texts_in_their_order_and_those_that_stood_before() {
        let texts = ["b", "a", "b", "", "a", "b"];
        assert_eq!(by_text(&texts), [3, 1, 4, 0, 2, 5]);
        assert_eq!(repeated(&texts), [false, false, true, false, true, true]);
        assert!(by_text(&[]).is_empty());
    }
}
