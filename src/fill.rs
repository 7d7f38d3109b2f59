//! Texts with names in them. In the page each `format!` and each list of pieces
//! is code; a text with places for names is one word of it.

/// `text` with each `{}` replaced by the next of `names`.
#[inline(never)]
pub(crate) fn fill(text: &str, names: &[&str]) -> String {
    debug_assert_eq!(text.matches("{}").count(), names.len(), "{text}");
    let mut filled = String::new();
    let mut names = names.iter();
    for (number, part) in text.split("{}").enumerate() {
        if number > 0 {
            filled.push_str(names.next().copied().unwrap_or_default());
        }
        filled.push_str(part);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_their_places_and_are_not_read_themselves() {
        assert_eq!(fill("", &[]), "");
        assert_eq!(fill("{}: `{}`{}", &["{}", "b", ""]), "{}: `b`");
    }
}
