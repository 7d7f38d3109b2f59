//! What the engine says of itself, its store, containers and Dockerfiles.

use super::signals;

signals! {
    ENGINE_DOWN = "engine-down", EngineDown,
        ["cannot connect to the docker daemon", "is the docker daemon running", "docker daemon is not running", "couldn't connect to docker daemon", "failed to connect to the docker api", ".sock: ", "is your docker daemon up and running", "requires running the docker daemon", "docker client is installed and running", "valid docker environment", "attempts to find a docker environment failed", "container runtime strategy", "either not running or misconfigured", "rootless docker not found", "for api route and version", "the endpoint has been started", "failed to connect: failed to connect: ", "docker desktop is", "docker desktop stopp", "unexpected wsl error", "in this wsl", "docker.raw.sock:", "'connection aborted.'", "error while fetching server api version", "docker.service not found", "docker.service could not be found", "job for docker.service failed"],
        r#"(?:cannot connect to the docker daemon|is the docker daemon running|docker daemon is not running|couldn.t connect to docker daemon|failed to connect to the docker api|docker client is installed and running|is your docker daemon up and running|requires running the docker daemon|dial unix [^\s]+\.sock: (?:connect: )?(?:no such file|connection refused)|could not find a (?:valid docker environment|working container runtime strategy)|docker is either not running or misconfigured|rootless docker not found|attempts to find a docker environment failed|running as root and the endpoint has been started|failed to connect: failed to connect: |docker desktop is (?:not running|unable to start|shutting down|starting|stopping)|docker desktop stopp(?:ing|ed)|docker desktop - unexpected wsl error|could not be found in this wsl|dial unix docker\.raw\.sock: |"connection aborted\.", filenotfounderror|error while fetching server api version: [^\n]{0,40}(?:connectionrefusederror|createfile)|request returned (?:[a-z]|500)[a-z0-9 ]{0,40} for api route and version|docker\.service (?:could )?not (?:be )?found|job for docker\.service failed)"#,
        "Cannot connect to the Docker daemon at <unix:///var/run/docker.sock>. Is the docker daemon running?";
    PIPE_DOWN = "pipe-down", EngineDown,
        ["docker_engine", "dockerdesktoplinuxengine"],
        r"pipe[/\\]+(?:docker_engine|dockerdesktoplinuxengine): the system cannot find",
        "open //./pipe/docker_engine: The system cannot find the file specified.";
    CONTAINERD_DOWN = "containerd-down", EngineDown,
        ["containerd.sock", "rootless containerd not running", "validate cri v1 ", "unknown service runtime.v1"],
        r#"(?:containerd\.sock"?: (?:connect: )?(?:no such file|connection refused)|rootless containerd not running|validate cri v1 [a-z]+ api for endpoint|unknown service runtime\.v1)"#,
        "dial unix /run/containerd/containerd.sock: connect: no such file or directory";
    // The engine's own status: 500 for whatever the registry answered.
    ENGINE_STATUS = "engine-status", OtherProgram,
        ["docker api call to "],
        r#"docker api call to "[^\s"]+" failed with status code \d+(?: "[a-z ]+")?"#,
        "Docker API call to 'localhost/v1.24/images/create?fromImage=registry.example.com%2Facme%2Fapp%3A1' failed with status code 500 \"Internal Server Error\"";
    SERVICE_DOWN = "service-down", EngineDown,
        ["error during connect"],
        r#"error during connect: (?:this error may [^\n]{0,80}: )?[a-z]+ "?https?://docker:237[56]/[^\n]{0,200}(?:dial tcp|eof)"#,
        "error during connect: Post \"http://docker:2375/v1.24/auth\": dial tcp: lookup docker: Try again";
    DURING_CONNECT = "during-connect", EngineDown,
        ["error during connect"],
        r"error during connect: ",
        "error during connect: Get \"http://192.0.2.7:2375/v1.24/info\": dial tcp 192.0.2.7:2375: connect: connection refused";
    DAEMON_FAILED = "daemon-failed", EngineDown,
        ["unable to configure the docker daemon", "failed to start daemon", "invalid insecure registry:"],
        r"(?:unable to configure the docker daemon|failed to start daemon|dockerd: invalid insecure registry:)",
        "unable to configure the Docker daemon with file /etc/docker/daemon.json: EOF";
    PODMAN_DOWN = "podman-down", EngineDown,
        ["connect to podman", "podman socket", "failed to connect: dial tcp"],
        r"(?:(?:cannot|unable to) connect to podman|error: failed to connect: dial tcp [^\s]*(?:127\.0\.0\.1|::1)[^\s]*: )",
        "Cannot connect to Podman. Please verify your connection to the Linux system using `podman system connection list`";
    SOCKET_DENIED = "socket-denied", SocketDenied,
        ["docker.sock: connect: permission denied", "permission denied while trying to connect", "containerd.sock: connect: permission denied", "failed: permission denied", "permission denied", "returned 403 forbidden for api route"],
        r#"(?:permission denied while trying to connect to the docker (?:daemon socket|api)|cannot access containerd socket [^\n]{1,120}: permission denied|dial unix [^\s]+\.sock: connect: permission denied|connect\(\.\.\) failed: permission denied|"connection aborted\.", permissionerror\(13, "permission denied|\bpermission denied: "?(?:unix://)?/(?:var/)?run/docker\.sock|docker\.sock"?: permission denied|request returned 403 forbidden for api route)"#,
        "Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock";
    NO_SPACE = "no-space", NoSpace,
        ["no space left on device", "disk quota exceeded", "input/output error", "not enough space", "failed to extract layer"],
        r"(?:no space left on device|disk quota exceeded|(?:failed to register layer|error creating temporary lease): write [^\n]{0,200}input/output error|not enough space on the disk|failed to extract layer [^\n]{0,120}write /var)",
        "failed to register layer: write /usr/lib/x.so: no space left on device";
    STORE_DAMAGED = "store-damaged", StoreDamaged,
        ["untar re-exec error", "image config verification failed", "failed to register layer", "layerdb", "layer does not exist", "unexpected commit digest", "invalid checksum digest", "content digest ", "failed to get reader from content store", "filesystem layer verification failed", "mismatched image rootfs and manifest layers", "invalid tar header"],
        r"(?:untar re-exec error|image config verification failed for digest|failed to register layer: (?:rename|error processing tar|open|lstat|symlink|link|mkdir)[^\n]{0,200}|layer does not exist|mismatched image rootfs and manifest layers|filesystem layer verification failed|unexpected commit digest sha256|archive/tar: invalid tar header|failed to get reader from content store|content digest [^\s]+: not found)",
        "failed to register layer: rename /var/lib/docker/image/overlay2/layerdb/tmp/layer-1: directory not empty";
    REGISTER_LAYER = "register-layer", StoreDamaged,
        ["failed to register layer", "error while applying layer", "error committing the finished image"],
        r"(?:failed to register layer: |error while applying layer|error committing the finished image)",
        "failed to register layer: ApplyLayer exit status 1 stdout: stderr: unlinkat /app: invalid argument";
    STEP_FAILED = "step-failed", Elsewhere,
        ["did not complete successfully", "returned a non-zero code"],
        r#"(?:process "[^\n]{1,400}" did not complete successfully: exit code|the command "[^\n]{1,400}" returned a non-zero code)"#,
        "ERROR: failed to solve: process \"/bin/sh -c npm ci\" did not complete successfully: exit code: 1";
    PROBE_FAILED = "probe-failed", Elsewhere,
        ["probe failed", "probe errored", "unable to connect to the server: ", "failed calling webhook", "kubernetes cluster unreachable", "the connection to the server "],
        r"(?:(?:readiness|liveness|startup) probe (?:failed|errored)|unable to connect to the server: |failed calling webhook|kubernetes cluster unreachable|the connection to the server [^\n]{1,120} was refused)",
        "Readiness probe failed: Get \"http://10.1.2.3:8080/health\": dial tcp 10.1.2.3:8080: connect: connection refused";
    GET_LOGIN_GONE = "get-login-gone", ClientTooOld,
        ["argument operation: invalid choice", "argument operation: found invalid choice"],
        r"argument operation: (?:found )?invalid choice",
        "aws: error: argument operation: Invalid choice, valid choices are:";
    CLIENT_LACKS = "client-lacks", ClientTooOld,
        ["layers from manifest don", "www-authenticate missing key", "missing signature key", "unknown flag: --password-stdin", "unsupported manifest media type", "unsupported manifest format", "diffids don", "unrecognized authentication challenge", "/v1/repositories/", "with experimental", "option requires buildkit", "mediatype in manifest should be"],
        r#"(?:layers from manifest don.t match image configuration|www-authenticate missing key|missing signature key|unknown flag: --password-stdin|unsupported manifest (?:media type|format)|number of layers and diffids don.t match|unrecognized authentication challenge|put https?://[^\s]+/v1/repositories/[^\s]+ returned \d+|only supported on a docker (?:cli|daemon) with experimental|the --[a-z]+ option requires buildkit|mediatype in manifest should be "application)"#,
        "Error response from daemon: missing signature key";
    HELM_OCI = "helm-oci", ClientTooOld,
        ["could not find protocol handler for: oci", "helm_experimental_oci", "unsupported protocol scheme", "is not a valid chart repository"],
        r#"(?:could not find protocol handler for: oci|please set helm_experimental_oci|unsupported protocol scheme "oci"|/index\.yaml"?: unsupported protocol scheme|"oci://[^\s"]+" is not a valid chart repository)"#,
        "Error: looks like \"oci://registry.example.com/charts\" is not a valid chart repository or cannot be reached: object required";
    PLUGIN_MISSING = "plugin-missing", ClientTooOld,
        ["is not a docker command", "see 'docker --help'"],
        r#"(?:docker: "(?:buildx|compose|scout|manifest)" is not a docker command|unknown (?:shorthand )?flag: [^\n]{1,60}\n+see "docker --help"|unknown command: docker (?:buildx|compose)\b)"#,
        "docker: 'compose' is not a docker command.";
    DRIVER_LACKS = "driver-lacks", ClientTooOld,
        ["support exporting manifest lists", "multi-platform build is not supported", "multiple platforms feature is currently not supported"],
        r"(?:does not currently support exporting manifest lists|multi-platform build is not supported|multiple platforms feature is currently not supported)",
        "ERROR: Multi-platform build is not supported for the docker driver.";
    CLOUD_RUN_HOSTS = "cloud-run-hosts", ClientTooOld,
        ["expected an image path like [host/]repo-path"],
        r"expected an image path like \[host/\]repo-path[^\n]{0,160}?but obtained <ref>",
        "Expected an image path like [host/]repo-path[:tag and/or @digest], where host is one of [region.]gcr.io, [region-]docker.pkg.dev or docker.io but obtained ghcr.io/acme/app:1";
    USER_IDS = "user-ids", StoreDamaged,
        ["insufficient uids or gids available"],
        r"insufficient uids or gids available",
        "potentially insufficient UIDs or GIDs available in user namespace (requested 0:42 for /etc/gshadow)";
    DOCKERFILE_UNREADABLE = "dockerfile-unreadable", UnknownInstruction,
        ["dockerfile parse error", "file with no instructions"],
        r"(?:dockerfile parse error(?: on)? line <number>: (?:syntax error|unknown flag|unterminated|[a-z]+ requires|[a-z]+ must|failed)|file with no instructions)",
        "dockerfile parse error on line 3: FROM requires either one or three arguments";
    UNKNOWN_INSTRUCTION = "unknown-instruction", UnknownInstruction,
        ["unknown instruction"],
        r#"(?:dockerfile parse error(?: on)? line <number>: )?unknown instruction: "?<word>"#,
        "dockerfile parse error line 5: unknown instruction: RRUN";
    NOT_RUNNING = "not-running", NotRunning,
        ["is not running", "is restarting, wait", "is paused, unpause", "can only create exec sessions on running", "cannot exec in a stopped"],
        r#"(?:error response from daemon: )?container "?<word>"? is (?:not running|restarting, wait|paused, unpause)|can only create exec sessions on running containers|cannot exec in a stopped (?:container|state)"#,
        "Error response from daemon: Container 4f2b is not running";
    NO_SUCH_CONTAINER = "no-such-container", NotRunning,
        ["no such container: "],
        r"no such container: <word>",
        "Error response from daemon: No such container: app";
    NO_SUCH_IMAGE = "no-such-image", NotLocal,
        ["no such image", "image does not exist locally", "image not known", "errimageneverpull", "is not present with pull policy", "tag does not exist: ", "repository does not exist: ", "no such id: ", "\": not found", "not present locally", "in local storage", "daemon: reference does not exist", "does not exist on the daemon", "build error: no such image", "pull access denied for act-"],
        r#"(?:no such image(?:: "?| ")<ref>|daemon: reference does not exist|image "<ref>" does not exist on the daemon|build error: no such image|(?:an )?image does not exist locally with the tag: <ref>|<ref>: image not known|errimageneverpull|(?:tag|repository) does not exist: <ref>|no such id: <ref>|fata\[\d+\] image "<ref>": not found|image: "<ref>" not present locally|unable to find image "<ref>" in local storage|is not present with pull policy of never|pull access denied for act-[a-z0-9._-]+-dockeraction)"#,
        "Error response from daemon: No such image: app:1";
    MUST_BE_BUILT = "must-be-built", NotLocal,
        ["must be built from source", "trying to recreate has been removed"],
        r"(?:some service image\(s\) must be built from source|image for the service you.re trying to recreate has been removed)",
        "WARNING: Some service image(s) must be built from source by running: docker compose build app";
    LEFT_IN_CACHE = "left-in-cache", NotLocal,
        ["build result will only remain in the build cache"],
        r"build result will only remain in the build cache",
        "WARNING: No output specified with docker-container driver. Build result will only remain in the build cache.";
    INVALID_REFERENCE = "invalid-reference", InvalidReference,
        ["missing image name. pushes should be", "invalid reference format", "invalid image reference", "can only contain the", "ko_docker_repo environment variable is unset", "could not parse reference", "invalid reference: ", "invalid image name", "invalidimagename", "is not a valid repository/tag", "invalid repository name", "tag is needed when pushing", "invalid tag \"", "invalid checksum digest", "no tag or digest specified", ") should not be blank", "must have at least one component", "error: invalid reference ", "repository name component must match"],
        r#"(?:"<ref>"[^\n]{0,80}: )?(?:missing image name\. pushes should be of the form|invalid reference format|invalid image (?:name|reference) "|(?:repository|tag) can only contain the (?:characters|runes)|ko_docker_repo environment variable is unset|could not parse reference(?:: <ref>)?|invalid reference: (?:missing registry or repository|invalid (?:registry|repository|tag|digest)[^\n]{0,60})|invalidimagename|is not a valid repository/tag|invalid repository name|tag is needed when pushing to registry|no tag or digest specified|base name \([^\n]{0,120}\) should not be blank|repository name must have at least one component|repository name component must match|invalid checksum digest (?:length|format)|error: invalid reference <ref>\s+usage: container)"#,
        "docker: invalid reference format";
    NO_SCHEME = "no-scheme", InvalidReference,
        ["scheme prefix missing from remote"],
        r"scheme prefix missing from remote",
        "Error: scheme prefix missing from remote (e.g. \"oci://\")";
    NO_TAG_TO_PUSH = "no-tag-to-push", InvalidReference,
        ["tag is needed when pushing"],
        r"tag is needed when pushing to registry",
        "ERROR: failed to build: tag is needed when pushing to registry";
    LEADING_DASH = "leading-dash", InvalidReference,
        ["unknown shorthand flag", "flag: valid streams are"],
        r#"\b(?:(?:pull|push|run|create|inspect|manifest|digest|fetch|copy)(?: --?[a-z][^\s]*(?:[\x20=][^\s-][^\s]*)?)*|tag [^\s]+) -[a-z0-9][a-z0-9./:_-]+\n(?:error: )?(?:unknown shorthand flag: "[a-z]" in -[a-z0-9]|invalid argument "[a-z0-9/.:-]+" for "-a, --attach" flag: valid streams are)"#,
        "$ podman pull -app\nError: unknown shorthand flag: 'p' in -pp";
    NO_REGISTRY = "no-registry", InvalidReference,
        ["missing registry or repository", "\": object required", "\": parse \"dummy://", "\\\": parse \\\"dummy://", "\\\": object required"],
        r#"(?:"<ref>": )?invalid reference: missing registry or repository|failed to resolve reference "<ref>": (?:object required|parse "dummy://)"#,
        "Error: \"app\": invalid reference: missing registry or repository";
    INVALID_QUOTED = "invalid-quoted", InvalidReference,
        ["invalid tag \"", "invalid argument \"", "parsing reference: \"", "parsing reference \"", "invalid reference format"],
        r#"(?:invalid tag|invalid argument|error parsing reference:|parsing reference|parse image (?:name|reference)|parsing image name) "(?:docker://)?<ref>"[^\n]{0,120}(?:invalid reference|not a valid|must be lowercase|invalid (?:tag|repository|digest|checksum))"#,
        r#"ERROR: invalid tag "registry.example.com//app:1": invalid reference format"#;
    UPPER_CASE = "upper-case", UpperCase,
        ["must be lowercase"],
        r"repository name (?:\(<ref>\) )?must be lowercase",
        "invalid reference format: repository name (library/MyApp) must be lowercase";
    EMPTY_VARIABLE = "empty-variable", Names,
        ["variable is not set", "defaulting to a blank string"],
        r#"(?:the )?"?<word>"? variable is not set\. defaulting to a blank string"#,
        "WARNING: The TAG variable is not set. Defaulting to a blank string.";
    SHORT_NAME = "short-name", ShortName,
        ["short-name", "short name mode is enforcing", "unqualified-search registries", "no unqualified-search"],
        r#"short-name (?:"<ref>" did not resolve|resolution enforced)|short name mode is enforcing|no unqualified-search registries are defined"#,
        "Error: short-name \"caddy\" did not resolve to an alias and no unqualified-search registries are defined in \"/etc/containers/registries.conf\"";
}
