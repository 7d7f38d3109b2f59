//! What a person, or [`crate::redact`], leaves where a secret was.
//!
//! A redaction is not an error of the real file: what it hides is unknown, so
//! it is not checked. When in doubt, a value counts as redacted.

use crate::words::is_among;

/// Words that stand for a secret that was taken out: one text, as a list of
/// texts takes more room.
const WORDS: &str = "redacted redact removed hidden masked mask secret changeme change password passwd \
     placeholder omitted omit censored snip snipped base64 dummy fake sensitive obfuscated \
     credentials credential stripped deleted anonymized anonymised your mytoken mypassword \
     replace replaceme todo example truncated scrubbed private token auth key cut foobar foo \
     bar blah string encoded value";

/// Whether `text` stands for a secret that was taken out: `xxxx`, `***`,
/// `<redacted>`, `REDACTED`, `...`, base64 cut short with dots, `changeme`.
///
/// The empty text is no redaction: it may well be the fault.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['=', '!']);
    if text.is_empty() || text.len() > 4096 && !text.contains("...") && !text.contains('…') {
        return false;
    }
    if is_mask(text) || in_brackets(text) || is_one_letter(text) {
        return true;
    }
    // Cut short, or masked in part.
    if text.contains("...") || text.contains('…') || text.contains("**") || text.contains("•••")
    {
        return true;
    }
    if longest_run_of_x(text) >= 5 {
        return true;
    }
    if let Some(rest) = super::secret::behind_prefix(text)
        && is_mask(rest)
    {
        return true;
    }
    says_so(text)
}

/// Whether `text` is certainly no secret: nothing but a mask, a word in
/// brackets, or words that all say that something was taken out.
#[must_use]
pub fn is_certain(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['=', '!']);
    let words_in_brackets = || {
        in_brackets(text)
            && text
                .chars()
                .all(|c| c.is_ascii_alphabetic() || " _-*.<>[]{}()%".contains(c))
    };
    text.is_empty() || is_mask(text) || words_in_brackets() || all_say_so(text)
}

/// Every word of it is of the list, or a small word between them.
fn all_say_so(text: &str) -> bool {
    const SMALL: &str = "here the a my me of goes with for by was";
    if text.len() > 60 {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let mut words = lower
        .split(['_', '-', ' ', '.', ':'])
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && words.all(|word| is_among(WORDS, word) || is_among(SMALL, word) || is_mask(word))
}

/// Nothing but letters that people paint over secrets with.
fn is_mask(text: &str) -> bool {
    text.chars().count() >= 2
        && text.chars().all(|c| {
            matches!(
                c,
                'x' | 'X' | '*' | '•' | '●' | '█' | '▇' | '.' | '…' | '-' | '_' | '#' | '?'
            )
        })
}

/// One letter over and over: `yyyy`, `AAA`.
fn is_one_letter(text: &str) -> bool {
    let mut letters = text.bytes().map(|byte| byte.to_ascii_lowercase());
    let Some(first) = letters.next() else {
        return false;
    };
    text.len() >= 3 && first.is_ascii_alphabetic() && letters.all(|byte| byte == first)
}

/// `<…>`, `[…]`, `{{…}}`, `(…)`, `%…%`; not `${…}`, which is a variable that was not set.
fn in_brackets(text: &str) -> bool {
    let pair =
        |open: char, close: char| text.len() > 2 && text.starts_with(open) && text.ends_with(close);
    pair('<', '>')
        || pair('[', ']')
        || pair('{', '}') && !text.contains('"')
        || pair('(', ')')
        || pair('%', '%')
}

fn longest_run_of_x(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for byte in text.bytes() {
        run = if matches!(byte, b'x' | b'X') {
            run + 1
        } else {
            0
        };
        longest = longest.max(run);
    }
    longest
}

/// Short, made of words and separators, one of them a word of the list.
fn says_so(text: &str) -> bool {
    if text.len() > 60
        || !text
            .chars()
            .all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || " _-.:/,".contains(c))
    {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    words.any(|word| is_among(WORDS, word) || word.starts_with("redact") || word.starts_with("xxx"))
        || lower.starts_with("your")
        || lower.starts_with("mysecret")
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn redactions() {
        for text in [
            "xxxx",
            "xxx",
            "yyy",
            "YYY=",
            "XXXXXXXX",
            "***",
            "<redacted>",
            "[REDACTED]",
            "REDACTED",
            "REDACTED==",
            "redacted!",
            "...",
            "…",
            "dXNlcjpwdw...",
            "dXNl…",
            "changeme",
            "CHANGE_ME",
            "your-token-here",
            "YOUR_BASE64_AUTH",
            "{{ token }}",
            "dckr_pat_xxx",
            "ghp_****",
            "abcdxxxxxxxxxxef",
            "<base64>",
            "base64-encoded-credentials",
            "••••••",
            "**secret**",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn not_redactions() {
        for text in [
            "",
            "dXNlcjpwdw==",
            "!!!!",
            "$TOKEN",
            "${TOKEN}",
            "dTr7__5-fg==",
            "ghp_a1b2c3d4e5f6",
            "hunter2",
            "x",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
