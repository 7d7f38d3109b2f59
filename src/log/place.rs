//! Where a log was printed, by what CI systems and orchestrators write into
//! every log.

use crate::anchors::Anchors;
use crate::order::sort;
use crate::span::Span;
use std::sync::OnceLock;

/// A place in which tools run: it decides where a login must be written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The log doesn't say: a terminal, or too short a part of a log.
    #[default]
    Unknown,
    /// GitHub Actions, and Gitea's and Forgejo's runners, which print the same.
    GitHubActions,
    /// A GitLab runner.
    GitLabCi,
    /// Jenkins.
    Jenkins,
    /// Azure Pipelines.
    AzurePipelines,
    /// `CircleCI`.
    CircleCi,
    /// Bitbucket Pipelines.
    Bitbucket,
    /// Travis CI.
    Travis,
    /// Drone, Woodpecker.
    Drone,
    /// AWS `CodeBuild`.
    CodeBuild,
    /// Google Cloud Build.
    CloudBuild,
    /// `TeamCity`.
    TeamCity,
    /// Buildkite.
    Buildkite,
    /// A kubelet, or its events.
    Kubernetes,
    /// Docker Swarm.
    Swarm,
    /// Amazon ECS, Fargate.
    Ecs,
    /// Nomad.
    Nomad,
}

impl Place {
    /// Those that can be chosen, with their stable name and the name that
    /// people know.
    pub const CHOICES: [(Self, &str, &str); 9] = [
        (Self::Unknown, "machine", "my machine"),
        (Self::GitHubActions, "github", "GitHub Actions"),
        (Self::GitLabCi, "gitlab", "GitLab CI"),
        (Self::Jenkins, "jenkins", "Jenkins"),
        (Self::CircleCi, "circleci", "CircleCI"),
        (Self::AzurePipelines, "azure", "Azure Pipelines"),
        (Self::Kubernetes, "kubernetes", "Kubernetes"),
        (Self::Ecs, "ecs", "Amazon ECS"),
        (Self::Swarm, "swarm", "Docker Swarm"),
    ];

    /// The place with that stable name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut choices = Self::CHOICES.into_iter();
        choices
            .find(|(_, id, _)| *id == name)
            .map(|(place, ..)| place)
    }

    /// The stable name, of those that can be chosen.
    #[must_use]
    pub fn id(self) -> Option<&'static str> {
        let mut choices = Self::CHOICES.into_iter();
        choices
            .find(|(place, ..)| *place == self)
            .map(|(_, id, _)| id)
    }
}

/// What told that a log is from a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The place.
    pub place: Place,
    /// Where the first sign of it stands, in the clean text.
    pub span: Span,
    /// How many different ones there are.
    pub kinds: usize,
}

/// How much of the text's beginning and end is searched, in bytes: runners say
/// who they are in the first lines, and at the end.
const HEAD: usize = 2 << 20;
const TAIL: usize = 256 << 10;

/// Whether a part of a text of `len` bytes is searched.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const fn tells_its_place(part: Span, len: usize) -> bool {
    part.start < HEAD || part.end + TAIL > len
}

/// What only one place prints: the marks of each, with a bar between any two.
const MARKS: &[(Place, &str)] = &[
    (
        Place::GitHubActions,
        "##[group]|##[endgroup]|::error::|::error file=|::warning::|::set-output |\
         /home/runner/work/|/home/runner/_work/|/actions-runner/|/_work/_temp/|/__w/_temp|\
         Run docker/login-action@|Run docker/build-push-action@|Run docker/setup-|\
         Run docker/bake-action@|Run docker/metadata-action@|Run actions/checkout@|\
         Run aws-actions/|Run azure/docker-login@|Run google-github-actions/|\
         docker-actions-toolkit-|/actions/runs/|Error: Process completed with exit code|\
         Error: buildx failed with:|$GITHUB_ENV|secrets.GITHUB_TOKEN|${{ secrets.|${{ github.|\
         Current runner version: '|::debug::",
    ),
    (
        Place::GitLabCi,
        "Running with gitlab-runner|Failed to pull image with policy|with specified policies|\
         section_start:|section_end:|$CI_REGISTRY|$CI_JOB_TOKEN|\
         $CI_DEPENDENCY_PROXY|${CI_REGISTRY|$CI_PROJECT|gitlab-ci-token|\
         Preparing the \"docker|Cleaning up file based variables|\
         Cleaning up project directory and file based|Getting source from Git repository|\
         Using Docker executor with image|.gitlab-ci.yml|ERROR: Job failed|\
         Uploading artifacts for failed job",
    ),
    (
        Place::Jenkins,
        "[Pipeline]|Started by user |Finished: FAILURE|/var/jenkins_home|/home/jenkins/|\
         /jenkins/workspace/|hudson.|org.jenkinsci.|Jenkinsfile|withDockerRegistry|\
         Build step '",
    ),
    (
        Place::AzurePipelines,
        "##[section]|##vso[|##[task.|/home/vsts/work/|\\a\\_work\\|/azp/_work/|D:\\a\\1\\|\
         Task         : Docker|Docker@2|vsts-agent",
    ),
    (
        Place::CircleCi,
        "Build-agent version|Starting container cimg/|Starting container circleci/|$CIRCLE_|\
         Exited with code exit status|Spin up environment|setup_remote_docker",
    ),
    (
        Place::Bitbucket,
        "/opt/atlassian/pipelines/|bitbucket-pipelines|$BITBUCKET_|atlassian/default-image",
    ),
    (
        Place::Travis,
        "travis_fold:|travis_time:|$TRAVIS_|/home/travis/build/|.travis.yml",
    ),
    (
        Place::Drone,
        "/drone/src| plugins/docker:|+ /usr/local/bin/dockerd|$DRONE_|woodpecker|drone.yml",
    ),
    (
        Place::CodeBuild,
        "[Container] 20|Phase complete: |CODEBUILD_|Phase context status code:",
    ),
    (
        Place::CloudBuild,
        "starting build \"|FETCHSOURCE|ERROR: build step |gcr.io/cloud-builders/|\
         cloudbuild.yaml|@cloudbuild.gserviceaccount.com|\
         Already have image (with digest): gcr.io/",
    ),
    (Place::TeamCity, "##teamcity[|/BuildAgent/work/|TeamCity"),
    (Place::Buildkite, "~~~ Running |$BUILDKITE_|buildkite-agent"),
    (
        Place::Kubernetes,
        "ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|ImageInspectError|\
         kubelet |kubelet[|{kubelet|kuberuntime_|pod_workers.go|remote_image.go|\
         Back-off pulling image|imagePullSecrets|default-scheduler|Failed to pull image \"|\
         Error syncing pod",
    ),
    (
        Place::Swarm,
        "docker service create|docker service update|docker stack deploy|--with-registry-auth|\
         module=node/agent|could not be accessed on a registry to record",
    ),
    (
        Place::Ecs,
        "CannotPullContainerError|CannotPullECRContainerError|CannotPullImageManifestError|\
         ResourceInitializationError",
    ),
    (
        Place::Nomad,
        "Driver Failure|nomad alloc|for alloc \"|nomad job",
    ),
];

/// The marks in a clean text: their number, and where each stands first.
pub(super) fn marks(clean: &str) -> Vec<(usize, Span)> {
    let bytes = clean.as_bytes();
    let mut seen: Vec<(usize, Span)> = Vec::new();
    let tail = bytes.len().saturating_sub(TAIL).max(HEAD.min(bytes.len()));
    for (from, to) in [(0, HEAD.min(bytes.len())), (tail, bytes.len())] {
        let part = bytes.get(from..to).unwrap_or_default();
        let mut hits = Vec::new();
        let (matcher, _) = matcher();
        matcher.find(part, 0..part.len(), &|_| true, &mut hits);
        sort(&mut hits, |hit| [hit.span.start, hit.anchor, 0]);
        let mut upto = 0;
        for found in hits {
            // A mark within another one doesn't count.
            if found.span.start < upto {
                continue;
            }
            upto = found.span.end;
            if !seen.iter().any(|(known, _)| *known == found.anchor) {
                seen.push((found.anchor, found.span.shifted(from)));
            }
        }
    }
    seen
}

/// What marks tell, one sign a place, in their order.
pub(super) fn signs(marks: &[(usize, Span)]) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::new();
    for &(mark, span) in marks {
        let (_, owners) = matcher();
        let Some(&place) = owners.get(mark) else {
            continue;
        };
        if let Some(sign) = signs.iter_mut().find(|sign| sign.place == place) {
            sign.kinds += 1;
        } else {
            signs.push(Sign {
                place,
                span,
                kinds: 1,
            });
        }
    }
    signs
}

/// The place with the most signs; of two alike, the one first seen.
pub(super) fn place(signs: &[Sign]) -> Place {
    signs
        .iter()
        .rev()
        .max_by_key(|sign| sign.kinds)
        .map_or(Place::Unknown, |sign| sign.place)
}

fn matcher() -> &'static (Anchors, Vec<Place>) {
    static MATCHER: OnceLock<(Anchors, Vec<Place>)> = OnceLock::new();
    MATCHER.get_or_init(|| {
        let (mut marks, mut owners) = (Vec::new(), Vec::new());
        for (place, text) in MARKS {
            for mark in text.split('|') {
                marks.push(mark);
                owners.push(*place);
            }
        }
        (Anchors::new(marks, true), owners)
    })
}
