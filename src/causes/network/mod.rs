//! What stands between client and registry: TLS, proxies, names, outages.

pub(super) mod client_unsupported;
pub(super) mod dns_failure;
pub(super) mod http_not_https;
pub(super) mod manifest_rejected;
pub(super) mod proxy_interference;
pub(super) mod registry_misconfigured;
pub(super) mod registry_unavailable;
pub(super) mod tls_name_or_date;
pub(super) mod tls_untrusted_ca;
pub(super) mod unreachable;
