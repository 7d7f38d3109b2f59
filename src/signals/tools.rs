//! Who printed the text: names and wordings of single tools. No failures.

use super::signals;

signals! {
    DOCKER = "tool-docker", Tool,
        ["error response from daemon", "docker pull", "docker push", "docker login", "docker run", "docker exec", "docker create", "docker: ", "docker manifest", "dockerd["],
        r"(?:error response from daemon|docker (?:pull|push|login|run|manifest|create|exec)\b|(?:^|\n)docker: |dockerd\[)",
        "Error response from daemon: Get \"https://registry.example.com/v2/\"";
    COMPOSE = "tool-compose", Tool,
        ["docker compose", "docker-compose", "[+] running ", "✘ ", "⠿ ", "✔ "],
        r"(?:docker[- ]compose\b|\[\+\] running \d|(?:✘|⠿|✔) (?:container |image |network )?[a-z0-9_./:-]+ (?:error|pulling|pulled|warning|interrupted|created|started)\b)",
        "$ docker compose up";
    BUILDKIT = "tool-buildkit", Tool,
        ["failed to solve", "[internal] load", "buildx", "buildkit"],
        r"(?:failed to solve|\[internal\] load|\bbuildx\b|buildkit)",
        "#3 [internal] load metadata for docker.io/library/nginx:1";
    PODMAN = "tool-podman", Tool,
        ["podman", "image not known"],
        r"(?:\bpodman\b|: image not known)",
        "$ podman pull registry.example.com/acme/app:1";
    CONTAINERS_IMAGE = "tool-containers-image", Tool,
        ["initializing source docker://", "error parsing image name", "trying to pull", "initiating layer upload", "writing blob: ", "source image rejected: ", "error: logging into ", "existing credentials are invalid", "getting username and password: ", "requesting bearer token: "],
        r#"(?:initializing source docker://|error parsing image name|trying to pull|initiating layer upload|writing blob: |source image rejected: |error: logging into "|existing credentials are invalid|getting username and password: |requesting bearer token: )"#,
        "Error: initializing source docker://registry.example.com/acme/app:1: reading manifest 1";
    BUILDAH = "tool-buildah", Tool,
        ["buildah "],
        r"\bbuildah (?:pull|push|bud|build|from|login|--)",
        "$ buildah pull registry.example.com/acme/app:1";
    SKOPEO = "tool-skopeo", Tool,
        ["skopeo ", "fata[", "level=fatal"],
        r#"(?:\bskopeo (?:copy|inspect|login|sync|list-tags|delete|--)|(?:fata\[\d+\] |level=fatal msg=")(?:error )?(?:parsing image name|initializing source))"#,
        "$ skopeo inspect docker://registry.example.com/acme/app:1";
    CRANE = "tool-crane", Tool,
        ["crane ", "error: fetching manifest "],
        r"(?:\bg?crane (?:pull|push|manifest|digest|copy|cp|ls|auth|config|export|append|index|tag|--)|error: fetching manifest <ref>)",
        "$ crane manifest registry.example.com/acme/app:1";
    KANIKO = "tool-kaniko", Tool,
        ["kaniko", "error checking push permissions", "error pushing image: failed to push to destination"],
        r"(?:/kaniko/|\bkaniko(?:\s|\[|:|$)|kaniko-project/executor[^\n]{0,200}--destination|error checking push permissions|error pushing image: failed to push to destination)",
        "+ /kaniko/executor --destination=registry.example.com/acme/app";
    JIB = "tool-jib", Tool,
        ["jib"],
        r"(?:cloud\.tools\.jib|jib-maven-plugin|\bjib\b)",
        "com.google.cloud.tools.jib.registry.RegistryUnauthorizedException: Unauthorized for registry.example.com/acme/app";
    HELM = "tool-helm", Tool,
        ["helm ", "installation failed", "helm.sh/", "could not download oci://"],
        r"(?:\bhelm (?:chart (?:push|pull|save)|push|pull|install|upgrade|registry|template|dependency)|installation failed|helm\.sh/|could not download oci://)",
        "$ helm push chart-1.tgz oci://registry.example.com/charts";
    ORAS = "tool-oras", Tool,
        ["oras ", "failed to fetch the content of "],
        r#"(?:\boras (?:pull|push|login|manifest|repo|copy|cp|discover|attach|blob|tag)|failed to fetch the content of "<ref>)"#,
        "$ oras pull registry.example.com/acme/app:1";
    NERDCTL = "tool-nerdctl", Tool,
        ["nerdctl"],
        r"\bnerdctl\b",
        "$ nerdctl pull registry.example.com/acme/app:1";
    CRICTL = "tool-crictl", Tool,
        ["crictl"],
        r"\bcrictl\b",
        "# crictl pull registry.example.com/acme/app:1";
    CTR = "tool-ctr", Tool,
        ["ctr ", "ctr: failed to "],
        r"(?:\bctr (?:-n \S+ )?(?:image|images|i|content|run) |(?:^|\n)ctr: failed to )",
        "$ ctr image pull registry.example.com/acme/app:1";
    CONTAINERD = "tool-containerd", Tool,
        ["failed to pull and unpack image", "containerd["],
        r"(?:failed to pull and unpack image|containerd\[)",
        "failed to pull and unpack image \"registry.example.com/acme/app:1\": failed to resolve reference";
    KUBELET = "tool-kubelet", Tool,
        ["kubelet", "imagepullbackoff", "errimagepull", "errimageneverpull", "failed to pull image \"", "image pull failed for ", "anonymous pulling failed"],
        r#"(?:\bkubelet\b|imagepullbackoff|errimagepull|errimageneverpull|failed to pull image "|image pull failed for |anonymous pulling failed)"#,
        "Warning  Failed  12s  kubelet  Error: ErrImagePull";
    SWARM = "tool-swarm", Tool,
        ["docker stack ", "docker service ", "node/agent/taskmanager", "docker swarm"],
        r"(?:docker (?:stack|service|swarm) |node/agent/taskmanager)",
        "$ docker stack deploy --compose-file swarm.yml stack";
    WATCHTOWER = "tool-watchtower", Tool,
        ["watchtower", "falling back to regular pull", "proceeding to next."],
        r"(?:\bwatchtower\b|could not do a head request for <ref>, falling back to regular pull|unable to update container [^\n]{0,300}proceeding to next\.)",
        "level=info msg=\"Unable to update container \\\"/app\\\": Error response from daemon: denied. Proceeding to next.\"";
    IMAGE_UPDATER = "tool-image-updater", Tool,
        ["could not get tags from registry", "scan failed: get ", "argocd-image-updater", "image-reflector-controller", "imagerepository"],
        r"(?:could not get tags from registry|scan failed: get |argocd-image-updater|image-reflector-controller|\bimagerepository\b)",
        "level=error msg=\"Could not get tags from registry: unauthorized: authentication required\" alias=app";
    FLUX = "tool-flux", Tool,
        ["chart pull error", "failed to determine artifact", "failed to determine the artifact", "ocirepository", "helmrepository", "source-controller", "toolkit.fluxcd.io", "fluxcd"],
        r"(?:chart pull error|failed to determine (?:the )?artifact (?:digest|tag)|\b(?:oci|helm)repository\b|\bsource-controller\b|toolkit\.fluxcd\.io|\bfluxcd\b)",
        "chart pull error: failed to download chart for remote reference: failed to authorize";
    TERRAFORM = "tool-terraform", Tool,
        ["docker_registry_image", "docker_image", "docker image into resource", "error pushing docker image", "fetch image version from registry"],
        r"(?:\bdocker_registry_image\b|\bdocker_image\.[a-z0-9_-]+|unable to read docker image into resource|error pushing docker image: |attempting to fetch image version from registry)",
        "Error: Unable to read Docker image into resource: unable to pull image registry.example.com/acme/app:1";
    ARGO_CD = "tool-argo-cd", Tool,
        ["generate manifest for source", "manifest generation error", "comparisonerror", "argocd"],
        r"(?:generate manifest for source \d+ of \d+|manifest generation error|comparisonerror|\bargocd (?:app|repo)\b|\bargocd-(?:repo-server|server|application-controller)\b)",
        "ComparisonError: rpc error: code = Unknown desc = Manifest generation error (cached)";
    ECS = "tool-ecs", Tool,
        ["cannotpullcontainererror", "cannotpullecrcontainererror", "cannotpullimagemanifesterror", "resourceinitializationerror", "fargate"],
        r"(?:cannotpull(?:(?:ecr)?container|imagemanifest)error|resourceinitializationerror|fargate)",
        "CannotPullContainerError: pull image manifest has been retried 1 time(s)";
    SCANNER = "tool-scanner", Tool,
        ["unable to find the specified image", "unable to inspect the image (", "image scan error", "errors occurred attempting to resolve "],
        r"(?:errors occurred attempting to resolve |unable to find the specified image .{0,300} in \[|unable to inspect the image \(|image scan error:)",
        "unable to inspect the image (registry.example.com/acme/app:1): Error: No such image";
    GITLAB_RUNNER = "tool-gitlab-runner", Tool,
        ["with specified policies", "failed to pull image with policy", "from job payload"],
        r#"(?:failed to pull image "<ref>" with specified policies|failed to pull image with policy|authenticating with credentials from job payload)"#,
        "ERROR: Job failed: failed to pull image \"registry.example.com/acme/app:1\" with specified policies [always]: Error response from daemon: denied";
    // kind pulls its node's image with docker.
    KIND = "tool-kind", Tool,
        ["failed to create cluster: failed to pull"],
        r"failed to create cluster: failed to pull image",
        "ERROR: failed to create cluster: failed to pull image \"kindest/node:v1.30.0\"";
    GITLAB_PAYLOAD = "gitlab-payload", Names,
        ["(gitlab registry)"],
        r"credentials from job payload \(gitlab registry\)",
        "Authenticating with credentials from job payload (GitLab Registry)";
    OTHER_PROGRAM = "other-program", OtherProgram,
        ["commandexception: ", "resumableuploadabortexception", "npm warn", "yarn install", "yarn error", "err_pnpm_", "could not install packages", "pip install ", "[error] failed to execute goal", "could not transfer artifact", "could not resolve all ", "could not read from remote repository", "git clone ", "git push ", "git pull ", "git fetch ", "remote: ", "terraform ", "error applying plan", "with aws_", "nuget.config", "nu1301", "gem install ", "composer ", "memcache.go:", "/api?timeout=", "/apis/"],
        r"(?:(?:^|\n)(?:commandexception|resumableuploadabortexception): |(?:^|\n)[^\n]{0,40}(?:npm warn|err_pnpm_|yarn (?:install|error)|error: could not install packages|pip install )|\[error\] failed to execute goal|could not transfer artifact|could not resolve all (?:files|dependencies|artifacts)|could not read from remote repository|\bgit (?:clone|push|pull|fetch) |(?:^|\n)remote: |\bterraform (?:apply|plan|init|does)|error applying plan|with aws_[a-z_]+\.|nuget\.config|nu1301|\bgem install |composer (?:install|update|require)|memcache\.go:\d+\] |https?://[^\s/]+:\d+/(?:api\?timeout=|apis/))",
        "npm WARN registry Unexpected warning for https://npm.registry.example.com/";
    // All that follows in the line is its own.
    OTHER_LINE = "other-line", OtherProgram,
        ["remote: http basic", "remote: invalid ", "remote: permission ", "remote: unauthorized", "remote: access denied", "remote: repository not found", "repository not found: http", "npm err!", "npm error", "fatal: unable to access", "fatal: authentication failed", "failed to push some refs"],
        r"\b(?:remote: (?:http basic|invalid |permission |unauthorized|access denied|repository not found)|npm (?:err!|error)|fatal: (?:unable to access|authentication failed)|failed to push some refs|repository not found: https?://)[^\n]{0,500}",
        "remote: HTTP Basic: Access denied";
    APP_SERVICE = "tool-app-service", Tool,
        ["error - dockerapiexception", "pulling image from docker hub", "image pull failed: verify docker"],
        r"(?:error - dockerapiexception: docker api responded|error - image pull failed: verify docker|pulling image from docker hub: <ref>)",
        "ERROR - DockerApiException: Docker API responded with status code=InternalServerError";
    CI_BEFORE_STEPS = "ci-before-steps", InCi,
        ["pull down action image", "starting job container", "service container"],
        r"(?:pull down action image|starting job container|##\[group\]starting [a-z0-9_-]+ service container)",
        "##[group]Pull down action image 'ghcr.io/acme/action:1'";
    CI_STEP = "ci-step", InCi,
        ["##[group]run "],
        r"##\[group\]run (?:docker|podman|buildah|skopeo|helm|oras|crane)\b",
        "##[group]Run docker push registry.example.com/acme/app:1";
}
