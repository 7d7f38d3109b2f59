//! What stands between client and registry: proxies, TLS, DNS, HTTP, outages,
//! token services that can't be reached.

use super::signals;

signals! {
    FAILED_AT = "failed-at", FailedAt,
        [": x509", ": tls:", ": http:", ": dial", ": net/http", ": eof", ": remote error", ": read tcp", ": write tcp", ": context deadline", ": unexpected eof", ": proxyconnect"],
        r#"https?://<host>/[^\s"]*(?:v[12]/|token|auth|registry|blob|layer|artifact|sha256)[^\s"]*"?: (?:x509:|tls:|http: server|dial |net/http:|eof|unexpected eof|remote error|read tcp|write tcp|context deadline|proxyconnect)"#,
        "Get \"https://cdn.registry.example.com/blobs/1\": net/http: TLS handshake timeout";
    PROXY_ASKS = "proxy-asks", ProxyAsks,
        ["authenticationrequired", "authorizedonly", "proxy authentication required", "407"],
        r#"(?:/(?:v[12]/|images)"?: (?:authenticationrequired|authorizedonly)|proxy authentication required|407 proxy|status(?::| code)? 407)"#,
        "Get \"https://registry-1.docker.io/v2/\": Proxy Authentication Required";
    PROXY_FAILS = "proxy-fails", ProxyFails,
        ["proxyconnect", "connecting to proxy", ":3128", ":8080: "],
        r"(?:proxyconnect tcp|error connecting to proxy|->[0-9.]+:(?:3128|8080): [^\n]{0,40}reset)",
        "Get https://registry-1.docker.io/v2/: proxyconnect tcp: dial tcp 127.0.0.1:3128: connect: connection refused";
    STATUS_WORD_ONLY = "status-word-only", ProxyFails,
        ["service unavailable", "bad gateway", "gateway time", ": forbidden", ": bad request"],
        r"/v[12]/[^\s]*: (?:service unavailable|bad gateway|gateway time-?out|forbidden|bad request)",
        "docker: Error response from daemon: Get https://registry-1.docker.io/v2/: Service Unavailable";
    HTML_ANSWER = "html-answer", HtmlAnswer,
        ["looking for beginning of value", "<!doctype html", "<html"],
        r#"(?:invalid character "<" looking for beginning of value|invalid character .<. looking for beginning of value|body: <!doctype html|denied: <html|: "\s*(?:<html|<!doctype html))"#,
        "error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: \"<html>\"";
    UNKNOWN_PAGE = "unknown-page", HtmlAnswer,
        ["unknown: <", "unexpected status code ["],
        r"(?:\bunknown|unexpected status code \[\d+\] ?): <(?:html|!doctype)",
        "unknown: <html>\r\n<head><title>413 Request Entity Too Large</title></head>";
    UNPARSED_BODY = "unparsed-body", HtmlAnswer,
        ["response body: invalid character"],
        r"error parsing http <number> response body: invalid character",
        "error parsing HTTP 404 response body: invalid character '<' looking for beginning of value: \"<html>\"";
    EMPTY_BODY = "empty-body", HtmlAnswer,
        ["response body: unexpected end"],
        r"error parsing http (?:404|405) response body: unexpected end of json input",
        "error parsing HTTP 404 response body: unexpected end of JSON input: \"\"";
    EMPTY_401 = "empty-401", Unauthorized,
        ["response body: unexpected end"],
        r"error parsing http 401 response body: unexpected end of json input",
        "error parsing HTTP 401 response body: unexpected end of JSON input: \"\"";
    EMPTY_403 = "empty-403", Forbidden,
        ["response body: unexpected end"],
        r"error parsing http 403 response body: unexpected end of json input",
        "error parsing HTTP 403 response body: unexpected end of JSON input: \"\"";
    EMPTY_500 = "empty-500", ServerError,
        ["response body: unexpected end"],
        r"error parsing http 50[0-9] response body: unexpected end of json input",
        "error parsing HTTP 502 response body: unexpected end of JSON input: \"\"";
    MANIFEST_PUT_400 = "manifest-put-400", ManifestRejected,
        ["unexpected status from put request"],
        r"unexpected status from put request to https?://<host>/v2/<repo>/manifests/[^\s]+: (?:400 bad request|415 unsupported)",
        "unexpected status from PUT request to https://registry.example.com/v2/acme/app/manifests/1: 400 Bad Request";
    PLAIN_400 = "plain-400", HttpsToHttp,
        ["request to http://"],
        r"unexpected status from (?:head|get) request to http://<host>/v2/[^\s]+: 400 bad request",
        "unexpected status from HEAD request to http://localhost:5000/v2/acme/app/manifests/1: 400 Bad Request";
    UNKNOWN_CA = "unknown-ca", UnknownCa,
        ["certificate signed by unknown authority", "self-signed certificate", "self signed certificate", "unable to get local issuer", "unable to find valid certification path", "certificate is not trusted", "certificate is not standards compliant", "missing client certificate", "for client certificate", "certificate verify failed", "tls: bad certificate", "tls: certificate required", "tls: unknown certificate authority"],
        r"(?:certificate signed by unknown authority|self[- ]signed certificate|unable to get (?:local )?issuer certificate|unable to find valid certification path|certificate is not (?:trusted|standards compliant)|missing client certificate [^\s]+ for key|missing key [^\s]+ for client certificate|certificate verify failed|tls: (?:bad certificate|certificate required|unknown certificate authority))",
        "Get \"https://registry.example.com:5000/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority";
    GO_X509 = "go-x509", Tool,
        ["x509: "],
        r"x509: ",
        "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    CERT_NAME = "cert-name", CertName,
        ["certificate is valid for", "doesn't contain any ip sans", "relies on legacy common name", "certificate is not valid for", "cannot validate certificate for", "tls: unrecognized name", "failed to parse certificate from server", "hostname mismatch", "doesn.t match"],
        r"(?:certificate is (?:not )?valid for [^\n]{0,200}|cannot validate certificate for [^\n]{0,120}|tls: unrecognized name|failed to parse certificate from server|doesn.t contain any ip sans|relies on legacy common name|hostname mismatch)",
        "x509: certificate is valid for registry.example.com, not 10.0.0.5";
    CERT_DATE = "cert-date", CertDate,
        ["expired or is not yet valid", "certificate has expired", "certificate is not yet valid"],
        r"certificate (?:has expired(?: or is not yet valid)?|is not yet valid)(?:: current time <word>[^\n]{0,80})?",
        "x509: certificate has expired or is not yet valid: current time 2026-01-02T03:04:05Z is after 2025-12-31T23:59:59Z";
    HTTP_TO_HTTPS = "http-to-https", HttpToHttps,
        ["server gave http response to https client", "first record does not look like a tls handshake", "wrong version number", "oversized record received"],
        r"(?:server gave http response to https client|first record does not look like a tls handshake|wrong version number|tls: oversized record received)",
        "Get \"https://registry.example.com:5000/v2/\": http: server gave HTTP response to HTTPS client";
    HTTPS_TO_HTTP = "https-to-http", HttpsToHttp,
        ["sent an http request to an https server", "plain http request was sent to https", "malformed http response"],
        r"(?:malformed http response .{0,4}x15|client sent an http request to an https server|plain http request was sent to https port)",
        "Client sent an HTTP request to an HTTPS server.";
    NO_SUCH_HOST = "no-such-host", NoSuchHost,
        ["lookup "],
        r"lookup <host>(?: on [^\s]+)?: (?:no such host|no address associated with hostname|server misbehaving|try again|i/o timeout|read udp [^\n]{0,120}|dial udp [^\n]{0,120}|write udp [^\n]{0,120}|temporary failure|device or resource busy|no answer|getaddrinfow)",
        "dial tcp: lookup registry.example.com on 127.0.0.53:53: no such host";
    NAME_UNRESOLVED = "name-unresolved", NoSuchHost,
        ["could not resolve host", "failed to reach dns of registry ", "temporary failure in name resolution", "unknownhostexception", "nodename nor servname"],
        r#"(?:could not resolve host:? <host>|failed to reach dns of registry "<host>|temporary failure in name resolution|unknownhostexception|nodename nor servname)"#,
        "curl: (6) Could not resolve host: registry.example.com";
    REFUSED = "refused", ConnectionRefused,
        ["connection refused", "econnrefused", "machine actively refused it"],
        r"(?:dial tcp [^\s]+: [^\n]{0,80})?(?:connection refused|econnrefused|machine actively refused it)",
        "dial tcp 127.0.0.1:5000: connect: connection refused";
    TIMEOUT = "timeout", Timeout,
        ["could not reach any registry endpoint", "i/o timeout", "tls handshake timeout", "client.timeout exceeded", "http: request canceled", "request canceled while waiting", "connection timed out", "no route to host", "network is unreachable", "send request failed", "etimedout", "signal: killed", "properly respond after a period of time", "connect to the registry login server", "having trouble accessing http"],
        r#"(?:could not reach any registry endpoint|i/o timeout|tls handshake timeout|client\.timeout exceeded|net/http: request canceled|request canceled while waiting for connection|connection timed out|no route to host|network is unreachable|requesterror: send request failed|did not properly respond after a period of time|pull command failed: ?: signal: killed|could not connect to the registry login server "<host>|having trouble accessing https?://<host>|etimedout)"#,
        "Get https://registry.example.com/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)";
    DEADLINE = "deadline", Timeout,
        ["context deadline exceeded", "code = deadlineexceeded"],
        r"(?:context deadline exceeded|code = deadlineexceeded)",
        "Head \"https://registry.example.com/v2/acme/app/manifests/1\": context deadline exceeded";
    CUT_OFF = "cut-off", CutOff,
        ["context canceled", "connection reset by peer", "unexpected eof", "broken pipe", "failed size validation", "eof", "use of closed network connection", "stream error", "short read", "remote error: tls: ", "unsupported protocol version", "/layer: eof", "\": no response", "\\\": no response", "forcibly closed by the remote host", "an established connection was aborted", "with body length 0"],
        r#"(?:https?://[^\s]+/(?:v2/|blobs?/|sha256)[^\s]*"?: context canceled|failed commit on ref [^\n]{1,100}: no response|connection reset by peer|unexpected eof|broken pipe|failed size validation: \d+ != \d+|(?:/v[12]/|token|https?://)[^\s]*"?: eof|error reading from server: eof|remote error: tls: (?:handshake failure|internal error|protocol version|access denied)|server selected unsupported protocol version|use of closed network connection|stream error: stream id|httpreadseeker: failed open: eof|attempts=\d+: eof|short read: expected|(?:^|\n)eof\s*(?:\n|$)|forcibly closed by the remote host|an established connection was aborted by|contentlength=\d+ with body length 0)"#,
        "read tcp 10.0.0.2:48500->10.0.0.9:443: read: connection reset by peer";
    JIB_INSECURE = "jib-insecure", FailedAt,
        ["because only secure connections are allowed"],
        r"failed to verify the server at https?://<host>/[^\s]+ because only secure connections are allowed",
        "Failed to verify the server at https://registry.example.com/v2/ because only secure connections are allowed.";
    SERVER_ERROR = "server-error", ServerError,
        ["500 internal server error", "502 bad gateway", "503 service unavailable", "504 gateway", "unexpected http status: 5", "status code 50", "status: 50", "from registry 50", "status code: 50", "response status trying to", "error response is received from the docker registry"],
        r"(?:(?:received unexpected http status|unexpected status(?: code)?|failed with status)[^\n]{0,200}?: ?5\d\d\b[a-z \t-]*|(?:502 bad gateway|503 service unavailable|504 gateway time-?out)|status(?: code)?(?: from registry)?[:=]? ?\(?50[0234](?:$|[^\d:]|:(?:[^\x20]|\x20[^{]))|unexpected 50[0234] response status|500 internal server error|error response is received from the docker registry)",
        "received unexpected HTTP status: 503 Service Unavailable";
    HEAD_REQUEST = "head-request", Names,
        ["head \"http", "head http", "head request to"],
        r#"\bhead (?:"?https?://|request to)"#,
        "Head \"https://registry.example.com/v2/acme/app/manifests/1\": 403 Forbidden";
    REALM_ELSEWHERE = "realm-elsewhere", RealmUnreachable,
        ["/token", "token?", "/auth?", "scope=", "service="],
        r#"(?:get|post) "?https?://<host>/[^\s"]*(?:token|auth|scope=|service=)[^\s"]*"?: (?:dial|eof|unexpected (?:eof|end)|net/http|remote error|tls|x509|http: server)"#,
        "Get \"https://registry.example.com/v2/\": Get \"http://gitea:3000/v2/token?account=acme&service=container_registry\": dial tcp: lookup gitea: no such host";
    REALM_PRIVATE = "realm-private", RealmUnreachable,
        ["in www-authenticate: realm host"],
        r#"invalid realm in www-authenticate: realm host "<host>" is a private"#,
        "invalid realm in www-authenticate: realm host \"10.0.0.5\" is a private or link-local address";
    REALM_MISSING = "realm-missing", TokenServiceBroken,
        ["requesting bearer token", "status code 404", "404 page not found", "token: unexpected status"],
        r#"(?:requesting bearer token: invalid status code from registry (?:404|405|410)|https?://[^\s"]*(?:scope=|service=)[^\s"]*": response status code (?:404|405|410)|/v2/[^\s"]*"?: unknown: 404 page not found|fetch (?:anonymous|oauth) token: unexpected status(?: from [a-z]+ request to [^\s]+)?: 40[45]\b)"#,
        "Requesting bearer token: invalid status code from registry 404 (Not Found)";
    REALM_NONSENSE = "realm-nonsense", TokenServiceBroken,
        ["decoding bearer token", "unable to decode token response", "empty token returned", "failed to decode response: invalid character", "unsupported protocol scheme"],
        r#"(?:decoding bearer token|unable to decode token response|empty token returned|failed to decode response: invalid character|/v2/"?: (?:get "[^\s"]*": )?unsupported protocol scheme)"#,
        "unable to decode token response: invalid character '<' looking for beginning of value";
    TOKEN_REFUSED = "token-refused", TokenServiceBroken,
        ["invalid_token", "authentication required unauthorized: authentication required"],
        r#"(?:(?:server message: |error=")invalid_token|errors: unauthorized: authentication required unauthorized: authentication required)"#,
        "pull access denied, repository does not exist or may require authorization: server message: invalid_token: authorization failed";
    NO_TOKEN_REFUSED = "no-token-refused", TokenDenied,
        ["no token in bearer response"],
        r#"no token in bearer response: \{"errors": ?\[\{"code": ?"(?:unauthorized|denied)"#,
        "no token in bearer response: {\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"Not Authorized.\"}]}";
    UPLOAD_LOST = "upload-lost", TokenServiceBroken,
        ["blob upload unknown", "blob_upload_unknown", "blob upload invalid", "blob_upload_invalid", "no location header", "digest_invalid", "size_invalid", "did not match uploaded content", "did not match content length", "/blobs/uploads/", "unknown blob", "failed commit on ref "],
        r#"no location header|digest_invalid|size_invalid|provided digest did not match uploaded content|provided length did not match content length|unexpected status from put request to [^\s]+/blobs/uploads/[^\s]+: (?:400|404)|failed commit on ref \\?"(?:config|layer)-sha256:[0-9a-f]+\\?": unexpected status(?: code)?[^\n]{0,160}: (?:400|404)\b|blob[ _]upload[ _](?:unknown|invalid)|(?:^|\n|: )unknown blob\b"#,
        "blob upload unknown to registry";
    TOKEN_BROKEN = "token-broken", TokenServiceBroken,
        ["token signed by untrusted key", "failed to verify token", "token from untrusted issuer", "invalid issuer", "invalid token issuer", "no token in", "did not include a token", "auth scheme", "authentication scheme", "auth challenge", "authentication challenge", "does not match bearer token resource", "token auth attempt to ", "token intended for another audience"],
        r"(?:token signed by untrusted key|failed to verify token|token from untrusted issuer|invalid (?:token )?issuer|requested repository does not match bearer token resource|authorization server did not include a token in the response|no token in (?:bearer )?response|(?:unsupported|unknown|unhandled) (?:authentication|auth) (?:scheme|challenge)|token auth attempt to [^\n]{1,200} failed with status: 401|token intended for another audience)",
        "failed to verify token: token signed by untrusted key with ID: \"AAAA:BBBB\"";
    CLOCK_OFF = "clock-off", ClockOff,
        ["token is not valid yet", "token not to be used before", "token used before issued", "not yet valid", "signature not yet current", "signatureexpired", "requesttimetooskewed", "clock skew", "skewed", "signature expired: ", "the request time and the current time"],
        r"(?:token is not (?:valid yet|yet valid)|token not to be used before \d+ or after \d+|token used before issued|signature not yet current|signature expired: \d+t\d+z|signaturedoesnotmatch[^\n]{0,80}(?:earlier|later)|requesttimetooskewed|difference between the request time and the current time|clock skew)",
        "failed to decode bearer token: token is not valid yet";
}
