//! What stands between client and registry: TLS, proxies, names, outages.

pub(super) mod http_not_https;
pub(super) mod tls_untrusted_ca;
