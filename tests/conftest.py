"""What all tests share."""

pytest_plugins = ["postgres", "servers.fixtures", "snapshot"]
