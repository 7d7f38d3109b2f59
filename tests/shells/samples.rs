//! One command of each kind that causes can build.

use why401::fix::*;

/// Commands that hold `text` wherever text from the input can stand.
pub fn samples(text: &str) -> Vec<(&'static str, Command)> {
    let host = || value(text, REGISTRY);
    let config = || {
        word("/srv/")
            .and(value(text, CONFIG_FILE))
            .and("/config.json")
    };
    let mut list = vec![
        (
            "pipe",
            run("docker login --username AWS --password-stdin")
                .value(text, REGISTRY)
                .fed_by(run("aws ecr get-login-password --region").value(text, REGION)),
        ),
        (
            "login in CI",
            run("docker login --username")
                .arg(env("CI_REGISTRY_USER"))
                .arg("--password-stdin")
                .value(text, REGISTRY)
                .fed_by_env("CI_REGISTRY_PASSWORD"),
        ),
        (
            "login with a key file",
            run("docker login --username _json_key --password-stdin")
                .arg(word("https://").and(host()))
                .fed_by_file(value(text, KEY_FILE)),
        ),
        (
            "pull secret",
            run("kubectl create secret docker-registry regcred")
                .option("--docker-server=", text, REGISTRY)
                .option("--docker-username=", text, USERNAME)
                .arg(word("--docker-password=").and(env(TOKEN_VARIABLE))),
        ),
        (
            "patch",
            run("kubectl patch serviceaccount")
                .value(text, SERVICE_ACCOUNT)
                .arg("--patch")
                .arg(flow(map().put(
                    "imagePullSecrets",
                    seq().item(map().put("name", value(text, SECRET_NAME))),
                ))),
        ),
        (
            "json argument",
            run("kubectl patch sa default -p").arg("{\"a\": [{\"b\": \"c\"}]}"),
        ),
        (
            "curl",
            run("curl -sS -o /dev/null -w")
                .arg("%{http_code}")
                .arg(word("https://").and(host()).and("/v2/")),
        ),
        (
            "helper",
            run_helper(Some(text))
                .arg("get")
                .fed_by_line(host())
                .without_secret(),
        ),
        (
            "helper list",
            run_helper(Some("ecr-login"))
                .arg("get")
                .fed_by_line(host())
                .quietly(),
        ),
        (
            "certificate",
            run("openssl s_client -showcerts -connect")
                .value(text, REGISTRY)
                .without_input()
                .saved_as("ca.pem"),
        ),
        (
            "with a variable",
            run("docker pull")
                .value(text, IMAGE)
                .with_env("DOCKER_CONFIG", value(text, FILE))
                .with_env("DOCKER_CONTENT_TRUST", "0"),
        ),
        (
            "as root with a variable",
            run("docker info --format")
                .arg("{{json .RegistryConfig}}")
                .with_env("DOCKER_CONFIG", value(text, FILE))
                .saved_as(value(text, FILE))
                .as_root(),
        ),
        ("restart", run("systemctl restart docker").as_root()),
        (
            "root's login",
            run("docker login").value(text, REGISTRY).as_root(),
        ),
        (
            "home argument",
            run("podman --authfile").arg(home(".docker/config.json")),
        ),
        (
            "home in an option",
            run("podman").arg(word("--authfile=").and(home(".docker/config.json"))),
        ),
        ("find helper", find_program(helper_program(Some(text)))),
        ("find", find_program("jq")),
        ("CA", make_dir(docker_certs(Some(text), "")).as_root()),
        (
            "CA copied",
            copy_file(value(text, CA_FILE), docker_certs(Some(text), "/ca.crt")).as_root(),
        ),
        ("make dir", make_dir(home(".docker"))),
        ("show", show_file(home(".docker/daemon.json"))),
        ("show keys", show_file(DOCKER_CONFIG)),
        ("is set", is_set("CI_REGISTRY_PASSWORD")),
        ("ask", ask_secret(TOKEN_VARIABLE)),
        ("set", set_variable("DOCKER_CONFIG", value(text, FILE))),
        ("unset", unset_variable("DOCKER_AUTH_CONFIG")),
        ("clock", show_clock()),
        (
            "copy",
            copy_file(DOCKER_CONFIG, home(".docker/config.json.bak")),
        ),
    ];
    for file in [Arg::from(DOCKER_CONFIG), config()] {
        list.extend([
            ("backup", backup(file.clone())),
            ("backup as root", backup(file.clone()).as_root()),
            ("set aside", set_aside(file.clone())),
            ("keys", show_keys(file.clone())),
            ("reset", reset(file.clone())),
            ("reset as root", reset(file.clone()).as_root()),
            ("rights", show_rights(file.clone())),
            ("make mine", make_mine(file.clone())),
        ]);
        for change in edits(text) {
            list.push(("edit", edit(file.clone(), change.clone())));
            list.push(("edit as root", edit(file.clone(), change).as_root()));
        }
    }
    list
}

/// Every change to a config.json.
pub fn edits(text: &str) -> [Edit; 6] {
    let key = || value(text, CONFIG_KEY);
    [
        Edit::TakeOutStore,
        Edit::TakeOutHelper(key()),
        Edit::TakeOutEntry(key()),
        Edit::MoveEntry {
            from: key(),
            to: "https://index.docker.io/v1/".into(),
        },
        Edit::SetHelper {
            host: key(),
            helper: "ecr-login".into(),
        },
        Edit::SetStore("osxkeychain".into()),
    ]
}
