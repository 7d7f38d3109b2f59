//! The first fix is for the place where the tool runs: chosen, or told by the log.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use why401::fix::{Filling, REGION, ROLE, SECRET_NAME, USERNAME};
use why401::input::{Input, Place};
use why401::report::{Diagnosis, Fix};

const GHCR: &str = "ghcr.io/acme/app:1";
const ECR: &str = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1";
const OWN: &str = "registry.example.com:5000/acme/app:1";
const HUB: &str = "acme/app:1";

fn answer(image: &str, place: Option<Place>) -> Diagnosis {
    why401::explain(&Input {
        error: "Error response from daemon: no basic auth credentials",
        image,
        config: "{}",
        place,
        ..Input::default()
    })
}

/// A fix as it is read: title, files, commands.
fn written(fix: &Fix) -> String {
    let mut text = fix.title.clone();
    for step in &fix.steps {
        for part in [&step.file, &step.command].into_iter().flatten() {
            text.push('\n');
            text.push_str(part);
        }
    }
    text
}

#[test]
fn the_first_fix_is_for_the_place() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "github",
            GHCR,
            &[
                ".github/workflows/",
                "docker/login-action@",
                "registry: ghcr.io",
                "${{ github.actor }}",
                "${{ secrets.GITHUB_TOKEN }}",
                "permissions:",
                "packages: read",
            ],
        ),
        (
            "github",
            HUB,
            &["docker/login-action@", "${{ vars.REGISTRY_USERNAME }}"],
        ),
        (
            "github",
            ECR,
            &[
                "id-token: write",
                "role-to-assume: arn:aws:iam::123456789012:role/YOUR_ROLE",
                "aws-region: eu-west-1",
                "aws-actions/amazon-ecr-login@",
            ],
        ),
        (
            "gitlab",
            OWN,
            &[
                ".gitlab-ci.yml",
                "before_script:",
                "docker login registry.example.com:5000",
                "--password-stdin",
                "REGISTRY_TOKEN",
            ],
        ),
        (
            "gitlab",
            ECR,
            &[
                "before_script:",
                "aws ecr get-login-password --region eu-west-1 | docker login",
            ],
        ),
        (
            "gitlab",
            "registry.gitlab.com/acme/app:1",
            &["CI_REGISTRY_USER", "CI_REGISTRY_PASSWORD"],
        ),
        (
            "jenkins",
            OWN,
            &[
                "Jenkinsfile",
                "docker.withRegistry('https://registry.example.com:5000', 'YOUR_SECRET_NAME') {",
            ],
        ),
        (
            "jenkins",
            HUB,
            &["docker.withRegistry('https://index.docker.io/v1/', "],
        ),
        (
            "circleci",
            OWN,
            &[
                ".circleci/config.yml",
                "run:",
                "docker login registry.example.com:5000",
            ],
        ),
        (
            "azure",
            OWN,
            &[
                "azure-pipelines.yml",
                "task: Docker@2",
                "containerRegistry: YOUR_SERVICE_CONNECTION",
            ],
        ),
        (
            "kubernetes",
            OWN,
            &[
                "kubectl create secret docker-registry",
                "--docker-server=registry.example.com:5000",
                "imagePullSecrets:",
            ],
        ),
        (
            "ecs",
            ECR,
            &["executionRoleArn", "AmazonECSTaskExecutionRolePolicy"],
        ),
        ("ecs", OWN, &["repositoryCredentials"]),
        (
            "machine",
            OWN,
            &["docker login registry.example.com:5000 -u"],
        ),
    ];
    for (name, image, pieces) in cases {
        let place = Place::named(name).unwrap();
        let answer = answer(image, Some(place));
        assert_eq!(answer.place, Some(*name));
        let cause = answer.causes.first().unwrap();
        assert!(
            ["not-logged-in", "ci-login-missing"].contains(&cause.id),
            "{name}: {}",
            cause.id
        );
        let first = written(cause.fixes.first().unwrap());
        for piece in *pieces {
            assert!(
                first.contains(piece),
                "{name} {image}: no {piece} in\n{first}"
            );
        }
        assert!(!first.contains("--password "), "{first}");
    }
}

#[test]
fn nothing_is_said_of_a_place_that_nothing_tells() {
    let answer = answer(OWN, None);
    assert_eq!(answer.place, None);
    let first = written(&answer.causes[0].fixes[0]);
    assert!(
        first.contains("docker login registry.example.com:5000 -u"),
        "{first}"
    );
}

#[test]
fn every_choice_has_a_name_of_its_own() {
    for (place, id, name) in Place::CHOICES {
        assert_eq!(Place::named(id), Some(place));
        assert_eq!(place.id(), Some(id));
        assert!(!name.is_empty());
    }
    assert_eq!(Place::named("mars"), None);
    assert_eq!(Place::Nomad.id(), None);
}

#[test]
fn what_is_filled_in_stands_in_all_commands() {
    let mut filling = Filling::default();
    filling.set(USERNAME, "jane o'hara").unwrap();
    filling.set(ROLE, "pull").unwrap();
    filling.set(SECRET_NAME, "registry creds").unwrap();
    assert!(filling.set(REGION, "-x").is_err());
    let answer = |place| {
        let answer = why401::explain(&Input {
            error: "no basic auth credentials",
            image: OWN,
            config: "{}",
            place,
            filling: Some(&filling),
            ..Input::default()
        });
        answer.causes[0]
            .fixes
            .iter()
            .map(written)
            .collect::<String>()
    };
    let own = answer(Some(Place::Unknown));
    assert!(own.contains(r"-u 'jane o'\''hara'"), "{own}");
    assert!(!own.contains("YOUR_USERNAME"), "{own}");
    // Groovy's quotes can't hold a space that we would vouch for.
    let jenkins = answer(Some(Place::Jenkins));
    assert!(jenkins.contains("'YOUR_SECRET_NAME')"), "{jenkins}");
}
