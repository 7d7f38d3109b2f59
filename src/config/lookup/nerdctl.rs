//! nerdctl: docker's lookup for a list of spellings of the host, so that a
//! missing port and 443 are the same.

use crate::config::keys::{HUB_KEY, split_port};
use crate::fill::fill;

use super::buildkit::api_host;
use super::docker::{Got, Store, settle};
use super::{Ask, Client, Lookup, Said};

/// The spellings that are looked up, in order.
fn identifiers(domain: &str) -> Vec<String> {
    let host = api_host(domain);
    let (name, port) = split_port(host);
    let port = port.unwrap_or("443");
    let canonical = fill("{}:{}", &[name, port]);
    let mut list = vec![canonical.clone()];
    if port == "443" && matches!(name, "index.docker.io" | "registry-1.docker.io") {
        list.push(HUB_KEY.to_owned());
    }
    list.push(fill("https://{}", &[&canonical]));
    list.push(fill("http://{}", &[&canonical]));
    if port == "443" {
        let bare = name
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .unwrap_or(name);
        list.push(bare.to_owned());
        list.push(fill("https://{}", &[bare]));
        list.push(fill("http://{}", &[bare]));
    }
    list
}

pub(super) fn run(ask: &Ask<'_>, lookup: &mut Lookup) {
    let store = Store::load(ask, Client::Nerdctl);
    store.trace_load(lookup);
    if let Some(error) = store.load_error() {
        lookup.fail(Said::new(
            "unable to instantiate docker credentials store\nparsing config file ({}): ",
            &[ask.file],
            error.to_owned(),
        ));
        return;
    }
    let mut last_error = None;
    for key in identifiers(ask.domain) {
        lookup.step("nerdctl looks for `{}`", &[&key], None);
        match store.get(&key, lookup) {
            Got::Creds(mut found) => {
                last_error = None;
                for user in found.iter_mut().filter_map(|found| found.username.as_mut()) {
                    user.text = user.text.trim().to_owned();
                }
                if !found.iter().all(super::Found::is_empty) {
                    settle(lookup, found, true);
                    return;
                }
            }
            Got::Asks(helper) => {
                lookup.outcome = helper;
                return;
            }
            Got::Failed { helper, error, .. } => last_error = Some((helper, error)),
        }
    }
    if let Some((helper, error)) = last_error {
        lookup.outcome = helper;
        lookup.fail(Said::new("unable to retrieve credentials\n", &[], error));
    }
}
