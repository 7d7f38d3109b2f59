//! What was done and to which image: commands, references, hosts. No failures.

use super::signals;

signals! {
    PULL_COMMAND = "pull-command", Pulls,
        [" pull ", "pull --"],
        r"\b(?:(?:docker|podman|nerdctl)(?: image)?|buildah|g?crane|oras|crictl|ctr(?: -[^\s]+(?: [^\s-][^\s]*)?)* (?:images?|i))(?: -[^\s]+(?: unix:\S+)?)* pull(?: (?:-q|-a|--[a-z-]+(?:=\S+)?|-r \S+|--platform \S+|--retry \d+|--authfile \S+|--policy \S+|--creds \S+|-u \S+|-p \S+))* (?:-- )?(?:docker://)?<ref>",
        "$ docker pull registry.example.com/acme/app:1";
    INSPECT_COMMAND = "inspect-command", Pulls,
        [" inspect "],
        r"\b(?:docker manifest|imagetools|skopeo) inspect(?: --[a-z-]+(?:=\S+)?)* (?:docker://)?<ref>",
        "$ docker manifest inspect registry.example.com/acme/app:1";
    COMPOSE_PULL = "compose-pull", Pulls,
        ["compose pull", "compose -", "compose up"],
        r"\bcompose(?: -[^\s]+(?: [^\s-][^\s]*)?)* (?:pull|up)\b",
        "$ docker compose -f compose.yml pull web";
    COMPOSE_PUSH = "compose-push", Pushes,
        ["compose push", "compose -"],
        r"\bcompose(?: -[^\s]+(?: [^\s-][^\s]*)?)* push\b",
        "$ docker compose push web";
    PULL_STEP = "pull-step", Pulls,
        ["pulling from ", "pulling image", "trying to pull ", "pulling repository "],
        r#"\b(?:pulling image:?(?: from docker hub:)?|trying to pull(?: repository)?|pulling repository) "?(?:docker://)?<ref>"#,
        "Trying to pull registry.example.com/acme/app:1...";
    SOURCE = "source", Pulls,
        ["initializing source "],
        r"initializing source (?:docker|oci)://",
        "initializing source docker://registry.example.com/acme/app:1: reading manifest";
    PULL_GOES_ON = "pull-goes-on", Pulls,
        ["pull after error"],
        r"(?:not continuing with|next endpoint for) pull after error",
        "level=error msg=\"Not continuing with pull after error: unauthorized: authentication required\"";
    UNKNOWN_TYPE = "unknown-type", Pulls,
        ["reference for unknown type"],
        r#"reference for unknown type: ?"? digest="?[^\s"]+"? remote="?<ref>"#,
        "level=warning msg=\"reference for unknown type: \" digest=\"sha256:7ff1\" remote=\"registry.example.com/acme/app@sha256:7ff1\"";
    PULLING_FROM = "pulling-from", Pulls,
        ["pulling from "],
        r"<tag>: pulling from <repo>",
        "1.2: Pulling from acme/app";
    PUSH_COMMAND = "push-command", Pushes,
        [" push "],
        r#"\b(?:(?:docker|podman|nerdctl)(?: image)?|buildah|crane|oras|ctr(?: -[^\s]+(?: [^\s-][^\s]*)?)* (?:images?|i))(?: -[^\s]+)* push(?: (?:-q|--[a-z-]+(?:=\S+)?))* (?:-- )?(?:docker://)?"?<ref>"#,
        "+ docker push registry.example.com/acme/app:1";
    PUSH_ARTIFACT = "push-artifact", Pushes,
        ["oras push ", "helm push "],
        r"\b(?:oras push(?: -[^\s]+)* <ref>|helm push [^\n]{0,200}oci://<ref>)",
        "$ oras push registry.example.com/acme/chart:1 chart.tgz";
    PUT_MANIFEST = "put-manifest", Pushes,
        ["put \"http", "put http"],
        r#"\bput "?https?://<host>/v2/<repo>/manifests/"#,
        "PUT https://registry.example.com/v2/acme/app/manifests/1: unauthorized: authentication required";
    PUSH_REFERS = "push-refers", Pushes,
        ["the push refers to "],
        r"the push refers to (?:a )?repository \[<ref>\]",
        "The push refers to repository [docker.io/acme/app]";
    PUSHING = "pushing", Pushes,
        ["failed to push ", "unable to push ", "trying to push repository ", "failed to put manifest ", "pushing manifest for ", "pushing image to ", "push permission for ", "pushing layers", "push to destination ", "pushing image "],
        r#"(?:failed to push to destination|failed to put manifest|unable to push|trying to push repository|failed to push(?: (?:container )?image(?: to)?)?|pushing manifest for|pushing image(?: to)?|push permissions? for|error pushing image) "?<ref>"#,
        "ERROR: failed to solve: failed to push ghcr.io/acme/app:1: unexpected status: 403 Forbidden";
    UPLOADS = "uploads", Pushes,
        ["/blobs/uploads"],
        r"(?:https?://<host>)?/v2/<repo>/blobs/uploads/(?: in <host>)?",
        "POST https://registry.example.com/v2/acme/app/blobs/uploads/: UNAUTHORIZED: authentication required";
    PUSHES_LAYERS = "pushes-layers", Pushes,
        ["pushing layers", "writing blob: ", "initiating layer upload", "layer already exists", "existing blob: ", "pushed blob: ", "error: push: ", "tried to push ", "initiatelayerupload", "failed commit on ref ", "pushblob", "push status stream", "error pushing to registry", "trying to initiate upload"],
        r"(?:registryclient\.pushblob|pushblobstep|pushing layers|writing blob:|initiating layer upload|: layer already exists|(?:existing|pushed) blob: sha256|error: push: |tried to push |failed commit on ref |initiatelayerupload|push status stream|error pushing to registry|trying to initiate upload)",
        "#19 pushing layers 0.8s done";
    BUILD_METADATA = "build-metadata", Builds,
        ["load metadata for ", "resolve source metadata for "],
        r"(?:load metadata for|resolve source metadata for|resolve image config for(?: docker-image://)?) <ref>",
        "#3 [internal] load metadata for docker.io/library/nginx:1";
    BUILD_FROM = "build-from", Builds,
        ["from "],
        r"(?:\bstep \d+(?:/\d+)? ?: |\[\d+/\d+\] |> \[[^\]]{0,60}\] |\]: )from (?:--platform=\S+ )?<ref>",
        " > [stage-0 1/2] FROM docker.io/library/node:20";
    BUILD_COMMAND = "build-command", Builds,
        ["docker build ", "buildx build ", "podman build ", "buildah bud ", "failed to solve"],
        r"(?:(?:docker|podman|nerdctl)(?: buildx| image)? build |buildah (?:bud|build) |failed to solve)",
        "ERROR: failed to solve: process failed";
    RUN_COMMAND = "run-command", Runs,
        ["unable to find image "],
        r#"unable to find image "?<ref>"? locally"#,
        "Unable to find image 'acme/app:1' locally";
    IMAGE_QUOTED = "image-quoted", Names,
        ["image \"", "image \\\"", "reference \"", "reference \\\"", "image '", "image=\"", "reference: \"", "image: \"", "ref \"", "image tag \"", "image name \""],
        r#"(?:image|ref|reference|image tag|image name|image reference)(?::|=)? ?"(?:docker://)?<ref>"#,
        r#"Failed to pull image "registry.example.com/acme/app:1": rpc error: code = Unknown"#;
    NAMED = "named", Names,
        ["got image name: ", "auth for repo \"", "trust data for ", "data does not exist for ", "from flag value ", "manifest of image ", "image pull failed for ", ": failed to authorize", ": failed to resolve source", "pack build ", "sourceimage", "unauthorized for ", "access to the container image ", "read the image, ", "attempting to pull image ", "have permissions for ", "your credentials for '", "image(imagename="],
        r#"(?:got image name:|auth for repo|trust data (?:does not exist )?for|invalid from flag value|manifest of image|image pull failed for|pack build|unauthorized for|access to the container image|read the image,|attempting to pull image|you should make sure (?:you have permissions|your credentials) for|image\(imagename=|"sourceimage": ) ?"?<ref>|(?:^|\n|> |error: )<ref>: failed to (?:authorize|resolve source)"#,
        "level=debug msg=\"Got image name: registry.example.com/acme/app:1\"";
    PULL_NAME_UNKNOWN = "pull-name-unknown", Pulls,
        [" not found: name unknown"],
        r"repository <ref> not found: name unknown",
        "Error response from daemon: repository registry.example.com/acme/app not found: name unknown";
    NAMED_NOT_FOUND = "named-not-found", Names,
        [": not found"],
        r"<ref>: not found\b",
        "Error: failed to pull registry.example.com/acme/chart: registry.example.com/acme/chart:1.0.0: not found";
    SEARCH_LIST = "search-list", Names,
        ["based on search registries in", "errors occurred"],
        r#"(?:image specified by "<ref>" based on search registries in|unable to pull <ref>: \d+ errors occurred|\d+ errors occurred while pulling)"#,
        "The following failures happened while trying to pull image specified by \"app\" based on search registries in /etc/containers/registries.conf:";
    PLUGIN = "plugin", Names,
        ["resolving plugin reference", "docker plugin install"],
        r"(?:resolving plugin reference|docker plugin install)",
        "Error response from daemon: error resolving plugin reference: pull access denied";
    RETRYING = "retrying", Names,
        [": retrying in "],
        r": retrying in \d+ seconds?",
        "8c8e4274f70f: Retrying in 5 seconds";
    HEROKU = "heroku", Pushes,
        ["heroku container:push", "heroku docker:push", "registry.heroku.com/"],
        r"(?:heroku (?:container|docker):push|the push refers to (?:a )?repository \[registry\.heroku\.com/)",
        "heroku container:push web";
    EMPTY_400 = "empty-400", FailedAt,
        ["error parsing http 400 response body: unexpected end"],
        r"error parsing http 400 response body: unexpected end of json input",
        "error parsing HTTP 400 response body: unexpected end of JSON input: \"\"";
    STOPPED_MIDWAY = "stopped-midway", Names,
        ["unauthorized: authentication required"],
        r"\b[0-9a-f]{12}: (?:pull complete|download complete|downloading|verifying checksum|pushed)\b[^\n]*\n(?:[0-9a-f]{12}: [^\n]*\n)*\s*unauthorized: authentication required",
        "9a1ea02ff49c: Pushed\nunauthorized: authentication required";
    STEP_PUSHES = "step-pushes", Pushes,
        ["pushing ", "publishing "],
        r"\b(?:pushing|publishing) <ref>",
        "2026/01/02 10:11:12 Pushing registry.example.com/acme/app:1";
    STEP_PULLS = "step-pulls", Names,
        ["pulling ", "this host, downloading "],
        r"(?:\bpulling|this host, downloading) <ref>",
        "2026/01/02 10:11:12 Pulling registry.example.com/acme/app:1";
    STEP_SIGNS = "step-signs", Names,
        ["signing "],
        r"\bsigning <ref>",
        "2026/01/02 10:11:12 signing registry.example.com/acme/app:1";
    BLOB_CHECK = "blob-check", Pushes,
        ["checking whether a blob "],
        r"checking whether a blob [^\s]+ exists in <ref>",
        "checking whether a blob sha256:4728 exists in registry.example.com/acme/app: requested access to the resource is denied";
    STACK_TASK = "stack-task", Names,
        ["rejected ", "shutdown ", "preparing "],
        r"\b[a-z0-9]{12}[\t\x20]+(?:\\_[\t\x20]+)?[a-z0-9_.-]+\.[a-z0-9]+[\t\x20]+<ref>[\t\x20]+[^\s]+[\t\x20]+(?:ready|shutdown|running)\b[^\n]{0,60}?(?:rejected|shutdown|preparing) ",
        "7pcl8hwo57ax  shop_app.1  registry.example.com/acme/app:1  node-1  Ready  Rejected 4 seconds ago  \"No such image: registry.exam...\"";
    TRANSPORT = "transport", Names,
        ["docker://", "oci://", "registry://"],
        r"(?:^|[^+])\b(?:docker|oci|registry)://<ref>",
        "initializing source docker://registry.example.com/acme/app:1: reading manifest";
    READING_MANIFEST = "reading-manifest", Names,
        ["reading manifest ", "reading digest "],
        r"reading (?:manifest|digest) (?:[^\s]+) in <ref>",
        "reading manifest 1 in registry.example.com/acme/app: authentication required";
    FAILED_TO_PULL = "failed-to-pull", Pulls,
        ["failed to pull ", "failed to inspect ", "fetching manifest ", "failed to get manifest ", "back-off pulling image ", "could not download ", "chart pull error", "failed to determine artifact", "failed to determine the artifact", "could not get tags from registry"],
        r#"(?:failed to pull(?: image| and unpack image)?|failed to inspect image|fetching manifest|failed to get manifest|back-off pulling image|could not download) [`"*]*(?:oci://)?<ref>|could not get tags from registry|chart pull error|failed to determine (?:the )?artifact (?:digest|tag)"#,
        "Error: fetching manifest registry.example.com/acme/app:1: unexpected status code 401";
    MANIFEST_URL = "manifest-url", Names,
        ["/manifests/"],
        r"https?://<host>/v2/<repo>/manifests/<tag>",
        r#"Head "https://ghcr.io/v2/acme/app/manifests/1": unauthorized"#;
    MIRROR = "mirror", Names,
        ["?ns="],
        r#"https?://<host>/v2/[^\s"?]+\?ns="#,
        "unexpected status from HEAD request to https://mirror.example.com/v2/library/app/manifests/1?ns=docker.io: 403 Forbidden";
    BLOB_URL = "blob-url", Names,
        ["/blobs/sha", "/tags/list", "dockerrepository"],
        r#"(?:https?://<host>/v2/<repo>/(?:blobs/sha|tags/list)|"registry(?:host)?" ?: ?"https?://<host>" ?, ?"dockerrepository" ?: ?"<repo>")"#,
        "unexpected status from HEAD request to https://ghcr.io/v2/acme/app/blobs/sha256:4728: 403 Forbidden";
    // Not the host of GitLab's token service, /jwt/auth: it isn't the registry's.
    BASE_URL = "base-url", Names,
        ["/v2/", "/v1/_ping", "/v1/users", ": denied: ", ": unauthorized: "],
        r#"(?:https?://<host>/v[12]/(?:_ping|users/)?["\s:\\)]|(?:get|head|post|put) "?https?://<host>/(?:[^\s"j][^\s"]*)?"?: (?:denied|unauthorized): )"#,
        r#"Error response from daemon: Get "https://registry.example.com/v2/": unauthorized: authentication required"#;
    ECR_TOKEN = "ecr-token", AsksToken,
        ["getauthorizationtoken"],
        r"(?:calling the |ecr: )getauthorizationtoken\b",
        "An error occurred (UnrecognizedClientException) when calling the GetAuthorizationToken operation";
    TOKEN_SCOPE = "token-scope", AsksToken,
        ["scope=repository", "scope=\"repository"],
        r#"scope="?repository(?:%3a|:|%!a\(missing\))<repo>(?:%2f[a-z0-9._-]+)*(?:%3a|:|%!a\(missing\))<actions>"#,
        "https://auth.docker.io/token?scope=repository%3Aacme%2Fapp%3Apull%2Cpush&service=registry.docker.io";
    HUB_TOKEN_URL = "hub-token-url", AsksToken,
        ["service=registry.docker.io"],
        r#"https?://<host>/token\?[^\s"]*service=registry\.docker\.io"#,
        "https://auth.docker.io/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.docker.io";
    GITLAB_TOKEN_URL = "gitlab-token-url", AsksToken,
        ["service=container_registry"],
        r"service=container_registry",
        "https://gitlab.example.com/jwt/auth?scope=repository%3Aacme%2Fapp%3Apull&service=container_registry";
    TOKEN_STEP = "token-step", AsksToken,
        ["[auth] "],
        r"\[auth\] <repo>:<actions> token for <host>",
        "#20 [auth] acme/app:pull,push token for registry.example.com";
    AZURE_LOGIN = "azure-login", Names,
        ["az acr login"],
        r"\baz acr login\b",
        "$ az acr login --name acme";
    LOGIN_COMMAND = "login-command", LogsIn,
        [" login"],
        r#"\b(?:docker|podman|nerdctl|buildah|skopeo|oras|crane auth|helm registry|container registry|docker-compose) login(?: (?:-[up]|--username|--password|--authfile|--registry-config)[ =](?:"[^"\n]*"|[^\s]+)| -[a-z-]+(?:=\S+)?| <\S+)*(?:[\x20\t]+(?:https?://|oci://)?<host>)?"#,
        "$ docker login -u acme --password-stdin registry.example.com";
    ECR_TOKEN_CALL = "ecr-token-call", LogsIn,
        ["getauthorizationtoken", "get-login-password", "failed to get authorization token"],
        r"\b(?:getauthorizationtoken\b|ecr(?:-public)? get-login-password|failed to get authorization token)",
        "An error occurred (ExpiredTokenException) when calling the GetAuthorizationToken operation: The security token included in the request is expired";
    LOGGING_IN = "logging-in", LogsIn,
        ["logging in", "logging into ", "logging docker in to ", "login to registry ", "login into registry "],
        r#"(?:logging docker in|logging in(?:to)?|login to|login into)(?: docker| to)*(?: registry)? "?(?:https?://)?<host>"#,
        "Logging into registry.example.com...";
    LOGIN_PROMPT = "login-prompt", LogsIn,
        ["login with your docker id", "authenticating with existing credentials", "/auth", "error logging in to", "saving credentials", "login attempt to", "authenticating creds for"],
        r#"(?:authenticating creds for "<host>|login with your docker id|authenticating with existing credentials(?: for <host>)?|/v[0-9.]+/auth\b|error logging in to (?:v2 )?endpoint|error saving credentials|login attempt to)"#,
        "Login with your Docker ID to push and pull images from Docker Hub.";
    LOGIN_SUCCEEDED = "login-succeeded", LoggedIn,
        ["login succeeded", "credentials are valid. already logged in"],
        r"(?:login succeeded|existing credentials are valid\. already logged in to <host>)",
        "Login Succeeded";
    LOGGED_OUT = "logged-out", LoggedOut,
        ["login credentials for ", "docker logout", "not logged in to "],
        r"(?:removing login credentials for|docker logout|not logged in to) (?:https://)?<host>",
        "Removing login credentials for registry.example.com";
}
