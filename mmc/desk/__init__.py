"""The desk: the newsroom in the browser, over the same files, git and commands as the keyboard. Only this floor knows Django."""
