//! The examples of the start page: errors as the tools print them, with fake
//! names. Each is found at `#example=<name>`, to which `www/index.html` leads.

/// An example fills all three boxes.
#[derive(Debug)]
pub struct Example {
    /// Its name in the address.
    pub name: &'static str,
    /// The error message.
    pub error: &'static str,
    /// The image reference; empty where the error names it.
    pub image: &'static str,
    /// The config, redacted as it would be when pasted.
    pub config: &'static str,
}

/// The example of that name.
pub fn named(name: &str) -> Option<&'static Example> {
    EXAMPLES.iter().find(|example| example.name == name)
}

/// All of them, the commonest first.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "logged-in-elsewhere",
        error: "\
$ docker pull ghcr.io/acme/app:1
Error response from daemon: Head \"https://ghcr.io/v2/acme/app/manifests/1\": unauthorized: authentication required",
        image: "ghcr.io/acme/app:1",
        config: r#"{
  "auths": {
    "https://index.docker.io/v1/": {
      "auth": "xxxx"
    }
  }
}"#,
    },
    Example {
        name: "ecr-expired",
        error: "\
The push refers to repository [123456789012.dkr.ecr.eu-west-1.amazonaws.com/app]
5f70bf18a086: Preparing
denied: Your authorization token has expired. Reauthenticate and try again.",
        image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1",
        config: r#"{
  "auths": {
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com": {
      "auth": "xxxx"
    }
  }
}"#,
    },
    Example {
        name: "push-denied",
        error: "\
The push refers to repository [docker.io/library/myapp]
8d3ac3489996: Preparing
denied: requested access to the resource is denied",
        image: "myapp:latest",
        config: r#"{
  "auths": {
    "https://index.docker.io/v1/": {
      "auth": "xxxx"
    }
  }
}"#,
    },
    Example {
        name: "image-pull-backoff",
        error: "\
Events:
  Type     Reason     Age                From               Message
  ----     ------     ----               ----               -------
  Normal   Scheduled  94s                default-scheduler  Successfully assigned default/app-6c5b8d7f9-x2x4q to node-1
  Normal   Pulling    40s (x3 over 93s)  kubelet            Pulling image \"registry.example.com/acme/app:1\"
  Warning  Failed     39s (x3 over 92s)  kubelet            Failed to pull image \"registry.example.com/acme/app:1\": failed to pull and unpack image \"registry.example.com/acme/app:1\": failed to resolve reference \"registry.example.com/acme/app:1\": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.com/token?scope=repository%3Aacme%2Fapp%3Apull&service=registry.example.com: 401 Unauthorized
  Warning  Failed     39s (x3 over 92s)  kubelet            Error: ErrImagePull
  Warning  Failed     11s (x4 over 91s)  kubelet            Error: ImagePullBackOff",
        image: "",
        config: "",
    },
    Example {
        name: "unknown-authority",
        error: "\
Error response from daemon: Get \"https://registry.example.com:5000/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
        image: "registry.example.com:5000/app",
        config: "",
    },
    Example {
        name: "helper-missing",
        error: "\
#3 [internal] load metadata for docker.io/library/nginx:latest
#3 ERROR: error getting credentials - err: exec: \"docker-credential-desktop\": executable file not found in $PATH, out: ``",
        image: "nginx",
        config: "{\n  \"credsStore\": \"desktop\"\n}",
    },
    Example {
        name: "upper-case",
        error: "\
$ docker build -t MyApp:1 .
ERROR: failed to build: invalid tag \"MyApp:1\": invalid reference format: repository name must be lowercase",
        image: "MyApp:1",
        config: "",
    },
    Example {
        name: "rate-limit",
        error: "\
Error response from daemon: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
        image: "nginx",
        config: "",
    },
];
