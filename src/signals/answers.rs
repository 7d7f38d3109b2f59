//! What registries and their token services answer, in their own words.

use super::signals;

signals! {
    // Docker Hub.
    HUB_TOKEN_REQUIRED = "hub-token-required", TokenRequired,
        ["use personal access token to login", "personal access token"],
        r"(?:please use personal access token to login(?: when sso is enforced)?|must log in with a personal access token)",
        "unauthorized: please use personal access token to login";
    HUB_TOKEN_EXPIRED = "hub-token-expired", TokenExpired,
        ["token is expired", "token has expired", "token expired"],
        r"(?:(?:personal|org|organization) access token (?:is |has )?expired|(?:unauthorized|denied): [^\n]{0,20}(?:access|refresh|id|identity|bearer|auth) token (?:is |has )?expired)",
        "unauthorized: personal access token is expired";
    EXPIRED_WORDS = "expired-words", TokenExpired,
        ["token is expired", "token has expired", "token expired", "token failed verification", "jwt expired", "jwt is expired", "aadsts7000222"],
        r"(?:(?:access|refresh|id|identity|bearer|auth) token (?:is |has )?expired|(?:unauthorized|denied): (?:the )?(?:token (?:is |has )expired|jwt (?:is )?expired)|token failed verification: expired|aadsts7000222)",
        "unauthorized: token has expired";
    HUB_TOKEN_SCOPES = "hub-token-scopes", ScopeMissing,
        ["insufficient scopes"],
        r"access token has insufficient scopes",
        "401 Unauthorized: access token has insufficient scopes";
    HUB_IMAGE_ACCESS = "hub-image-access", AccountBlocked,
        ["image access restricted", "blocked for organization"],
        r"(?:image access restricted|blocked for organization)(?:: <repo>)?",
        "denied: image access restricted: acme/app blocked for organization acme";
    ACCOUNT_SUSPENDED = "account-suspended", AccountBlocked,
        ["account is suspended", "account has been", "account is d", "account is blocked", "account is locked", "account is not active", "has been disabled. please contact", "repository has been disabled", "requires billing to be enabled", "not have billing enabled", "billing account for the owning project is disabled", "402 payment required"],
        r"(?:^|: |\n|your |the |this )account (?:is|has been) (?:suspended|deactivated|disabled|blocked|locked|not active)|namespace [^\n]{1,80} has been disabled\. please contact|repository has been disabled|requires billing to be enabled|not have billing enabled|billing account for the owning project is disabled|402 payment required",
        "denied: account is suspended";
    EMAIL_UNVERIFIED = "email-unverified", AccountBlocked,
        ["email must be verified", "email address must be verified", "has not been verified", "is not verified", "verify your email"],
        r"(?:email (?:address )?(?:must be|has not been|is not) verified|verify your email)",
        "denied: your email address must be verified before you can push";
    SIGN_IN_ENFORCED = "sign-in-enforced", AccountBlocked,
        ["getting credential helper update: you must be a member", "enforced sign-in is enabled", "sign-in enforcement", "sign in enforcement", "sign-in enforced", "must be signed in to docker desktop", "must sign in to docker desktop"],
        r"(?:getting credential helper update: you must be a member|enforced sign-in is enabled|sign[- ]in enforce(?:ment|d)|must (?:be signed|sign) in to docker desktop)",
        "Sign-in enforcement is enabled by your administrator: you must sign in to Docker Desktop";
    NGC_LICENCE = "ngc-licence", AccountBlocked,
        ["please accept license", "accept the license", "accept license agreement"],
        r"please accept (?:the )?license",
        "denied: Please accept license on the browser to be able to download";
    HARBOR_VULNERABLE = "harbor-vulnerable", AccountBlocked,
        ["cannot be pulled due to configured policy", "prevent images with vulnerability"],
        r"(?:cannot be pulled due to configured policy|prevent images with vulnerability)",
        "current image with 5 vulnerabilities cannot be pulled due to configured policy";
    HUB_GEO = "hub-geo", NetworkDenied,
        ["export control regulations"],
        r"export control regulations",
        "Since Docker is a US company, we must comply with US export control regulations.";
    PRIVATE_LIMIT = "private-limit", PlanLimit,
        ["private repositor", "private repo limit", "no more private repositor"],
        r"(?:-\d+ private repositories available|private repositor(?:y|ies) limit|(?:exceeded|reached)[^\n]{0,40} private repositor(?:y|ies)|private repositor(?:y|ies) (?:quota|exceeded)|no more private repositories|private repo limit)",
        "denied: You have reached your private repository limit";
    // GitHub.
    GITHUB_SCOPES = "github-scopes", ScopeMissing,
        ["does not match expected scopes", "installation not allowed to ", "appropriate scopes configured", "read:packages", "write:packages"],
        r"(?:token provided does not match expected scopes|installation not allowed to <word>(?: organization)? package|does not have (?:the )?(?:read|write):packages)",
        "denied: permission_denied: The token provided does not match expected scopes.";
    GITHUB_DENIED = "github-denied", PermissionMissing,
        ["write_package", "read_package", "create_package", "requested installation does not exist"],
        r"permission_denied: (?:<word>_package|the requested installation does not exist)",
        "denied: permission_denied: write_package";
    GITHUB_OWNER = "github-owner", NamespaceUnknown,
        ["owner not found"],
        r"denied: not_found: owner not found",
        "denied: not_found: owner not found";
    GITHUB_TOKEN_REFUSED = "github-token-refused", BadCredential,
        ["cannot be authenticated with the token", "could not be authenticated by the github"],
        r"(?:user cannot be authenticated with the token provided|request could not be authenticated by the github packages service)",
        "unauthorized: unauthenticated: User cannot be authenticated with the token provided.";
    GITHUB_SSO = "github-sso", SsoRequired,
        ["organization saml"],
        r"protected by organization saml",
        "denied: Resource protected by organization SAML enforcement.";
    GITHUB_SSO_GIT = "github-sso-git", SsoRequired,
        ["saml sso", "saml enforcement", "enforced saml"],
        r"(?:enabled or enforced saml|saml (?:sso|enforcement))",
        "The `acme' organization has enabled or enforced SAML SSO. To access it, you must re-authorize the token.";
    GITHUB_IP = "github-ip", NetworkDenied,
        ["ip allow list enabled"],
        r"ip allow list enabled, and [^\n]{0,60}not permitted",
        "denied: the acme organization has an IP allow list enabled, and your IP address is not permitted to access this resource.";
    GITHUB_AUTHZ_DOWN = "github-authz-down", ServerError,
        ["authzd server", "twirp error"],
        r"(?:unable to connect to authzd server|twirp error)",
        "DENIED: permission_denied: unable to connect to authzd server: twirp error bad_route";
    // GitLab.
    GITLAB_BASIC = "gitlab-basic", BadCredential,
        ["http basic: access denied"],
        r"http basic: access denied",
        "denied: HTTP Basic: Access denied";
    GITLAB_2FA = "gitlab-2fa", TokenRequired,
        ["account has 2fa enabled", "must use a personal access token"],
        r"(?:account has 2fa enabled|must use a personal access token)",
        "HTTP Basic: Access denied. The provided password or token is incorrect or your account has 2FA enabled and you must use a personal access token instead of a password.";
    GITLAB_FORBIDDEN = "gitlab-forbidden", Denied,
        ["denied: access forbidden"],
        r"denied: access forbidden",
        "denied: access forbidden";
    // Amazon.
    ECR_EXPIRED = "ecr-expired", TokenExpired,
        ["authorization token has expired"],
        r"your authorization token has expired",
        "denied: Your authorization token has expired. Reauthenticate and try again.";
    AWS_NOT_AUTHORIZED = "aws-not-authorized", PermissionMissing,
        ["not authorized to perform: ecr", "not authorized to perform ecr", "not authorized to perform: (ecr", "not authorized to perform: sts:getservicebearertoken", "not authorized to perform: secretsmanager:", "not authorized to perform: ssm:getparameters", "does not grant ecr:", "invalid access role in authenticationconfig"],
        r"(?:(?:<user> is )?not authorized to perform:? \(?<url>|does not grant ecr:|invalid access role in authenticationconfig)",
        "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecr:InitiateLayerUpload on resource: app";
    LAMBDA_ECR = "lambda-ecr", PermissionMissing,
        ["does not have permission to access the ecr", "does not have permission to access the specified image", "same account as the caller"],
        r"(?:lambda does not have permission to access the ecr image|function does not have permission to access the specified image|image repository must be in the same account as the caller)",
        "Lambda does not have permission to access the ECR image. Check the ECR permissions.";
    AWS_ENDPOINT_POLICY = "aws-endpoint-policy", NetworkDenied,
        ["vpc endpoint policy"],
        r"(?:no vpc endpoint policy allows|explicit deny in a vpc endpoint policy)",
        "is not authorized to perform: ecr:BatchGetImage on resource: app because no VPC endpoint policy allows the ecr:BatchGetImage action";
    ECR_NO_REPOSITORY = "ecr-no-repository", RepositoryUnknown,
        ["does not exist in the registry with id"],
        r#"repository with name "<repo>" does not exist in the registry with id "?<word>"#,
        "name unknown: The repository with name 'app' does not exist in the registry with id '123456789012'";
    ECR_FULL = "ecr-full", Quota,
        ["maximum allowed number of images"],
        r"already has the maximum allowed number of images",
        "The repository with name 'app' in registry with id '123456789012' already has the maximum allowed number of images which is '20000'";
    TAG_IMMUTABLE = "tag-immutable", TagImmutable,
        ["is immutable", "tag invalid:", "repository is immutable", "immutable tag", "cannot be overwritten", "configured as immutable", "can't be overwritten", "tag immutability"],
        r#"(?:because the (?:tag|repository) is immutable|tag invalid: the image tag "<tag>" already exists|image tag [^\n]{0,200}(?:cannot|can't) be overwritten|tag[^\n]{0,80} already exists[^\n]{0,120}(?:cannot|can't) be overwritten|immutable tag|configured as immutable|\btag (?:"?<tag>"? )?is immutable|enabled tag immutability)"#,
        "tag invalid: The image tag '1' already exists in the 'app' repository and cannot be overwritten because the repository is immutable.";
    ACR_LOCKED = "acr-locked", TagImmutable,
        ["operation is disallowed on this registry"],
        r"operation is disallowed on this registry, repository or image",
        "denied: The operation is disallowed on this registry, repository or image. View troubleshooting steps at https://aka.ms/acr/faq/#why-does-my-pull-or-push-request-fail-with-disallowed-operation";
    NEXUS_REDEPLOY = "nexus-redeploy", TagImmutable,
        ["does not allow updating assets"],
        r"does not allow updating assets",
        "Repository does not allow updating assets: docker-releases";
    // Google.
    GOOGLE_PERMISSION = "google-permission", PermissionMissing,
        ["permission \"artifactregistry", "permission 'artifactregistry", "permission \\\"artifactregistry", "permission \"storage.", "does not have storage.", "permission denied for ", "token exchange failed for project"],
        r#"(?:permission "<word>" denied on resource(?: "<path>")?|does not have storage\.[a-z.]+ access|permission denied for "<tag>" from request|token exchange failed for project [^\n]{1,80}\. (?:caller does not have|access denied|permission))"#,
        "denied: Permission \"artifactregistry.repositories.downloadArtifacts\" denied on resource \"projects/acme/locations/europe-west1/repositories/app\" (or it may not exist)";
    GOOGLE_ANONYMOUS = "google-anonymous", Anonymous,
        ["unauthenticated request", "anonymous caller does not have", "anonymous users are only", "may not login yet", "unauthenticated: unauthenticated"],
        r#"(?:unauthenticated requests? do(?:es)? not have permission(?: "<word>" on resource(?: "<path>")?)?|denied: unauthenticated request\b|anonymous caller does not have|anonymous users are only allowed|you may not login yet)"#,
        "denied: Unauthenticated request. Unauthenticated requests do not have permission \"artifactregistry.repositories.downloadArtifacts\"";
    GOOGLE_INVALID = "google-invalid", Unauthorized,
        ["you may have invalid credentials", "caller does not have permission"],
        r"you may have invalid credentials",
        "unauthorized: You don't have the needed permissions to perform this operation, and you may have invalid credentials.";
    GOOGLE_NO_REPOSITORY = "google-no-repository", RepositoryUnknown,
        ["name unknown: repository \"", "name unknown: repository '"],
        r#"name unknown: repository "<repo>" not found"#,
        "name unknown: Repository \"app\" not found";
    CREATE_ON_PUSH = "create-on-push", RepositoryUnknown,
        ["creating on push requires", "createonpush"],
        r"(?:creating on push requires|artifactregistry\.repositories\.createonpush)",
        "denied: gcr.io repo does not exist. Creating on push requires the artifactregistry.repositories.createOnPush permission";
    GOOGLE_API_OFF = "google-api-off", RepositoryUnknown,
        ["registry api has not been used in project", "to enable the google container registry api"],
        r"(?:registry api has not been used in project|to enable the google container registry api)",
        "denied: Artifact Registry API has not been used in project 123456789012 before or it is disabled.";
    GOOGLE_POLICY = "google-policy", NetworkDenied,
        ["prohibited by organization", "vpcservicecontrols"],
        r"(?:request is prohibited by organization.s policy|vpcservicecontrolsuniqueidentifier)",
        "denied: Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier: abc";
    GOOGLE_FETCH = "google-fetch", ManifestUnknown,
        ["failed to fetch \""],
        r#"failed to fetch "<tag>" from request"#,
        "manifest unknown: Failed to fetch \"2.5.2\" from request \"/v2/acme/app/manifests/2.5.2\".";
    BLOBS_FORBIDDEN = "blobs-forbidden", Forbidden,
        ["download failed after attempts", "image configuration: forbidden", ": 403 forbidden"],
        r"(?:(?:download failed after attempts=\d+|error pulling image configuration): forbidden|https?://(?:production\.cloudflare\.docker\.com|[a-z0-9.-]+\.(?:r2\.cloudflarestorage|cloudfront)\.(?:com|net))/[^\s]+: 403 forbidden)",
        "error pulling image configuration: download failed after attempts=6: Forbidden";
    // Azure.
    ACR_FIREWALL = "acr-firewall", NetworkDenied,
        ["is not allowed access", "aka.ms/acr/firewall", "public network access", "public access"],
        r#"(?:client with ip "?<url>"? is not allowed access|aka\.ms/acr/firewall|public (?:network )?access [^\n]{0,20}is disabled)"#,
        "denied: client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.";
    ACR_INVALID_CLIENT = "acr-invalid-client", BadCredential,
        ["invalid clientid or client secret"],
        r"invalid clientid or client secret",
        "[{\"code\":\"UNAUTHORIZED\",\"message\":\"Invalid clientid or client secret.\"}]";
    // Quay, Red Hat, Harbor, Artifactory, others.
    QUAY_NOT_AUTHORIZED = "quay-not-authorized", Denied,
        ["access to the requested resource is not authorized"],
        r"access to the requested resource is not authorized",
        "unauthorized: access to the requested resource is not authorized";
    REDHAT_LOGIN = "redhat-login", Unauthorized,
        ["login to the red hat registry"],
        r"please login to the red hat registry",
        "unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials.";
    HARBOR_UNAUTHORIZED = "harbor-unauthorized", PermissionMissing,
        ["unauthorized to access repository"],
        r"unauthorized to access repository: <repo>, action: <actions>",
        "unauthorized: unauthorized to access repository: acme/app, action: push: unauthorized to access repository: acme/app, action: push";
    HARBOR_NO_PROJECT = "harbor-no-project", RepositoryUnknown,
        ["project not found", "project "],
        r"project(?: name)? <repo> (?:not found|does not exist)",
        "NOT_FOUND: project acme not found";
    ARTIFACTORY_DEPLOY = "artifactory-deploy", PermissionMissing,
        ["is not permitted to deploy", "not enough permissions to", "is unauthorized to upload to"],
        r#"(?:"?<user>"? is not permitted to deploy|user is unauthorized to upload to|not enough permissions to (?:delete|overwrite|delete/overwrite|deploy))"#,
        "The user: 'ci' is not permitted to deploy 'acme/app/1/manifest.json' on 'docker-local:acme/app/1/manifest.json'.";
    ARTIFACTORY_SAYS = "artifactory-says", Names,
        ["artifactory response: "],
        r"artifactory response: ",
        "[Error] error while getting docker repository name. Artifactory response: 403 Forbidden";
    HARBOR_NO_ARTIFACT = "harbor-no-artifact", ManifestUnknown,
        ["artifact "],
        r"artifact <repo>[:@]<tag> not found",
        "NOT_FOUND: artifact acme/app:2 not found";
    HARBOR_NO_REPOSITORY = "harbor-no-repository", RepositoryUnknown,
        [": repository "],
        r"(?:unknown|not_found|notfound): repository <repo> not found",
        "Error response from daemon: unknown: repository acme/app not found";
    GITEA_SCOPE = "gitea-scope", ScopeMissing,
        ["reqpackageaccess"],
        r"reqpackageaccess",
        "unauthorized: reqPackageAccess";
    SWR_DENIED = "swr-denied", PermissionMissing,
        ["you do not have the permission", "authenticate error"],
        r"you do not have the permission",
        "unauthorized: {\"errors\":[{\"code\":\"DENIED\",\"message\":\"you do not have the permission\"}]}";
    SWR_AUTHENTICATE = "swr-authenticate", BadCredential,
        ["authenticate error"],
        r"authenticate error",
        "[401][{\"errors\":[{\"code\":\"DENIED\",\"message\":\"Authenticate Error\"}]}]";
    PLAN_REPOSITORIES = "plan-repositories", Quota,
        ["repositories, limit is"],
        r"registry contains \d+ repositories, limit is \d+",
        "denied: registry contains 1 repositories, limit is 1";
    HARBOR_QUOTA = "harbor-quota", Quota,
        ["storage resource"],
        r"adding [^\n]{0,40}storage resource[^\n]{0,160}(?:exceed|upper limit)",
        "denied: adding 10.0 MiB of storage resource, which when updated to current usage of 1.0 GiB will exceed the configured upper limit of 1.0 GiB.";
    QUOTA = "quota", Quota,
        ["quota", "storage limit"],
        r"(?:(?:storage|project|namespace|registry|repository|account)(?: storage)? quota[^\n]{0,40}(?:exceeded|reached|full)|quota has been exceeded on namespace|(?:^|: |\n)quota[ _]exceeded\b|denied: [^\n]{0,80}quota[^\n]{0,20}exceeded|storage usage is over quota|accountsizeoverquota|exceed\w*[^\n]{0,40}(?:storage|registry|pull traffic) (?:quota|limit)|storage limit (?:has been |is )?(?:reached|exceeded))",
        "denied: Quota has been exceeded on namespace";
    GOOGLE_RATE = "google-rate", TooManyRequests,
        ["quota exceeded for quota metric"],
        r"quota exceeded for quota metric",
        "denied: Quota exceeded for quota metric 'Requests per project per region' and limit 'Requests per minute'";
    AZURE_ACTION = "azure-action", PermissionMissing,
        ["does not have authorization to perform action"],
        r#"does not have authorization to perform action "?microsoft\.containerregistry/<url>"#,
        "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.ContainerRegistry/registries/pull/read' over scope";
    AZURE_NO_REGISTRY = "azure-no-registry", Names,
        ["microsoft.containerregistry/registries", "could not be found in subscription"],
        r#"(?:the resource with name "<word>" and type "microsoft\.containerregistry/registries" could not be found|the registry "<word>" could not be found in subscription)"#,
        "The resource with name 'acme' and type 'Microsoft.ContainerRegistry/registries' could not be found in subscription 'dev'.";
    AZURE_DENIED = "azure-denied", Denied,
        ["access to registry "],
        r#"access to registry "<host>" was denied"#,
        "Unable to get AAD authorization tokens with message: Access to registry 'acme.azurecr.io' was denied. Response code: 401.";
    ORACLE_ACTION = "oracle-action", PermissionMissing,
        ["userid(ocid1."],
        r"user userid\(ocid1\.[^\n]{1,200}\) cannot <word> on resource <repo>",
        "denied: User UserId(ocid1.user.oc1..aaaa) cannot UploadDockerLayer on resource acme/app";
    DIGITALOCEAN_SCOPE = "digitalocean-scope", ScopeMissing,
        ["access for the attempted action"],
        r"you do not have access for the attempted action",
        "403 (request \"34fe\") you do not have access for the attempted action";
    CLOUD_RUN_READ = "cloud-run-read", PermissionMissing,
        ["must have permission to read the image"],
        r"service agent [^\n]{1,120} must have permission to read the image",
        "Google Cloud Run Service Agent service-1@serverless-robot-prod.iam.gserviceaccount.com must have permission to read the image, gcr.io/acme/app:1.";
    NOT_ACCESSIBLE = "not-accessible", PullAccessDenied,
        ["is not accessible. please check the image", "verify docker image configuration and credentials", "please make sure the image and/or repository exist"],
        r#"(?:the image "<ref>" in container group "[^\n]{1,80}" is not accessible\. please check the image|verify docker image configuration and credentials|failed to scan image "<ref>"\. please make sure the image and/or repository exist)"#,
        "The image 'registry.example.com/acme/app:1' in container group 'app' is not accessible. Please check the image and registry credential.";
    QUAY_APP = "quay-app", PermissionMissing,
        ["unauthorized access for: "],
        r"unauthorized access for: <repo>",
        "Quay.io answered: 'forbidden' (Unauthorized access for: acme/app)";
    PERMISSION_WORDS = "permission-words", PermissionMissing,
        ["permission", "not permitted", "privilege", "unauthorized: not allowed", "you are not authorized to access the specified resource"],
        r"(?:denied|forbidden|unauthorized): (?:[^\n:]{1,60} )?(?:not permitted|(?:does not|do not|doesn't|don't) have (?:the )?(?:necessary )?(?:permissions?|privileges?)|(?:insufficient|missing|not enough) (?:permissions?|privileges?))|unauthorized: not allowed\b|you are not authorized to access the specified resource",
        "denied: the user does not have permission to push to acme/app";
    SCOPE_WORDS = "scope-words", ScopeMissing,
        ["insufficient scope", "insufficient token scope"],
        r"(?:denied|forbidden|unauthorized): (?:[^\n:]{1,60} )?insufficient (?:token )?scopes?\b",
        "unauthorized: the token has insufficient scope";
    ADDRESS_REFUSED = "address-refused", NetworkDenied,
        ["not whitelisted", "not in the whitelist", "not in whitelist", "is not allowed to access", "ip is not allowed", "ip not allowed", "ip address is not allowed", "ip restriction", "ip address is blocked", "not in the allow list", "not in the allowlist"],
        r#"\b(?:client |source |your )?ip(?: address)?(?: "?<url>"?)? (?:(?:is )?not (?:allowed|whitelisted|in (?:the )?(?:whitelist|allow ?list))|is blocked|restrictions?)"#,
        "denied: client ip 203.0.113.7 is not in the whitelist";
    // The registry's own error codes (OCI distribution specification).
    ERROR_CODE = "error-code", ErrorCode,
        ["denied: ", "denied\""],
        r#"(?:(?:^|\n|: |" ?)denied: |"code" ?: ?"denied")"#,
        "Error response from daemon: denied: account is suspended";
    // Not the whole of ManifestUnknown: a text may end in the word manifest.
    MANIFEST_UNKNOWN = "manifest-unknown", ManifestUnknown,
        ["manifest unknown", "manifest_unknown", "estunknown"],
        r"manifest[ _]?unknown",
        "manifest for registry.example.com/acme/app:9 not found: manifest unknown: manifest unknown";
    MANIFEST_NOT_FOUND = "manifest-not-found", ManifestUnknown,
        ["manifest for ", "not found", "tag ", "any tags in provided repository", "revive via time machine", "no manifest found for "],
        r#"(?:registry responded to head request with "404 not found|manifest for <ref> not found|no manifest found for <ref>|unable to locate any tags in provided repository: oci://<ref>|chart "[^\s]+" (?:version "[^\s]+" )?not found in oci://<ref>|manifest tagged by "<tag>" is not found|\(tag <tag> not found in repository <ref>\)|tag <tag> does not exist|was deleted or has expired\. to pull, revive via time machine)"#,
        "Error response from daemon: manifest for nginx:nonexistent not found";
    // docker manifest says so of a request that was refused, too.
    NO_SUCH_MANIFEST = "no-such-manifest", ManifestUnknown,
        ["no such manifest: "],
        r"no such manifest: <ref>",
        "no such manifest: registry.example.com/acme/app:9";
    REFERENCE_NOT_FOUND = "reference-not-found", ImageNotFound,
        [": not found", " not found", "daemon: unknown: not found", "source image "],
        r#"(?:[a-z0-9.*/_-]+:[a-z0-9._*-]+: not found\b|image "<ref>" not found|source image <ref> does not exist|daemon: unknown: not found\b|failed to resolve ref [^\n]{1,300}: not found)"#,
        "failed to resolve reference \"docker.io/acme/app:9\": docker.io/acme/app:9: not found";
    STATUS_404 = "status-404", ImageNotFound,
        ["404"],
        r"(?:404 \(?not found\)?|(?:status|code|http)(?: code)?(?:[:=]| of)? ?\(?404\b)",
        "unexpected status from HEAD request to https://registry.example.com/v2/acme/app/manifests/1: 404 Not Found";
    NAME_UNKNOWN = "name-unknown", RepositoryUnknown,
        ["name unknown", "name_unknown", "repository not found", "repository name not known", ": unknown: not found"],
        r"(?:name[ _]unknown|repository name not known to registry|repository not found|docker://<ref>: unknown: not found)",
        "NAME_UNKNOWN: repository name not known to registry";
    IMAGE_NOT_FOUND_OLD = "image-not-found-old", ImageNotFound,
        ["error: image "],
        r"error: image <ref> not found",
        "(Error: image acme/app:latest not found)";
    NO_PLATFORM = "no-platform", NoPlatform,
        ["no matching manifest for", "no match for platform", "no match for current platform", "no image found in manifest list", "no image found in image index", "does not match the specified platform", "does not provide the specified platform", "-based image is incompatible with", "does not match the host operating system", "no child with platform", "descriptor matching platform", "cannot be used on this platform"],
        r#"(?:descriptor matching platform "<word>|no matching manifest for (?:<word>)|no match for (?:current )?platform(?: <word>)? in manifest|no image found in (?:manifest list|image index)|image operating system "<word>" cannot be used on this platform|does not (?:match|provide) the specified platform|a windows version [0-9.]+-based image is incompatible with|container operating system does not match the host operating system|no child with platform)"#,
        "no matching manifest for linux/arm64/v8 in the manifest list entries";
    OTHER_PLATFORM = "other-platform", Names,
        ["does not match the detected host platform", "does not match the expected platform"],
        r"does not match the (?:detected host|expected) platform",
        "WARNING: The requested image's platform (linux/amd64) does not match the detected host platform (linux/arm64/v8)";
    EXEC_FORMAT = "exec-format", Names,
        ["exec format error"],
        r"exec format error",
        "exec /usr/bin/app: exec format error";
    READ_ONLY = "read-only", ReadOnly,
        ["operation is unsupported", "read-only", "read only", "proxy project", "deploying to groups is a"],
        r"(?:the operation is unsupported|(?:registry|system) is (?:currently )?(?:in )?(?:a )?read[- ]only|registry[^\n]{0,40} read[- ]only mode|can ?not push (?:artifact|image)s? to (?:a |the )?proxy project|proxy project [^\n]{0,40}not (?:allowed|supported)|deploying to groups is a pro-licensed feature)",
        "unsupported: The operation is unsupported.";
    STATUS_405 = "status-405", ReadOnly,
        ["405"],
        r"(?:405 \(?method not allowed|unexpected 405 response status|(?:status|code|http)(?: code)?(?:[:=]| of)? ?\(?405\b|response\.status=405)",
        "unexpected status from POST request to https://mirror.example.com/v2/acme/app/blobs/uploads/: 405 Method Not Allowed";
    BLOB_UNKNOWN = "blob-unknown", ManifestRejected,
        ["blob unknown to registry", "blob_unknown"],
        r"(?:blob unknown to registry|blob_unknown)",
        "unknown: blob unknown to registry - sha256:63ad";
    MANIFEST_INVALID = "manifest-invalid", ManifestRejected,
        ["media type for the source image ", "invalid parameter at 'imagemanifest'", "manifest invalid", "manifest_invalid", "failed commit on ref \"manifest", "failed commit on ref \\\"manifest", "failed commit on ref \"index", "unsupported media type", "unsupported mediatype"],
        r#"(?:media type for the source image <ref> is not supported|invalid parameter at "imagemanifest"|manifest[ _]invalid|failed commit on ref "(?:manifest|index)[^\n]{0,120}(?:400 bad request|415|unsupported)|415 unsupported media type)"#,
        "PUT https://registry.example.com/v2/acme/app/manifests/1: MANIFEST_INVALID: manifest invalid";
    HARBOR_UNSIGNED = "harbor-unsigned", TrustMissing,
        ["is not signed in notary", "is not signed by cosign", "412 precondition failed"],
        r"(?:image is not signed (?:in notary|by cosign|in cosign)|412 precondition failed)",
        "denied: The image is not signed in Notary.";
    NO_POLICY = "no-policy", TrustMissing,
        ["policy.json"],
        r#"(?:no policy\.json file found|open [^\s]*/policy\.json"?(?::|\s*$))"#,
        "Error: open /etc/containers/policy.json: no such file or directory";
    TRUST_MISSING = "trust-missing", TrustMissing,
        ["trust data", "error contacting notary server", "source image rejected", "no signature exists", "signature verification", "no matching signatures", "no signatures found", "image policy", "no valid signing keys for delegation roles", "during validation: rpc error: code = 5"],
        r"(?:remote trust data does not exist|no (?:valid )?trust data for|error contacting notary server|does not have trust data for|source image rejected|a signature was required, but no signature exists|trust data (?:is )?(?:missing|unavailable)|(?:image|manifest)[^\n]{0,60} signature verification failed|signature verification failed for|no matching signatures|image[^\n]{0,160}: no signatures found|image policy .{0,40}rejected|no valid signing keys for delegation roles|during validation: rpc error: code = 5 desc = key [0-9a-f]{8,64} not found)",
        "Error: remote trust data does not exist for docker.io/acme/app: notary.docker.io does not have trust data for docker.io/acme/app.";
    SCHEMA_1 = "schema-1", Retired,
        ["schema 1", "manifest.v1+prettyjws", "docker image format v1", "docker v2s1 manifest"],
        r"(?:schema 1 support (?:is|has been)|manifest\.v1\+prettyjws|docker image format v1|docker v2s1 manifest)",
        "[DEPRECATION NOTICE] Docker Image Format v1 and Docker Image manifest version 2, schema 1 support is disabled by default";
    RETIRED = "retired", Retired,
        ["has been shut down", "container registry is deprecated", "is deprecated and", "no longer supported", "has been sunset", "has been decommissioned", "consumer "],
        r#"(?:container registry (?:has been shut down|is deprecated)|registry (?:has been|is) (?:sunset|decommissioned|shut down)|consumer "project[s/:]+[^"\s]{1,80}" (?:is invalid|has been (?:suspended|deleted)))"#,
        "Container Registry is deprecated and has been shut down";
}
