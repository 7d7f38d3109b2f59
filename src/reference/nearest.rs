//! The nearest valid reference: the usual slips undone, in an order that lets
//! several of them meet in one text. Whatever comes out is parsed again, and
//! given only if it is valid and means one thing.

use super::grammar::{self, Part, Rest};
use super::{Dialect, chars, go, misread, read};
use crate::fill::fill;
use crate::words::is_among;

/// Longer texts are no references with a slip.
const LONGEST: usize = 4096;

/// The nearest reference that both docker and `dialect` take, if it is obvious.
pub(super) fn nearest(text: &str, dialect: Dialect) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = chars::to_ascii(text)?;
    let word = without_command(trimmed(&plain).text)?;
    let bare = without_address(word)?.replace('\\', "/");
    // A slash at the end is one too many if there is another: without it,
    // what is left would be a registry, not a repository.
    let bare = match bare.trim_end_matches('/') {
        cut if cut.contains('/') => cut,
        _ => &bare,
    };
    accepted(bare.to_owned(), text, dialect).or_else(|| accepted(repaired(bare), text, dialect))
}

/// `candidate`, if it is new, valid and unmistakable; for oras with the
/// registry that it always wants.
fn accepted(candidate: String, text: &str, dialect: Dialect) -> Option<String> {
    let parsed = read(&candidate, Dialect::Docker).ok()?;
    if misread::is_misread(&candidate, &parsed) {
        return None;
    }
    let candidate = if dialect == Dialect::Oras && !parsed.host_was_written() {
        parsed.with_tag_and_digest(parsed.repository(), parsed.tag.as_deref())
    } else {
        candidate
    };
    let fits = candidate != text && read(&candidate, dialect).is_ok();
    fits.then_some(candidate)
}

/// What is left of `text` without spaces, quotes and punctuation around it.
pub(super) fn trimmed(text: &str) -> Part<'_> {
    let around =
        |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '`' | ',' | ';' | '(' | ')');
    let cut = text.trim_start_matches(around);
    let at = text.len() - cut.len();
    Part::new(cut.trim_end_matches(|c| around(c) || c == '.'), at)
}

/// The reference in a pasted line such as `docker pull nginx`, `image: nginx`
/// or `FROM nginx AS build`; `None` when it holds several words of which no one
/// is clearly it.
fn without_command(text: &str) -> Option<&str> {
    const BEFORE: &str = "$ - sudo docker podman nerdctl crictl crane skopeo image image: pull push run \
        inspect from";
    let mut words = text
        .split_ascii_whitespace()
        .skip_while(|word| is_among(BEFORE, &word.to_ascii_lowercase()));
    let word = words.next()?;
    match words.next() {
        None => Some(trimmed(word).text),
        Some(next) if next.eq_ignore_ascii_case("as") => Some(trimmed(word).text),
        Some(_) => None,
    }
}

/// A scheme or transport in front of a reference, the part behind it, and
/// whether that is a web address.
pub(super) fn scheme(text: &str) -> Option<(&str, &str, bool)> {
    const WEB: &[&str] = &["https", "http"];
    let (name, behind) = text.split_once(':')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+'));
    let rest = behind.trim_start_matches('/');
    if !is_name || !behind.starts_with('/') {
        return None;
    }
    let web = WEB.iter().any(|known| name.eq_ignore_ascii_case(known));
    // One slash is a slip in a web address, and else `app:/path`.
    if !web && !behind.starts_with("//") && !is_file_transport(name) {
        return None;
    }
    text.get(..text.len() - rest.len())
        .map(|scheme| (scheme, rest, web))
}

/// The transports of `containers/image` that name files or local storage.
fn is_file_transport(name: &str) -> bool {
    matches!(
        name,
        "docker-archive" | "oci-archive" | "oci" | "dir" | "containers-storage" | "docker-daemon"
    )
}

/// The user name and password in front of a host, with the `@`.
pub(super) fn user(text: &str) -> Option<&str> {
    let (first, _) = text.split_once('/')?;
    let at = first.rfind('@')?;
    // `[fe80::1%@zone]` and `nginx@/x` hold no user.
    let plausible = at > 0 && at + 1 < first.len() && !first.starts_with('[');
    text.get(..=at).filter(|_| plausible)
}

/// What is left without scheme, user, query and fragment; the repository that
/// a web page is about. `None` when it is an address of something else.
fn without_address(text: &str) -> Option<String> {
    let (rest, web, transport) = match scheme(text) {
        Some((scheme, rest, web)) => (rest, web, scheme.trim_end_matches(['/', ':'])),
        None => (text, false, "docker"),
    };
    if !web && !matches!(transport, "docker" | "oci") {
        return None;
    }
    let rest = rest.get(user(rest).map_or(0, str::len)..)?;
    let rest = rest.split(['?', '#']).next()?;
    let Some((host, path)) = rest.split_once('/') else {
        return (!web).then(|| rest.to_owned());
    };
    let path = path.trim_end_matches('/');
    if web && path.is_empty() {
        return None;
    }
    if let Some(page) = web_page(host, path) {
        return page.image;
    }
    if web && let Some(called) = path.strip_prefix("v2/") {
        return api_call(host, called);
    }
    Some(rest.to_owned())
}

/// The image that a call of a registry's API is about: `<name>/manifests/<tag>`.
fn api_call(host: &str, called: &str) -> Option<String> {
    if let Some(name) = called.strip_suffix("/tags/list") {
        return Some(fill("{}/{}", &[host, name]));
    }
    let (name, tag) = called.rsplit_once('/')?;
    let name = name.strip_suffix("/manifests")?;
    let mark = if tag.contains(':') { "@" } else { ":" };
    Some(fill("{}/{}{}{}", &[host, name, mark, tag]))
}

/// A web page about images, on a host that holds none.
pub(super) struct Page {
    /// What it is, one sentence.
    pub says: &'static str,
    /// The image that the page shows, if it shows one.
    pub image: Option<String>,
}

/// Knows the pages that people copy from.
pub(super) fn web_page(host: &str, path: &str) -> Option<Page> {
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let parts: Vec<&str> = path.split('/').collect();
    let (says, image) = match (host, parts.as_slice()) {
        ("hub.docker.com", parts) => (
            "hub.docker.com is the web site of Docker Hub; images are named without it.",
            match parts {
                ["_", name, ..] => Some((*name).to_owned()),
                ["r" | "layers", user, name, ..] | ["repository", "docker", user, name, ..] => {
                    Some(fill("{}/{}", &[user, name]))
                }
                _ => None,
            },
        ),
        ("quay.io", ["repository", user, name, ..]) => (
            "This is the page about a repository on quay.io, not its name.",
            Some(fill("quay.io/{}/{}", &[user, name])),
        ),
        ("gallery.ecr.aws", parts) => (
            "gallery.ecr.aws is a web site; the registry is public.ecr.aws.",
            match parts {
                [user, name] => Some(fill("public.ecr.aws/{}/{}", &[user, name])),
                _ => None,
            },
        ),
        ("github.com", parts) => (
            "github.com holds no images; GitHub's registry is ghcr.io.",
            match parts {
                [owner, _, "pkgs", "container", name, ..]
                | [
                    "orgs" | "users",
                    owner,
                    "packages",
                    "container",
                    "package",
                    name,
                ] => {
                    let name = name.replace("%2F", "/");
                    let image = fill("ghcr.io/{}/{}", &[owner, &name]);
                    Some(image.to_ascii_lowercase())
                }
                _ => None,
            },
        ),
        ("gitlab.com", _) => (
            "gitlab.com holds no images; GitLab's registry is registry.gitlab.com.",
            None,
        ),
        ("console.cloud.google.com" | "portal.azure.com" | "console.aws.amazon.com", _) => (
            "This is a page of the cloud's web console, not the name of an image.",
            None,
        ),
        _ => return None,
    };
    Some(Page { says, image })
}

/// `text` with lower case, tag and digest as they must be, as far as the slip
/// is plain. The result need not be valid.
fn repaired(text: &str) -> String {
    let is_host = |first: &str| match first.split_once(':') {
        _ if first.starts_with('[') || first == "localhost" => true,
        // `app:feature/login` is a tag with a slash, not a host with a port.
        Some((name, port)) => name.contains('.') || port.bytes().all(|b| b.is_ascii_digit()),
        None => first.contains('.'),
    };
    let host = match text.split_once('/') {
        Some((first, _)) if is_host(first) => first.len() + 1,
        _ => 0,
    };
    let (host, named) = text.split_at_checked(host).unwrap_or(("", text));
    let rest = Rest::split(Part::new(named, 0));
    let mut tag = rest.tag.map(|tag| tag.text);
    let mut digest = rest.digest.map(|digest| digest.text.to_ascii_lowercase());

    match (tag, rest.digest.map(|digest| digest.text)) {
        // `app:sha256:…`
        (Some(written), None) if is_digest(written) => {
            digest = Some(written.to_ascii_lowercase());
            tag = None;
        }
        // `app@…`, 64 digits without the algorithm
        (_, Some(hex)) if is_digest(&fill("sha256:{}", &[hex])) => {
            digest = Some(fill("sha256:{}", &[hex]).to_ascii_lowercase());
        }
        // `app@latest`
        (None, Some(written)) if grammar::tag(Part::new(written, 0)).is_ok() => {
            tag = Some(written);
            digest = None;
        }
        // `app@sha256:…:tag`
        (None, Some(written)) => {
            if let Some((before, after)) = written.rsplit_once(':')
                && is_digest(before)
            {
                tag = Some(after);
                digest = Some(before.to_ascii_lowercase());
            }
        }
        _ => {}
    }

    let mut out = host.to_owned();
    out.push_str(&rest.path.text.to_ascii_lowercase());
    if let Some(tag) = tag {
        out.push(':');
        // Helm writes a `+` so; branch names become tags so in most CI systems.
        out.push_str(&tag.replace('+', "_").replace('/', "-"));
    }
    if let Some(digest) = digest {
        out.push('@');
        out.push_str(&digest);
    }
    out
}

/// Whether this is a complete digest, in whatever case.
fn is_digest(text: &str) -> bool {
    text.split_once(':').is_some_and(|(algorithm, hex)| {
        go::digest_length(&algorithm.to_ascii_lowercase()) == Some(hex.len())
            && hex.bytes().all(|b| b.is_ascii_hexdigit())
    })
}
