//! The engine on the reader's machine, its containers and Dockerfiles.

pub(super) mod container_not_running;
