//! Which file a client reads, given the environment and the files that exist.
//!
//! Every client has its own order, and they disagree: podman takes
//! `DOCKER_CONFIG` before its own files, skopeo after them; crane takes
//! docker's file before `REGISTRY_AUTH_FILE`. Sources: docker/cli,
//! containers/image, common/pkg/auth, go-containerregistry, oras-go, helm.

/// A file that may hold credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum File {
    /// The file named on the command line, `--authfile`.
    Given,
    /// The file that `REGISTRY_AUTH_FILE` names.
    RegistryAuthFile,
    /// `config.json` in the directory that `DOCKER_CONFIG` names.
    DockerConfig,
    /// `$XDG_RUNTIME_DIR/containers/auth.json`
    Runtime,
    /// `$XDG_CONFIG_HOME/containers/auth.json`
    XdgConfig,
    /// `~/.config/containers/auth.json`
    HomeConfig,
    /// `~/.docker/config.json`
    HomeDocker,
    /// `~/.dockercfg`
    DockerCfg,
}

impl File {
    /// Where it is, as a shell would write it.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Given => "--authfile",
            Self::RegistryAuthFile => "$REGISTRY_AUTH_FILE",
            Self::DockerConfig => "$DOCKER_CONFIG/config.json",
            Self::Runtime => "$XDG_RUNTIME_DIR/containers/auth.json",
            Self::XdgConfig => "$XDG_CONFIG_HOME/containers/auth.json",
            Self::HomeConfig => "~/.config/containers/auth.json",
            Self::HomeDocker => "~/.docker/config.json",
            Self::DockerCfg => "~/.dockercfg",
        }
    }
}

/// What may choose a file, or move one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// The option `--authfile` (podman, buildah, skopeo) or `--registry-config` (oras).
    Option,
    /// `REGISTRY_AUTH_FILE`
    RegistryAuthFile,
    /// `DOCKER_CONFIG`
    DockerConfig,
    /// `XDG_RUNTIME_DIR`
    XdgRuntimeDir,
    /// `XDG_CONFIG_HOME`
    XdgConfigHome,
}

/// What is set, and which files exist.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    /// The variables that are set.
    pub set: &'a [Variable],
    /// The files that exist.
    pub files: &'a [File],
}

impl Setting<'_> {
    fn sets(&self, variable: Variable) -> bool {
        self.set.contains(&variable)
    }
}

/// A command that reads credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// docker, buildx, nerdctl: one file, no other.
    Docker,
    /// `podman` and `buildah`, and `login` of podman, buildah and skopeo.
    Podman {
        /// containers/image before 5.24: a chosen file is only the first of the list.
        old: bool,
        /// A chosen file that doesn't exist ends the command: `pull`, not `login`.
        must_exist: bool,
    },
    /// `skopeo copy` and `inspect`, which don't count `DOCKER_CONFIG` as a choice.
    Skopeo {
        /// containers/image before 5.24.
        old: bool,
    },
    /// crane, ko, kaniko, cosign.
    Crane,
    /// oras.
    Oras,
}

/// The files that the command would read, first to last: it takes the first
/// one that exists (podman and skopeo: that holds the registry).
#[must_use]
pub fn order(command: Command, setting: &Setting<'_>) -> Vec<File> {
    let has = |file: File| setting.files.contains(&file);
    let docker = if setting.sets(Variable::DockerConfig) {
        File::DockerConfig
    } else {
        File::HomeDocker
    };
    match command {
        Command::Oras if setting.sets(Variable::Option) => vec![File::Given],
        Command::Docker | Command::Oras => vec![docker],
        Command::Crane => {
            // That either exists is enough, but the variable decides which is read.
            if has(File::HomeDocker)
                || setting.sets(Variable::DockerConfig) && has(File::DockerConfig)
            {
                return vec![docker];
            }
            let mut list = Vec::new();
            if setting.sets(Variable::RegistryAuthFile) {
                list.push(File::RegistryAuthFile);
            }
            if setting.sets(Variable::XdgRuntimeDir) {
                list.push(File::Runtime);
            }
            list.push(config_home(setting));
            list
        }
        Command::Podman { old, must_exist } => {
            let chosen = chosen(setting, setting.sets(Variable::DockerConfig));
            let missing = chosen.is_some_and(|file| !has(file));
            containers_order(setting, docker, chosen, old && !(must_exist && missing))
        }
        Command::Skopeo { old } => containers_order(setting, docker, chosen(setting, false), old),
    }
}

/// The file that the user chose, by option or by variable.
fn chosen(setting: &Setting<'_>, docker_config: bool) -> Option<File> {
    if setting.sets(Variable::Option) {
        Some(File::Given)
    } else if setting.sets(Variable::RegistryAuthFile) {
        Some(File::RegistryAuthFile)
    } else {
        docker_config.then_some(File::DockerConfig)
    }
}

fn config_home(setting: &Setting<'_>) -> File {
    if setting.sets(Variable::XdgConfigHome) {
        File::XdgConfig
    } else {
        File::HomeConfig
    }
}

/// containers/image's list; a chosen file replaces it, or comes first in old versions.
fn containers_order(
    setting: &Setting<'_>,
    docker: File,
    chosen: Option<File>,
    goes_on: bool,
) -> Vec<File> {
    let mut list: Vec<File> = chosen.into_iter().collect();
    if chosen.is_none() || goes_on {
        // A chosen file stands in the place of the runtime directory's.
        if chosen.is_none() && setting.sets(Variable::XdgRuntimeDir) {
            list.push(File::Runtime);
        }
        list.push(config_home(setting));
        list.push(docker);
        list.push(File::DockerCfg);
    }
    list
}

/// The first file of [`order`] that exists: what the command reads when each
/// of them holds the registry.
#[must_use]
pub fn file_read(command: Command, setting: &Setting<'_>) -> Option<File> {
    order(command, setting)
        .into_iter()
        .find(|file| setting.files.contains(file))
}
