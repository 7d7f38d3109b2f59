//! What a pasted text looks like, so that it can be moved to the right box.

use crate::input::Field;

/// How much of a text is looked at.
const LOOK: usize = 64 * 1024;

/// Whether a text is a client's config file and nothing else.
pub fn looks_like_config(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(LOOK)).unwrap_or(text);
    let head = head.trim_start();
    head.starts_with('{')
        && ["\"auths\"", "\"credsStore\"", "\"credHelpers\""]
            .iter()
            .any(|key| head.contains(key))
}

/// The box that a dropped text belongs to.
pub fn belongs_to(text: &str) -> Field {
    let line = text.trim();
    if looks_like_config(text) {
        Field::Config
    } else if !line.is_empty()
        && line.len() < 300
        && !line.contains(char::is_whitespace)
        && line.contains(['/', ':'])
    {
        Field::Image
    } else {
        Field::Error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_config_is_told_from_an_error_that_quotes_json() {
        assert!(looks_like_config("\n {\"auths\": {}}"));
        assert!(looks_like_config("{\"credsStore\": \"desktop\"}"));
        assert!(!looks_like_config(
            "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}"
        ));
        assert!(!looks_like_config("cat config.json\n{\"auths\": {}}"));
        assert!(!looks_like_config(""));
    }

    #[test]
    fn a_dropped_text_finds_its_box() {
        assert_eq!(belongs_to("{\"auths\":{}}"), Field::Config);
        assert_eq!(belongs_to("ghcr.io/acme/app:1\n"), Field::Image);
        assert_eq!(belongs_to("denied: access forbidden"), Field::Error);
        assert_eq!(belongs_to(""), Field::Error);
    }

    #[test]
    fn a_cut_inside_a_character_is_no_problem() {
        let text = format!("{{{}\"auths\"", "é".repeat(LOOK));
        assert!(!looks_like_config(&text));
    }
}
