//! What clients say of a refused request: docker, containerd, `BuildKit`,
//! podman and its relatives, go-containerregistry, ORAS and Helm, Jib.

use super::signals;

signals! {
    UNAUTHORIZED = "unauthorized", Unauthorized,
        ["authentication required", "please confirm your credentials are correct", "import failed (unauthorized)", "unknown: authentication is required", "docker> authentication is required", "message: authentication is required", "registry: authentication is required", "not have access to the ", "unauthorized: authorization required", "authentication is required."],
        r#"(?:(?:unauthorized: )?authentication required|unauthorized: authorization required|unable to access the repository "<repo>" in the registry "<host>"\. please confirm your credentials are correct|import failed \(unauthorized\)|(?:unknown:|message:|registry:|docker>) authentication is required|you may not have access to the (?:docker|container) image "<ref>"|(?:^|\n)authentication is required\.)"#,
        "Error response from daemon: Get https://registry.example.com/v2/acme/app/manifests/1: unauthorized: authentication required";
    STATUS_401 = "status-401", Unauthorized,
        ["401", "\"unauthorized\"", "\\\"unauthorized\\\""],
        r#"(?:"code" ?: ?"unauthorized"|401 \(?unauthorized\)?|\] 401 https?://[^\s]+/v2/|(?:status|code|http)(?: code)?(?:[:=]| of)? ?\(?401\b|, status 401\b|error: 401: could not properly parse response json|\[401\])"#,
        "unexpected status from HEAD request to https://registry.example.com/v2/acme/app/manifests/1: 401 Unauthorized";
    UNAUTHORIZED_BARE = "unauthorized-bare", Unauthorized,
        ["unauthorized"],
        r#"(?:": |daemon: |registry: |`: |<host>/[^\s]+: |\n|^|error\]|: )(?:error from registry: )?unauthorized(?:\.|"|'|\)|\s*$|\s*\n|: unauthorized| for <ref>)"#,
        r#"Error response from daemon: Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized"#;
    INVALID_STATUS_401 = "invalid-status-401", Unauthorized,
        ["status code from registry 401"],
        r"invalid status code from registry 401",
        "invalid status code from registry 401 (Unauthorized)";
    NO_BASIC_AUTH = "no-basic-auth", NoBasicAuth,
        ["login prior to pu", "no basic auth credential", "basic credential not found", "credential required for basic auth", "unable to retrieve credentials", "no credential was found"],
        r"(?:login prior to (?:push|pull)|no basic auth credential|basic credential not found|credential required for basic auth|unable to retrieve credentials|no credential was found)",
        "Error response from daemon: Head \"https://registry.example.com/v2/acme/app/manifests/1\": no basic auth credentials";
    ANONYMOUS_TOKEN = "anonymous-token", Anonymous,
        ["anonymous token", "falling back on anonymous", "anonymous pulling failed", "no credentials on this request", ",auth:nil,", "without credentials", "anonymous is not permitted", "no authentication credentials found for registry", "x-registry-auth", "please login prior to p"],
        r"(?:failed to (?:fetch|authorize anonymous) anonymous token|no matching credentials were found, falling back on anonymous|anonymous pulling failed|there are no credentials on this request|fetch anonymous token|pullimagerequest\{image:&imagespec\{image:[^\n]{1,300},auth:nil,|pulling image <ref> without credentials|anonymous is not permitted to|no authentication credentials found for registry|please login prior to pu(?:sh|ll)|x-registry-auth(?: header)?: eof)",
        "failed to authorize: failed to fetch anonymous token: unexpected status: 401 Unauthorized";
    OAUTH_TOKEN = "oauth-token", CredentialSent,
        ["fetch oauth token"],
        r#"failed to fetch oauth token(?:: (?:[a-z]+: )?(?:denied|unauthorized|forbidden|incorrect|access )|: unexpected status[^\n]{0,500}?\b40[013]\b|[:.]?\s*(?:$|\n|["\\`)\]]))"#,
        "failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized";
    TOKEN_DENIED = "token-denied", TokenDenied,
        ["fetch bearer token for ", "status code 40", "status code: 40", "unexpected status: 40", ": 40", "unauthorized: not authorized"],
        r#"(?:could not fetch bearer token for "<host>": error: http 40[13]\b|https?://<host>/[^\s"]*(?:scope=|service=)[^\s"]*"?: (?:(?:(?:unexpected|response) status(?: code)?:? )?40[13]\b|unauthorized: not authorized))"#,
        r#"GET "https://ghcr.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=ghcr.io": response status code 403: denied: requested access to the resource is denied"#;
    TOKEN_400 = "token-400", TokenBadRequest,
        ["400 bad request", "status code 400", "status: 400", "from registry 400"],
        r#"(?:https?://<host>/[^\s"]*(?:scope=|service=)[^\s"]*"?: (?:(?:unexpected|response) status(?: code)?:? )?400\b|fetch (?:anonymous|oauth) token: unexpected status: 400\b|requesting bearer? token: invalid status code from registry 400)"#,
        "GET https://auth.registry.example.com/token?scope=repository%3Aapp%3Apull&service=registry.example.com: unexpected status code 400 Bad Request";
    LOGIN_REFUSED = "login-refused", CredentialSent,
        ["client_id=docker&", "failed to validate the credentials for", "authenticating to", "/v2/: unknown: unauthorized", "/v2/\": unknown: unauthorized", "failed with status: 403", "/v2/: unauthorized", "/v2/\": unauthorized", "/v2/\\\": unauthorized", "/v2/: denied", "/v2/\": denied", "/v2/\\\": denied"],
        r#"(?:get "?https?://<host>/v2/"?: (?:get "?https?://[^\s"]*client_id=docker&[^\s"]*"?: )?(?:unknown: )?(?:unauthorized|denied)\b|(?:failed to validate the credentials for <host>|authenticating to "<host>"): get "?https?://[^\s"]*"?: response status code 40[13]|login attempt to https?://<host>(?:/v2/)? failed with status: 403)"#,
        r#"Error response from daemon: Get "https://registry.example.com/v2/": unauthorized: authentication required"#;
    LOGIN_400 = "login-400", CredentialSent,
        ["amazonaws.com/v2/ failed with status: 400"],
        r"login attempt to https?://<host>/v2/ failed with status: 400",
        "Error response from daemon: login attempt to https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/ failed with status: 400 Bad Request";
    LOGIN_ENDED = "login-ended", CredentialSent,
        ["error authenticating: exit status", "failed with exit code"],
        r#"(?:error authenticating: exit status \d+|docker login for "<host>" failed with exit code \d+)"#,
        "level=fatal msg=\"Error authenticating: exit status 1\"";
    BEARER_REFUSED = "bearer-refused", CredentialSent,
        ["requesting bearer token", "unable to retrieve auth token"],
        r"(?:requesting bearer token: invalid status code from registry 40[13]|unable to retrieve auth token: (?:invalid username/password|401 unauthorized))",
        "Error: writing blob: Requesting bearer token: invalid status code from registry 403 (Forbidden)";
    ACCOUNT_REFUSED = "account-refused", BadCredential,
        ["account="],
        r#"https?://<host>/[^\s"]*[?&]account=[^&\s"]+[^\s"]*"?:? [^\n"]{0,60}\b401\b"#,
        "token auth attempt for registry: https://auth.docker.io/token?account=acme&scope=repository%3Aacme%2Fapp%3Apush&service=registry.docker.io request failed with status: 401 Unauthorized";
    BAD_CREDENTIAL = "bad-credential", BadCredential,
        ["incorrect username or password", "invalid username/password", "bad username or password", "wrong username or password", "invalid username or password", "invalid credentials", "invalid user credentials", "incorrect password", "bad credentials", "bad_credential", "unauthorized: authentication failed", "unauthorized: failed authentication", "requested authentication method is not supported"],
        r#"(?:(?:unauthorized|denied|forbidden): (?:incorrect username or password|bad username or password|wrong username or password|invalid username or password|invalid (?:user )?credentials|incorrect password|authentication failed|failed authentication|bad[ _]credentials?)|"?details"?: ?"incorrect username or password"|invalid username/password|unsupported: the requested authentication method is not supported)"#,
        "Error response from daemon: Get \"https://registry-1.docker.io/v2/\": unauthorized: incorrect username or password";
    BAD_CREDENTIAL_BARE = "bad-credential-bare", BadCredential,
        ["wrong username was used", "bad props auth token", "incorrect username or password", "bad username or password", "wrong username or password", "invalid username or password", "invalid credentials", "invalid user credentials", "incorrect password", "bad credentials", "wrong login/password", "wrong credentials", "invalid login credentials", "could not find robot with ", "application not registered with aad", "aadsts7000215", "aadsts700016", "login credentials are not valid", "unable to parse json key", "failed to login to the remote registry"],
        r#"(?:wrong username was used|bad props auth token|unable to parse json key|failed to login to the remote registry|could not find robot with (?:specified )?username|application not registered with aad|aadsts7000215|aadsts700016|login credentials are not valid|wrong login/password|wrong credentials|invalid login credentials|incorrect username or password|bad username or password|wrong username or password|invalid username or password|(?:^|\n|: |")invalid (?:user )?credentials|incorrect password|bad credentials)"#,
        "level=fatal msg=\"Incorrect username or password\"";
    EXISTING_INVALID = "existing-invalid", BadCredential,
        ["existing credentials are invalid"],
        r"existing credentials are invalid",
        "Existing credentials are invalid, please enter valid username and password";
    REGISTRY_LOG_REFUSED = "registry-log-refused", BadCredential,
        ["error authenticating user", "failed to authenticate ", "failed to verify secret", "unable to validate token", "malformed http authorization"],
        r#"(?:error authenticating user "?<user>"?: authentication failure|failed to authenticate (?:robot account: |user:)<user>|failed to authenticate <user>: unrecognized auth_mode|failed to verify secret[^\n]{0,120}: secret mismatch|unauthorized: unable to validate token|unknown: malformed http authorization header)"#,
        "level=error msg=\"error authenticating user \"ci\": authentication failure\"";
    REGISTRY_LOG_ASKS = "registry-log-asks", Unauthorized,
        ["invalid authorization credential"],
        r"invalid authorization credential",
        "error authorizing context: basic authentication challenge for realm \"Registry Realm\": invalid authorization credential";
    LOGIN_401 = "login-401", BadCredential,
        ["login attempt to ", "basic auth attempt to ", "token auth attempt for registry"],
        r#"(?:login attempt to https?://<host>(?:/v2/)? failed with status: 401|basic auth attempt to https?://<host>/v2/ realm "[^"\n]{0,80}" failed with status: 401|token auth attempt for registry https?://<host>/v2/: [^\s]+ request failed with status: 401)"#,
        "Error response from daemon: login attempt to https://registry.example.com/v2/ failed with status: 401 Unauthorized";
    NOT_A_REGISTRY = "not-a-registry", NotARegistry,
        ["pinging ", "page not found", "failed with status: 400", "failed with status: 404", "failed with status: 405", "failed with status: 30", "login: not found", "unknown: not found", "error parsing http 404 response body: invalid", "text/html", "\"message\":\"page not found", "\"message\": \"page not found", "talk to a v1 ", "status code 404", "status: 30"],
        r#"(?:can.t talk to a v1 (?:docker|container) registry|/v2/"?: unexpected status code 404|unexpected (?:http )?status: 30[1278]|pinging (?:docker|container) registry [^\n]{0,120}?(?:response code|status ?code:?|status|status code from registry) 404|/v[12]/"?: (?:404 )?page not found|"message": ?"page not found"|login attempt to https?://[^\s]+/v[12]/ failed with status: (?:400|404|405|30[12])|login: not found[^\n]{0,5}\n?[^\n]{0,5}code: 404|(?:^|\n)unknown: not found\s*(?:\n|$)|error parsing http 404 response body: invalid character|(?:unexpected|unsupported|unknown) (?:manifest )?(?:media ?)?type:? "?text/html)"#,
        "Error response from daemon: login attempt to https://registry.example.com/v2/ failed with status: 404 Not Found";
    NEEDS_TTY = "needs-tty", NeedsTty,
        ["non tty device", "not a terminal", "inappropriate ioctl", "reading username: eof", "reading password: eof"],
        r"(?:cannot perform an interactive login from a non[- ]tty device|(?:username|password):? .{0,80}(?:not a terminal|inappropriate ioctl)|reading (?:username|password): eof|reading password: .{0,60}(?:not a terminal|inappropriate ioctl))",
        "Error: Cannot perform an interactive login from a non TTY device";
    EMPTY_SECRET = "empty-secret", EmptySecret,
        ["username and password required", "username and password are required", "username is empty", "password is empty", "password required", "username required", "token required", "username cannot be empty", "input required and not supplied: ", "must specify exactly one of \"workload_identity_provider", "please check your action inputs", "missing credentials in config", "could not find credentials", "must specify --username", "flag needs an argument", "not provided. guest mode enabled", "requires at most 1 argument"],
        r#"(?:(?:error: |error\]|error::|^|\n)username and password (?:are )?required|(?:error: |: |="|^|\n)(?:username|password) is empty|error: password required|error: (?:username|token) required|(?:username|password) cannot be empty|input required and not supplied: (?:username|password|creds|registry|login-server)|must specify exactly one of "workload_identity_provider|credentials could not be loaded, please check your action inputs|missing credentials in config|could not find credentials (?:entry with id|matching)|must specify --username|registry credentials(?: or docker config)? not provided\. guest mode enabled|flag needs an argument: "?(?:u|p|-u|-p|--username|--password)|docker login"? requires at most 1 argument)"#,
        "Error: Username and password required";
    STDIN_WITHOUT_USER = "stdin-without-user", EmptySecret,
        ["must provide --username with --password-stdin", "--password-stdin option requires --username"],
        r"(?:must provide --username with --password-stdin|--password-stdin option requires --username)",
        "Must provide --username with --password-stdin";
    PIPED_SECRET = "piped-secret", PipedSecret,
        ["--password-stdin", "login -u ", " -p $", "-p ${", "--password "],
        r"(?:login[^\n]{0,160}--password-stdin|login[^\n]{0,120} (?:-p|--password)[ =]\S)",
        "echo \"$TOKEN\" | docker login -u acme --password-stdin";
    TYPED_USER = "typed-user", TypedUser,
        ["username (", "username: ", "login -u ", "--username", " -u ", "--creds ", "--creds="],
        r#"(?:username \(<user>\)|username: <user>|--creds[ =]<user>|login (?:[^\n|]{0,80} )?(?:-u|--username)[ =]"?<user>)"#,
        "Username (acme): ";
    SUDO = "sudo", Sudo,
        ["sudo "],
        r"\bsudo (?:-\S+ )*(?:docker|podman|nerdctl|crictl|ctr|buildah|skopeo)\b",
        "$ sudo docker pull registry.example.com/acme/app:1";
    DENIED = "denied", Denied,
        ["requested access to the resource is denied"],
        r"(?:denied: )?requested access to the resource is denied",
        "denied: requested access to the resource is denied";
    DENIED_BARE = "denied-bare", DeniedBare,
        ["denied"],
        r#"(?:": |daemon: |: |\n|^|error\]|\) )denied[.]?(?:\s*$|\s*\n|"|'| See| see| \|)"#,
        "Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": denied";
    DENIED_TWICE = "denied-twice", DeniedBare,
        ["denied: denied"],
        r"\bdenied: denied\b",
        "Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": denied: denied";
    PULL_ACCESS_DENIED = "pull-access-denied", PullAccessDenied,
        ["pull access denied", "is denied ("],
        r#"(?:pull access denied for <ref>, repository does not exist or (?:may require "docker login"|may require)|access to image "<ref>" is denied \()"#,
        "Error response from daemon: pull access denied for acme/app, repository does not exist or may require 'docker login'";
    PULL_ACCESS_DENIED_HERE = "pull-access-denied-here", PullAccessDenied,
        ["pull access denied, repository"],
        r"(?:(?:solve: |^|\n|> )<ref>: )?pull access denied, repository does not exist or may require authorization",
        "failed to resolve reference \"docker.io/acme/app:1\": pull access denied, repository does not exist or may require authorization";
    NO_PULL_ACCESS = "no-pull-access", PullAccessDenied,
        ["does not exist or no pull access"],
        r"repository <ref> not found: does not exist or no pull access",
        "Error response from daemon: repository acme/app not found: does not exist or no pull access";
    PUSH_ACCESS_DENIED = "push-access-denied", PushAccessDenied,
        ["push access denied", "registry read/write access to ", "no push access to specified image repository"],
        r"(?:push access denied, repository does not exist or may require authorization|ensure registry read/write access to <ref>|no push access to specified image repository)",
        "failed to push acme/app:1: push access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed";
    INSUFFICIENT_SCOPE = "insufficient-scope", InsufficientScope,
        ["insufficient_scope", "authorizing context: insufficient scope"],
        r"(?:(?:server message: )?insufficient_scope(?:: authorization failed)?|authorizing context: insufficient scope)",
        "server message: insufficient_scope: authorization failed";
    // Jib's reading of a 403 and of a 401.
    JIB_403 = "jib-403", Forbidden,
        ["make sure you have permissions for"],
        r"perhaps you should make sure you have permissions for",
        "Build image failed, perhaps you should make sure you have permissions for registry.example.com/acme/app";
    JIB_401 = "jib-401", Unauthorized,
        ["make sure your credentials for", "you should set a credential helper name"],
        r#"perhaps you should (?:make sure your credentials for "[^\s"]+" are set up correctly|set a credential helper name)"#,
        "Build image failed, perhaps you should make sure your credentials for 'registry.example.com/acme/app' are set up correctly.";
    STATUS_403 = "status-403", Forbidden,
        ["403", "failed: forbidden", ": forbidden", "\"forbidden\"", "could not properly parse response json"],
        r#"(?:403 \(?forbidden\)?|: 403 \(request |(?:status|code|http)(?: code)?(?:[:=]| of)? ?\(?403\b|registry 403\b|http 403|attempts=\d+: forbidden|"code": ?"forbidden"|error: 403: could not properly parse response json|: forbidden(?:$|\n))"#,
        "failed to solve: unexpected status: 403 Forbidden";
    WORD_UNAUTHORIZED = "word-unauthorized", WordUnauthorized,
        ["unauthorized", "unauthorised", "authentication failed", "unauthenticated", "not authenticated"],
        r"\b(?:unauthori[sz]ed|authentication failed|unauthenticated|not authenticated)\b",
        "UNAUTHORIZED: Not Authorized.";
    WORD_FORBIDDEN = "word-forbidden", WordForbidden,
        ["forbidden", "access denied", "not authorized", "not authorised", "denied: "],
        r#"(?:\bforbidden\b|\baccess denied\b|\bnot authori[sz]ed\b|(?:^|\n|: |")denied: )"#,
        "denied: this project is closed to you";
    KANIKO_PUSH_CHECK = "kaniko-push-check", Pushes,
        ["error checking push permissions"],
        r"error checking push permissions",
        "error checking push permissions -- make sure you entered the correct tag name";
    TOO_MANY_REQUESTS = "too-many-requests", TooManyRequests,
        ["toomanyrequests", "pull rate limit", "retry-after: "],
        r"(?:toomanyrequests(?:: [^\n]{0,120})?|reached your (?:unauthenticated )?pull rate limit|retry-after: [0-9.]+[^\s]{0,3}s, allowed: \d+)",
        "toomanyrequests: You have reached your pull rate limit.";
    STATUS_429 = "status-429", TooManyRequests,
        ["too many requests", "http 429", "status code 429", "status 429", "status: 429", "rate exceeded", "rate limit"],
        r"(?:(?:429 )?too many requests|http 429|status(?: code)?:? 429|rate exceeded|rate limit (?:has been )?(?:exceeded|reached)|(?:exceeded|reached) (?:the|your) rate limit)",
        "unexpected status from GET request to https://registry.example.com/v2/acme/app/manifests/1: 429 Too Many Requests";
    HUB_ACCOUNT_LIMIT = "hub-account-limit", TooManyRequests,
        ["pull rate limit as"],
        r#"pull rate limit as "?<user>"#,
        "toomanyrequests: You have reached your pull rate limit as 'acme': dckr_jti_x. You may increase the limit by upgrading.";
    HUB_LOGIN_LIMIT = "hub-login-limit", TooManyRequests,
        ["too many failed login attempts"],
        r"too many failed login attempts",
        "toomanyrequests: too many failed login attempts for username or IP address";
    HUB_PULL_LIMIT = "hub-pull-limit", TooManyRequests,
        ["increase-rate-limit", "pull rate limit"],
        r"(?:docker\.com/increase-rate-limit|reached your (?:unauthenticated )?pull rate limit)",
        "You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit";
    UNAUTHENTICATED_LIMIT = "unauthenticated-limit", Anonymous,
        ["unauthenticated pull rate limit"],
        r"unauthenticated pull rate limit",
        "toomanyrequests: You have reached your unauthenticated pull rate limit.";
    TRAFFIC_QUOTA = "traffic-quota", Quota,
        ["traffic quota"],
        r"(?:remaining )?traffic quota (?:is )?not enough",
        "toomanyrequests: remaining traffic quota is not enough to download this layer for current month";
    UPLOAD_LAYER = "upload-layer", Pushes,
        ["failed to upload layer", "pushing ["],
        r"(?:failed to upload layer|: pushing \[)",
        "FATA[0166] Failed to upload layer: Put http://registry.example.com:5000/v1/images/4f2b/layer: write tcp 10.0.0.9:80: broken pipe";
    TOO_LARGE = "too-large", TooLarge,
        ["413", "request entity too large", "exceeds the capacity limit", "request body too large"],
        r"(?:error parsing http 413|413 (?:payload|content|request entity|request body) too large|server error: 413 trying to push|request entity too large|http: request body too large|(?:status|code)(?::| code)? 413|exceeds the capacity limit)",
        "failed to copy: unexpected status: 413 Request Entity Too Large";
    TOO_LARGE_STATUS = "too-large-status", TooLarge,
        ["unexpected status: 413"],
        r"unexpected status: 413\b",
        "unexpected status: 413 Request Entity Too Large";
    CLIENT_TOO_OLD = "client-too-old", ClientTooOld,
        ["client version ", "invalid choice", "is too new. maximum", "unknown shorthand flag", "unknown flag: "],
        r"(?:client version [0-9.]+ is too (?:old|new)|argument operation: invalid choice|www-authenticate missing key)",
        "Error response from daemon: client version 1.32 is too old. Minimum supported API version is 1.40";
}
