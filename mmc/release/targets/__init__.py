"""Where releases go: a folder of this machine, a server, a store, a branch."""
