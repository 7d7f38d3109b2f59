//! docker's own lookup (docker/cli, cli/config), which crane, nerdctl and
//! buildkit compile in.

use crate::config::auth::{AuthForm, Split};
use crate::config::document::{Block, Document, Entry, HelperFor, Shape};
use crate::config::keys::{HUB_KEY, docker_host, docker26_host};
use crate::fill::fill;
use crate::order::by_text;
use crate::span::Span;

use super::helper::{self, Caller, Reply};
use super::{Ask, Client, Found, Lookup, Outcome, Said, Source};

/// How far loading the file got.
enum Loaded {
    /// All the way.
    Whole,
    /// A syntax error: no entry at all.
    Nothing(String),
    /// A type error: the entries are there, no `auth` is decoded.
    Undecoded(String),
    /// A bad `auth`: it, and by chance any other, is left undecoded.
    Partly(String),
}

/// The file, `DOCKER_AUTH_CONFIG` and the helpers, as docker's library sees them.
pub(super) struct Store<'a> {
    ask: &'a Ask<'a>,
    client: Client,
    loaded: Loaded,
    entries: Entries<'a>,
    env: Entries<'a>,
    /// Why `DOCKER_AUTH_CONFIG` is not used.
    pub env_error: Option<String>,
}

/// What docker's library has for a key.
pub(super) enum Got {
    /// These, by chance if several; each may be empty.
    Creds(Vec<Found>),
    /// The helper failed; the entries of the file that docker up to 28 falls back to.
    Failed {
        helper: Outcome,
        error: String,
        file: Vec<Found>,
    },
    /// The helper is asked, and nobody here knows the answer.
    Asks(Outcome),
}

impl<'a> Store<'a> {
    /// Loads the file as the client's version does.
    pub fn load(ask: &'a Ask<'a>, client: Client) -> Self {
        let entries = effective(&ask.config.auths, ask.config.flat);
        let mut store = Self {
            ask,
            client,
            loaded: load(ask.config, &entries, client),
            entries,
            env: Entries(Vec::new()),
            env_error: None,
        };
        if matches!(store.loaded, Loaded::Nothing(_)) {
            store.entries.0.clear();
        }
        if !matches!(client, Client::Docker26 | Client::Docker28)
            && let Some(env) = ask.env()
        {
            match load_env(env) {
                Ok(entries) => store.env = entries,
                Err(error) => store.env_error = Some(error),
            }
        }
        store
    }

    /// The error of loading, if there was one.
    pub fn load_error(&self) -> Option<&str> {
        match &self.loaded {
            Loaded::Whole => None,
            Loaded::Nothing(error) | Loaded::Undecoded(error) | Loaded::Partly(error) => {
                Some(error)
            }
        }
    }

    /// Writes down what loading came to.
    pub fn trace_load(&self, lookup: &mut Lookup) {
        let config = self.ask.config;
        match &self.loaded {
            Loaded::Whole if config.flat => lookup.step(
                "this is the old .dockercfg layout, without `auths` around it: {} does not read it",
                &[lookup.client.name()],
                Some(config.span),
            ),
            Loaded::Whole => {}
            Loaded::Nothing(error) => lookup.step(
                "the file is not valid JSON, so no entry is read: {}",
                &[error],
                config.fault_span,
            ),
            Loaded::Undecoded(error) => lookup.step(
                "a value has the wrong type, so no `auth` is decoded: {}",
                &[error],
                config.misfits.docker_span,
            ),
            Loaded::Partly(error) => {
                let bad = self
                    .entries
                    .0
                    .iter()
                    .find(|entry| is_bad(entry, config.exact));
                lookup.step(
                    "one `auth` can't be decoded, and loading stops there: {}",
                    &[error],
                    bad.and_then(|entry| entry.auth.as_ref())
                        .map(|auth| auth.span),
                );
            }
        }
    }

    /// The helper that is asked for `key`: its name and where that stands.
    fn helper(&self, key: &str, lookup: &mut Lookup) -> Option<(String, Span)> {
        if matches!(self.loaded, Loaded::Nothing(_)) {
            return None;
        }
        let config = self.ask.config;
        let helpers = effective_helpers(&config.helpers);
        let by_host = helpers.iter().rev().find(|helper| helper.host == key);
        // The empty name of a host is never looked up.
        if let Some(helper) = by_host.filter(|_| !key.is_empty()) {
            let name = helper.name.as_deref().unwrap_or_default();
            let span = helper.span;
            if name.is_empty() {
                lookup.step(
                    "credHelpers has an empty name for `{}`: no helper, not even the credsStore",
                    &[key],
                    Some(span),
                );
                return None;
            }
            lookup.step(
                "credHelpers has `{}`: it names `{}`",
                &[key, name],
                Some(span),
            );
            return Some((name.to_owned(), span));
        }
        if !helpers.is_empty() {
            lookup.step("credHelpers has no `{}`", &[key], None);
        }
        let store = config.creds_store()?;
        let name = store.name.clone()?;
        lookup.step("credsStore is `{}`", &[&name], Some(store.span));
        Some((name, store.span))
    }

    /// Docker's `GetAuthConfig(key)`.
    pub fn get(&self, key: &str, lookup: &mut Lookup) -> Got {
        if let Some(entry) = self.env.get(key) {
            lookup.step(
                "DOCKER_AUTH_CONFIG has `{}`, which wins over helpers and file",
                &[key],
                None,
            );
            let mut found = Found::decoded(entry);
            found.source = Source::Env;
            return Got::Creds(vec![found]);
        }
        let Some((name, span)) = self.helper(key, lookup) else {
            return Got::Creds(self.file(key, lookup));
        };
        lookup.asks(&name, key, span);
        let reply = helper::ask(self.ask.helpers, Caller::Docker, &name, span, key, lookup);
        let quiet = &mut Lookup::new(lookup.client);
        let helper = Outcome::Helper { name, span };
        match reply {
            Reply::Unknown => Got::Asks(helper),
            Reply::Failed(error) => Got::Failed {
                helper,
                error,
                file: self.file(key, quiet),
            },
            // All but a registrytoken of the file's entry is replaced.
            Reply::NotFound => {
                lookup.step("the helper has nothing for `{}`", &[key], None);
                let mut file = self.file(key, quiet);
                for found in &mut file {
                    found.username = None;
                    found.secret = None;
                    found.identity_token = None;
                }
                Got::Creds(file)
            }
            Reply::Found(mut found) => {
                lookup.step("the helper has a credential", &[], Some(span));
                let file = self.file(key, quiet);
                found.registry_token = file.first().and_then(|entry| entry.registry_token.clone());
                Got::Creds(vec![*found])
            }
        }
    }

    /// The file's entry for a key: the very key, else any that comes down to it.
    fn file(&self, key: &str, lookup: &mut Lookup) -> Vec<Found> {
        let is_meant = |written: &str| self.host_of(written) == key;
        let mut found = Vec::new();
        for entry in self.entries.find(key, &is_meant, lookup) {
            if entry.key == key && entry.is_empty() {
                lookup.step(
                    "the entry is empty, and the search ends there",
                    &[],
                    Some(entry.span),
                );
            }
            found.extend(self.read(entry));
        }
        found
    }

    fn host_of(&self, key: &str) -> String {
        match self.client {
            Client::Docker26 => docker26_host(key).to_owned(),
            // buildkit is built with a Go that refuses addresses without brackets.
            client => docker_host(key, client != Client::Buildkit),
        }
    }

    /// What may be read off an entry, given how far loading got.
    fn read(&self, entry: &Entry) -> Vec<Found> {
        let undecoded = || {
            let mut found = Found::plain(entry);
            found.undecoded = entry.auth.as_ref().is_some_and(|auth| !auth.empty);
            found
        };
        let has_auth = entry.auth.as_ref().is_some_and(|auth| !auth.empty);
        match self.loaded {
            _ if !has_auth => vec![Found::plain(entry)],
            Loaded::Undecoded(_) => vec![undecoded()],
            Loaded::Partly(_) if is_bad(entry, self.ask.config.exact) => vec![undecoded()],
            Loaded::Partly(_) => vec![Found::decoded(entry), undecoded()],
            Loaded::Whole | Loaded::Nothing(_) => vec![Found::decoded(entry)],
        }
    }
}

/// `auths` as Go's map: one entry a key, in the order of keys.
pub(super) struct Entries<'a>(pub Vec<&'a Entry>);

impl<'a> Entries<'a> {
    /// Of the entries with the same key the last.
    pub fn of(all: &[&'a Entry]) -> Self {
        let keys: Vec<&str> = all.iter().map(|entry| entry.key.as_str()).collect();
        let mut entries: Vec<&'a Entry> = Vec::new();
        for entry in by_text(&keys).into_iter().filter_map(|at| all.get(at)) {
            if entries.last().is_some_and(|last| last.key == entry.key) {
                entries.pop();
            }
            entries.push(entry);
        }
        Self(entries)
    }

    /// The entry with this key.
    pub fn get(&self, key: &str) -> Option<&'a Entry> {
        let at = self.0.binary_search_by(|entry| entry.key.as_str().cmp(key));
        self.0.get(at.ok()?).copied()
    }

    /// The entries whose key is meant, as the client reads keys.
    pub fn meant(&self, is_meant: &dyn Fn(&str) -> bool) -> Vec<&'a Entry> {
        let mut hits = self.0.clone();
        hits.retain(|entry| is_meant(&entry.key));
        hits
    }

    /// The entry with this very key, else those whose key is meant.
    pub fn find(
        &self,
        key: &str,
        is_meant: &dyn Fn(&str) -> bool,
        lookup: &mut Lookup,
    ) -> Vec<&'a Entry> {
        if let Some(entry) = self.get(key) {
            lookup.step("auths has exactly `{}`", &[key], Some(entry.key_span));
            return vec![entry];
        }
        let hits = self.meant(is_meant);
        for entry in &hits {
            lookup.step(
                "auths has no `{}`, but `{}`, which comes down to it",
                &[key, &entry.key],
                Some(entry.key_span),
            );
        }
        if hits.is_empty() {
            lookup.step(
                "auths has no `{}`, and no key that comes down to it",
                &[key],
                None,
            );
        }
        hits
    }
}

/// `auths` of the whole file: a later duplicate wins, `null` empties it.
pub(super) fn effective(blocks: &[Block<Entry>], flat: bool) -> Entries<'_> {
    Entries::of(&if flat { Vec::new() } else { merged(blocks) })
}

/// `credHelpers` likewise, in the order of the file: the last of a host counts.
pub(super) fn effective_helpers(blocks: &[Block<HelperFor>]) -> Vec<&HelperFor> {
    merged(blocks)
}

fn merged<T>(blocks: &[Block<T>]) -> Vec<&T> {
    let mut items = Vec::new();
    for block in blocks {
        if block.shape == Shape::Null {
            items.clear();
        }
        items.extend(&block.items);
    }
    items
}

/// Whether docker can't decode the entry. What a person took out is not checked.
fn is_bad(entry: &Entry, exact: bool) -> bool {
    let bad = |auth: &AuthForm| {
        !auth.empty && auth.padded != Split::Pair { user_empty: false } && (exact || !auth.redacted)
    };
    entry.auth.as_ref().is_some_and(bad)
}

fn auth_error(auth: &AuthForm, client: Client) -> String {
    match auth.padded {
        Split::Illegal(illegal) => illegal.go_words(),
        _ if matches!(client, Client::Docker26 | Client::Docker28) => {
            "Invalid auth configuration file".to_owned()
        }
        _ => "invalid auth configuration file".to_owned(),
    }
}

fn load(config: &Document, entries: &Entries<'_>, client: Client) -> Loaded {
    if let Some(fault) = config.fault.filter(|_| !config.fault_is_redaction) {
        // An empty file is an empty config.
        return if fault.blank {
            Loaded::Whole
        } else {
            Loaded::Nothing(fault.decoder_error())
        };
    }
    if let Some(misfit) = &config.misfits.docker {
        return Loaded::Undecoded(misfit.clone());
    }
    let bad = entries.0.iter().find(|entry| is_bad(entry, config.exact));
    match bad.and_then(|entry| entry.auth.as_ref()) {
        Some(auth) => Loaded::Partly(auth_error(auth, client)),
        None => Loaded::Whole,
    }
}

/// `DOCKER_AUTH_CONFIG`: `auths`, hosts, `auth`, and nothing else.
fn load_env(env: &Document) -> Result<Entries<'_>, String> {
    if let Some(fault) = env.fault.filter(|fault| !fault.blank) {
        return Err(fault.decoder_error());
    }
    if let Some(misfit) = &env.misfits.docker_env {
        return Err(misfit.clone());
    }
    if env
        .trailing
        .is_some_and(|(byte, _)| !matches!(byte, b']' | b'}'))
    {
        return Err("DOCKER_AUTH_CONFIG does not support more than one JSON object".to_owned());
    }
    let entries = effective(&env.auths, env.flat);
    for entry in &entries.0 {
        match entry.auth.as_ref().filter(|auth| !auth.empty) {
            None => {
                return Err(fill(
                    "DOCKER_AUTH_CONFIG environment variable is missing key `auth` for {}",
                    &[&entry.key],
                ));
            }
            Some(auth) if auth.padded != (Split::Pair { user_empty: false }) => {
                return Err(auth_error(auth, Client::Docker));
            }
            Some(_) => {}
        }
    }
    Ok(entries)
}

/// Without anything configured, docker and oras look for a helper themselves.
pub(super) fn trace_default_store(config: &Document, lookup: &mut Lookup) {
    let fault = config.fault.is_some_and(|fault| !fault.blank);
    let configured = !config.entries().is_empty()
        || !config.cred_helpers().is_empty()
        || config.creds_store().is_some();
    if !fault && !configured {
        lookup.step(
            "the file configures nothing, so {} uses the system's own helper if its program is installed: osxkeychain, wincred, pass or secretservice",
            &[lookup.client.name()],
            Some(config.span),
        );
    }
}

/// Fills in the lookup from what the library has.
pub(super) fn settle(lookup: &mut Lookup, found: Vec<Found>, loaded_whole: bool) {
    lookup.by_chance = found.len() > 1;
    lookup.outcome = if found.iter().any(|found| found.undecoded) {
        Outcome::Malformed
    } else if found.is_empty() || found.iter().all(Found::is_empty) {
        if loaded_whole {
            Outcome::Missing
        } else {
            Outcome::Malformed
        }
    } else if found.iter().any(Found::is_empty) {
        Outcome::Unknown
    } else {
        Outcome::Found
    };
    if lookup.by_chance {
        let same = found
            .windows(2)
            .all(|pair| matches!(pair, [one, other] if one.key == other.key));
        let words = if same {
            "whether this entry was decoded before the bad one is decided by chance, on each run"
        } else {
            "which of them is used is decided by chance, on each run"
        };
        lookup.step("{}", &[words], None);
    }
    lookup.found = found;
}

/// The same for clients that read each entry by itself: a bad one stops them,
/// and among several it is by chance whether it is met.
pub(super) fn settle_entries(
    entries: &[&Entry],
    read: &dyn Fn(&Entry, &mut Lookup) -> Result<Found, Said>,
    lookup: &mut Lookup,
) {
    let mut found = Vec::new();
    for entry in entries {
        match read(entry, lookup) {
            Ok(read) => found.push(read),
            Err(said) if entries.len() == 1 => {
                lookup.fail(said);
                return;
            }
            Err(said) => {
                lookup.error = Some(said);
                found.push(Found::nothing_in(entry));
            }
        }
    }
    settle(lookup, found, true);
}

/// The same from what docker's library has; a helper that fails ends the lookup.
pub(super) fn take(lookup: &mut Lookup, got: Got, loaded_whole: bool) {
    match got {
        Got::Creds(found) => settle(lookup, found, loaded_whole),
        Got::Asks(helper) => lookup.outcome = helper,
        Got::Failed { helper, error, .. } => {
            lookup.outcome = helper;
            lookup.fail(Said::new("", &[], error));
        }
    }
}

/// docker pull, run and push.
pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    let client = lookup.client;
    let store = Store::load(ask, client);
    let key = if ask.is_hub() { HUB_KEY } else { ask.domain };
    if ask.is_hub() {
        lookup.step(
            "the registry is Docker Hub, whose key is `{}` and no other",
            &[key],
            None,
        );
    } else {
        lookup.step("docker looks for the key `{}`", &[key], None);
    }
    if let Some(error) = store.load_error() {
        let text = if client == Client::Docker26 {
            "WARNING: Error loading config file: {}: {}"
        } else {
            "WARNING: Error parsing config file ({}): {}"
        };
        lookup.warn(text, &[ask.file, error]);
    }
    store.trace_load(lookup);
    if let Some(error) = &store.env_error {
        lookup.step("DOCKER_AUTH_CONFIG is not used: {}", &[error], None);
        lookup.warn(
            "Failed to create credential store from DOCKER_AUTH_CONFIG:  {}",
            &[error],
        );
    }
    trace_default_store(ask.config, lookup);
    let whole = store.load_error().is_none();
    match store.get(key, lookup) {
        Got::Failed { error, file, .. } if client != Client::Docker => {
            lookup.step(
                "the helper fails ({}); pull and push go on with the file's entry",
                &[&error],
                None,
            );
            settle(lookup, file, whole);
        }
        got => take(lookup, got, whole),
    }
}
