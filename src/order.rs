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
pub(crate) fn sort<T>(items: &mut Vec<T>, key: impl Fn(&T) -> Key) {
    let keys: Vec<Key> = items.iter().map(key).collect();
    if keys.is_sorted() {
        return;
    }
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    for from in ranks(&keys) {
        items.extend(taken.get_mut(from).and_then(Option::take));
    }
}

/// The places of the keys in their order.
fn ranks(keys: &[Key]) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..keys.len()).collect();
    // The place itself comes last, so that no two are alike.
    ranks.sort_unstable_by(|one, other| match keys.get(*one).cmp(&keys.get(*other)) {
        Ordering::Equal => one.cmp(other),
        order => order,
    });
    ranks
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
}
