//! What the kubelet and other orchestrators say.

use super::signals;

signals! {
    IMAGE_PULL_FAILS = "image-pull-fails", ImagePullFails,
        ["imagepullbackoff", "errimagepull", "back-off pulling image", "failed to pull image", "failed to get sandbox image", "failedcreatepodsandbox", "failed to create pod sandbox", "image pull failed for ", "anonymous pulling failed"],
        r"(?:image pull failed for |anonymous pulling failed|imagepullbackoff|errimagepull|back-off pulling image|failed to pull image(?:[^s]|$)|failed to get sandbox image|failedcreatepodsandbox)",
        "Warning  Failed  12s  kubelet  Error: ImagePullBackOff";
    SANDBOX_IMAGE = "sandbox-image", NodeIdentity,
        ["failed to get sandbox image", "failedcreatepodsandbox"],
        r"(?:failed to get sandbox image|failedcreatepodsandbox)",
        "failed to get sandbox image \"registry.example.com/pause:3.9\"";
    PULL_SECRET_MISSING = "pull-secret-missing", PullSecretMissing,
        ["image pull secrets", "failedtoretrieveimagepullsecret", "unable to retrieve pull secret", "couldn't get secret", "imagepullsecrets", "error syncing pod, skipping: secrets "],
        r#"(?:failedtoretrieveimagepullsecret|unable to retrieve some image pull secrets(?: \(<secret>\))?|unable to retrieve pull secret <secret>|error syncing pod, skipping: secrets "<secret>" not found)"#,
        "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.";
    PULL_SECRET_INVALID = "pull-secret-invalid", PullSecretInvalid,
        [".dockerconfigjson", "couldn't find key .dockerconfigjson", "dockercfg", "type: invalid value: ", "failed to decode secret"],
        r#"(?:secret "<secret>" is invalid:? )?(?:type: invalid value: "kubernetes\.io/docker|data\[\.docker(?:configjson|cfg)\]: (?:invalid value|required value)|couldn.t find key \.dockerconfigjson|unable to parse auth field, must be formatted as base64)"#,
        "Secret \"regcred\" is invalid: data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": invalid character 'e' looking for beginning of value";
    EVENT_ROW = "event-row", Names,
        ["failedtoretrieveimagepullsecret", "imagepullbackoff", "errimagepull", "back-off pulling image", "failed to pull image"],
        r"(?:^|\n)<word>[\t\x20]+\d+[smhdy][\dsmhdy]*[\t\x20(][^\n]{0,40}?(?:warning|normal)[\t\x20]+[^\n]{0,200}(?:failedtoretrieveimagepullsecret|imagepullbackoff|errimagepull|back-off pulling image|failed to pull image)",
        "acme        109s        Warning   FailedToRetrieveImagePullSecret   pod/app-7d5cb4bc84-cgkrv   Unable to retrieve";
    POD = "pod-named", Names,
        ["successfully assigned ", "pod=\"", "pull secret "],
        r#"(?:successfully assigned <word> to|\bpod="<word>"|pull secret [^\s]+ for <word> due to)"#,
        "Successfully assigned acme/app-d986d5f5-s7rqg to node-1";
    POD_IN = "pod-in", Names,
        ["error syncing pod ", "syncing pod"],
        r#"error syncing pod [0-9a-f-]+ \("[a-z0-9.-]+_<word>\("#,
        "Error syncing pod 3c8b5ed2-fc7c-47e0-95e8-30b56df50794 (\"app-7d5cb4bc84-cgkrv_acme(3c8b5ed2-fc7c-47e0-95e8-30b56df50794)\"), skipping";
    NAMES_SECRET = "names-secret", Names,
        ["imagepullsecrets"],
        r"imagepullsecrets:? (?:- )?name: <secret>",
        "imagePullSecrets:\n- name: regcred";
    IN_CLUSTER = "in-cluster", InCluster,
        ["failed to resolve image to digest", "import failed (unauthorized)", "error creating pod", "reconciler error", "reconcileid", "controllerkind", "cniversion"],
        r"(?:failed to resolve image to digest|import failed \(unauthorized\)|error creating pod|reconciler error|reconcileid|controllerkind|cniversion)",
        "Error creating pod 'app-547fdc6c66-wjz7z': illegal base64 data at input byte 0";
    IMAGE_UPDATER = "image-updater", InCluster,
        ["could not get tags from registry"],
        r"could not get tags from registry",
        "level=error msg=\"Could not get tags from registry: unauthorized: authentication required\"";
    SWARM_DIGEST = "swarm-digest", SwarmNode,
        ["could not be accessed on a registry"],
        r"image <ref> could not be accessed on a registry to record its digest",
        "image registry.example.com/acme/app:1 could not be accessed on a registry to record its digest.";
    WITH_REGISTRY_AUTH = "with-registry-auth", Names,
        ["--with-registry-auth"],
        r"--with-registry-auth",
        "$ docker stack deploy --with-registry-auth --compose-file stack.yml shop";
    CREDENTIAL_PROVIDER = "credential-provider", NodeIdentity,
        ["credential provider plugin", "registry credential provider"],
        r"(?:error execing credential provider plugin|failed getting credential from external registry credential provider)",
        "Failed getting credential from external registry credential provider: error execing credential provider plugin ecr-credential-provider";
    ECS_PULL = "ecs-pull", NodeIdentity,
        ["cannotpullcontainererror", "cannotpullecrcontainererror", "cannotpullimagemanifesterror", "resourceinitializationerror"],
        r"(?:cannotpull(?:(?:ecr)?container|imagemanifest)error|resourceinitializationerror)",
        "CannotPullContainerError: pull image manifest has been retried 1 time(s)";
    ECS_BEFORE_PULL = "ecs-before-pull", NodeIdentity,
        ["unable to pull secrets or registry auth"],
        r"unable to pull secrets or registry auth",
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed";
    SWARM_TASK = "swarm-task", SwarmNode,
        ["node/agent/taskmanager", "docker stack ps", "docker stack deploy", "docker service ", "could not be accessed on a registry to record", "unable to pin image ", "rejected "],
        r#"(?:unable to pin image <ref> to digest|rejected (?:about |less than )?(?:an? |\d+ )[a-z]+ ago +"no such image|module="?node/agent/taskmanager|docker stack (?:ps|deploy)|docker service (?:create|update|ps)|could not be accessed on a registry to record its digest)"#,
        "image registry.example.com/acme/app:1 could not be accessed on a registry to record its digest.";
    PULL_QPS = "pull-qps", TooManyRequests,
        ["pull qps exceeded"],
        r"pull qps exceeded",
        "Failed to pull image \"registry.example.com/acme/app:1\": pull QPS exceeded";
}
