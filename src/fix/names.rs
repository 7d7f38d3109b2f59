//! The names of the case in sentences: a text of ours may have a place such as
//! `{host}` in it, which is filled when the answer is made.
//!
//! Only fixed texts have places. A text that was put together at run time may
//! hold anything from the input, so nothing in it is read as a place.

use super::Says;
use std::borrow::Cow;

/// What the places in texts stand for.
#[derive(Clone, Debug)]
pub struct Names {
    /// `{host}`: the registry's name.
    pub host: String,
    /// `{image}`: the image's name.
    pub image: String,
    /// `{client}`: the program that asked.
    pub client: &'static str,
    /// `{peer}`: the host of the request that failed.
    pub peer: String,
}

impl Default for Names {
    /// Where nothing is known.
    fn default() -> Self {
        Self {
            host: "the registry".to_owned(),
            image: "the image".to_owned(),
            client: "the client",
            peer: "the registry".to_owned(),
        }
    }
}

impl Names {
    /// The text as the reader gets it.
    #[must_use]
    #[inline(never)]
    pub fn say(&self, says: &Says) -> String {
        let text = match says {
            Cow::Borrowed(text) => *text,
            Cow::Owned(text) => return text.clone(),
        };
        let mut said = String::new();
        let mut parts = text.split('{');
        said.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = match part.split_once('}') {
                Some(("host", rest)) => (self.host.as_str(), rest),
                Some(("image", rest)) => (self.image.as_str(), rest),
                Some(("client", rest)) => (self.client, rest),
                Some(("peer", rest)) => (self.peer.as_str(), rest),
                _ => ("{", part),
            };
            said.push_str(name);
            said.push_str(rest);
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_in_fixed_texts_alone() {
        let names = Names {
            host: "{image}".to_owned(),
            ..Names::default()
        };
        let say = |text: &'static str| names.say(&text.into());
        assert_eq!(say("{host} asks {client}."), "{image} asks the client.");
        assert_eq!(say("{peer}, {image}"), "the registry, the image");
        assert_eq!(say("{}, {x} { {{.Name}}"), "{}, {x} { {{.Name}}");
        assert_eq!(names.say(&"{host}".to_owned().into()), "{host}");
    }
}
