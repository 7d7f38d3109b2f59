//! The words that stand for what the reader knows and we don't.
//!
//! They are bare words, never `<username>`, which a shell takes for a
//! redirection. There is none for a secret: secrets come from a prompt, from
//! stdin or from an environment variable.

/// A word such as `YOUR_USERNAME`, to be replaced by the reader: its number, as
/// commands hold many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder(u8);

impl Placeholder {
    /// The word as it stands in a command.
    #[must_use]
    pub fn name(self) -> &'static str {
        text(usize::from(self.0) * 2)
    }

    /// What to put in its place, in one line.
    #[must_use]
    pub fn means(self) -> &'static str {
        text(usize::from(self.0) * 2 + 1)
    }

    /// The placeholder of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().copied().find(|p| p.name() == name)
    }
}

#[inline(never)]
fn text(number: usize) -> &'static str {
    TEXTS.split('\0').nth(number).unwrap_or_default()
}

macro_rules! placeholders {
    ($($id:ident = $name:literal, $means:literal;)*) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "the constants' names")]
        enum Number { $($id),* }

        $(#[doc = $means] pub const $id: Placeholder = Placeholder(Number::$id as u8);)*

        /// All placeholders there are.
        pub const ALL: &[Placeholder] = &[$($id),*];

        /// Names and meanings, in their order; a text takes less room than a list.
        static TEXTS: &str = concat!($($name, "\0", $means, "\0"),*);
    };
}

placeholders! {
    USERNAME = "YOUR_USERNAME", "your user name at the registry";
    NAMESPACE = "YOUR_NAMESPACE", "your user or organisation name at the registry, the part before the first slash";
    REGISTRY = "YOUR_REGISTRY", "the registry's host name, with its port if it has one";
    REPOSITORY = "YOUR_REPOSITORY", "the repository, without host and tag";
    IMAGE = "YOUR_IMAGE", "the full image reference";
    TAG = "YOUR_TAG", "the image's tag";
    DIGEST = "YOUR_DIGEST", "the image's digest, sha256: and 64 hex digits";
    PLATFORM = "YOUR_PLATFORM", "operating system and architecture, such as linux/arm64";
    REGION = "YOUR_REGION", "the cloud region, such as eu-west-1";
    ACCOUNT_ID = "YOUR_ACCOUNT_ID", "the AWS account, 12 digits";
    PROJECT = "YOUR_PROJECT", "the project's id or path";
    RESOURCE_GROUP = "YOUR_RESOURCE_GROUP", "the Azure resource group";
    CLUSTER = "YOUR_CLUSTER", "the cluster's name";
    ROLE = "YOUR_ROLE", "the role's name";
    MEMBER = "YOUR_MEMBER", "the account that gets the right, such as serviceAccount:ci@acme.iam.gserviceaccount.com";
    HELPER = "YOUR_HELPER", "the credential helper's name, the part after docker-credential-";
    CONFIG_KEY = "YOUR_CONFIG_KEY", "the key as it stands in config.json";
    CONFIG_FILE = "YOUR_CONFIG_FILE", "the config.json, with its path";
    CA_FILE = "YOUR_CA_FILE", "the file with the certificate authority's certificate (PEM)";
    KEY_FILE = "YOUR_KEY_FILE", "the service account's key file (JSON)";
    SECRET_NAME = "YOUR_SECRET_NAME", "the name of the Kubernetes Secret or CI secret";
    SERVICE_CONNECTION = "YOUR_SERVICE_CONNECTION", "the service connection's name";
    SERVICE_ACCOUNT = "YOUR_SERVICE_ACCOUNT", "the service account the pod runs as, default if none is set";
    KUBERNETES_NAMESPACE = "YOUR_NAMESPACE_K8S", "the Kubernetes namespace the pod runs in";
    POD = "YOUR_POD", "the pod's name";
    DEPLOYMENT = "YOUR_DEPLOYMENT", "the deployment's name";
    NODE = "YOUR_NODE", "the node's name";
    SERVICE = "YOUR_SERVICE", "the service's name";
    STACK = "YOUR_STACK", "the stack's name";
    CONTAINER = "YOUR_CONTAINER", "the container's name or id";
    BUILDER = "YOUR_BUILDER", "the builder's name, as docker buildx ls shows it";
    PROXY = "YOUR_PROXY", "the proxy's address, with scheme and port";
    HOST_NAME = "YOUR_HOST_NAME", "the host name";
    IP_ADDRESS = "YOUR_IP_ADDRESS", "the address that the host shall have or that shall be let in";
    FILE = "YOUR_FILE", "the file, with its path";
    OS_USER = "YOUR_OS_USER", "the operating system's user";
    CHART = "YOUR_CHART", "the chart, with its path or address";
    RELEASE = "YOUR_RELEASE", "the Helm release's name";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bare_words_and_unique() {
        for (at, p) in ALL.iter().enumerate() {
            assert!(p.name().starts_with("YOUR_"), "{}", p.name());
            assert!(
                p.name()
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            );
            assert!(!p.means().is_empty() && !p.means().contains('\n'));
            assert_eq!(ALL.iter().position(|q| q.name() == p.name()), Some(at));
            assert_eq!(Placeholder::named(p.name()), Some(*p));
        }
    }

    #[test]
    fn none_stands_for_a_secret_itself() {
        for p in ALL {
            assert!(!p.name().contains("TOKEN") && !p.name().contains("PASSWORD"));
        }
    }
}
