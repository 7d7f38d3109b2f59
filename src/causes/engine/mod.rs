//! The engine on the reader's machine, its containers and Dockerfiles.

pub(super) mod container_not_running;
pub(super) mod daemon_not_running;
pub(super) mod dockerfile_unknown_instruction;
pub(super) mod local_storage;
pub(super) mod socket_permission_denied;
