"""The command `sqsam`; every subcommand imports what it needs when it runs."""
